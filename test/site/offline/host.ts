import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "../../../src/tooling/serve.mjs";

/** A host whose deployed site can be exchanged, and which can go away and come back at the same address. */
export interface Host {
  /** With the last slash. */
  address: string;
  /** From now on `folder` is what is deployed. */
  deploy(folder: string): void;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Paths asked for since the start or the last `forget`. */
  asked: string[];
  forget(): void;
  /** Answers a path in its own way: with a status, or a script. `"hold"` keeps the request waiting until `release`; undefined leaves it to the site. */
  intercept?: (path: string) => number | "hold" | { script: string } | undefined;
  release(): void;
  close(): Promise<void>;
}

export async function openHost(folder: string, base = "/"): Promise<Host> {
  let server: Server | undefined;
  let port = 0;
  let deployed = folder;
  let held: (() => void)[] = [];
  const asked: string[] = [];

  const host: Host = {
    address: "",
    deploy: (next) => void (deployed = next),
    async up() {
      server = createServer((request, response) => {
        const path = new URL(request.url!, "http://localhost").pathname;
        asked.push(path);
        const way = host.intercept?.(path);
        if (way === "hold") held.push(() => void answer(request, response, deployed, base));
        else if (typeof way === "object") response.writeHead(200, { "content-type": "text/javascript" }).end(way.script);
        else if (way !== undefined) response.writeHead(way).end();
        else void answer(request, response, deployed, base);
      });
      await new Promise<void>((resolve) => server!.listen(port, "127.0.0.1", resolve));
      ({ port } = server.address() as AddressInfo);
      host.address = `http://127.0.0.1:${port}${base}`;
    },
    async down() {
      const closing = server;
      server = undefined;
      if (closing) await new Promise((resolve) => (closing.close(resolve), closing.closeAllConnections()));
    },
    asked,
    forget: () => void asked.splice(0),
    release() {
      const waiting = held;
      held = [];
      host.intercept = undefined;
      for (const go of waiting) go();
    },
    close: () => host.down(),
  };
  await host.up();
  return host;
}
