import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "../../../src/tooling/serve.mjs";

/** One request that reached the server. */
export interface Counted {
  /** `websocket`, `connection` (a socket that never asked for anything), else the browser's `Sec-Fetch-Dest`: document, iframe, script, style, image, font, worker, empty, … */
  kind: string;
  method: string;
  path: string;
}

export interface CountingServer {
  /** With the last slash. */
  address: string;
  /** All requests since the start or the last `forget`, in order. */
  requests: Counted[];
  /** How many of them there are of each `kind path`. */
  counts(): Record<string, number>;
  forget(): void;
  /** The first request whose path starts so, past or future. */
  seen(prefix: string): Promise<Counted>;
  close(): Promise<void>;
}

/**
 * Serves a folder, or pages given as path → HTML or script, at 127.0.0.1 on a free port, and counts whatever arrives:
 * requests of any method, upgrades to WebSocket, and sockets opened for nothing (preconnects).
 */
export async function serve(site: string | Record<string, string>): Promise<CountingServer> {
  const requests: Counted[] = [];
  const watchers: { prefix: string; resolve(request: Counted): void }[] = [];

  function count(kind: string, request?: IncomingMessage): void {
    const counted = { kind, method: request?.method ?? "", path: request?.url ?? "" };
    requests.push(counted);
    for (const watcher of watchers) if (counted.path.startsWith(watcher.prefix)) watcher.resolve(counted);
  }

  const server = createServer((request, response) => {
    count(String(request.headers["sec-fetch-dest"] ?? "unknown"), request);
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    if (typeof site === "string") void answer(request, response, site);
    else if (Object.hasOwn(site, path)) {
      const type = path.endsWith(".js") ? "text/javascript" : "text/html";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(site[path]);
    } else response.writeHead(404).end();
  });
  const asked = new WeakSet();
  server.on("request", (request) => asked.add(request.socket));
  server.on("upgrade", (request, socket) => {
    asked.add(socket);
    count("websocket", request);
    socket.destroy();
  });
  server.on("connection", (socket) => socket.once("close", () => asked.has(socket) || count("connection")));
  server.on("clientError", (_, socket) => {
    asked.add(socket);
    count("garbled");
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    counts() {
      const counts: Record<string, number> = {};
      for (const { kind, path } of requests) counts[`${kind} ${path}`] = (counts[`${kind} ${path}`] ?? 0) + 1;
      return counts;
    },
    forget: () => void requests.splice(0),
    seen: (prefix) =>
      new Promise((resolve) => {
        const past = requests.find((request) => request.path.startsWith(prefix));
        if (past) resolve(past);
        else watchers.push({ prefix, resolve });
      }),
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}
