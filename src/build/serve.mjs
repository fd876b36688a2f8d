// Static server for the built site: plain JavaScript without dependencies, as `npm start` runs it on the Node of the machine.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".wasm": "application/wasm",
};

/** Files that carry a hash of their content in the name: Astro's. */
const immutable = /\/_astro\//;

/**
 * The file of `dir` that answers a request path, with its size and time, or undefined. Knows `index.html` of a folder and
 * addresses without `.html`; never leaves `dir`. `redirect` is set for a folder asked for without its last slash.
 */
async function findFile(dir, path) {
  const wanted = normalize(join(dir, path));
  if (wanted !== normalize(dir) && !wanted.startsWith(normalize(dir + sep))) return undefined;
  if (path.split("/").some((part) => part.startsWith(".") && part !== ".well-known")) return undefined;
  const candidates = path.endsWith("/") ? [join(wanted, "index.html")] : [wanted, `${wanted}.html`];
  for (const file of candidates) {
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return { file, size: found.size, time: found.mtime };
  }
  const index = await stat(join(wanted, "index.html")).catch(() => undefined);
  return index?.isFile() && !path.endsWith("/") ? { redirect: true } : undefined;
}

/** The path of a request, decoded, or undefined where it is no valid one. */
function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    return path.includes("\0") || path.includes("\\") ? undefined : path;
  } catch {
    return undefined;
  }
}

/** Answers one request from `dir`; `base` is the sub-path that the site is built for. */
export async function answer(request, response, dir, base = "/") {
  const head = request.method === "HEAD";
  if (!head && request.method !== "GET") return void response.writeHead(405, { allow: "GET, HEAD" }).end();
  const url = new URL(request.url.replace(/^\/+/, "/"), "http://localhost");
  const path = pathOf(url.href);
  const root = base.replace(/\/*$/, "/");
  if (path === "/" && root !== "/") return void response.writeHead(302, { location: root }).end();
  const inside = path?.startsWith(root) ? `/${path.slice(root.length)}` : undefined;
  const found = inside === undefined ? undefined : await findFile(dir, inside);
  if (found?.redirect) return void response.writeHead(301, { location: `${url.pathname}/${url.search}` }).end();

  const shown = found ?? (await findFile(dir, "/404.html"));
  if (!shown) return void response.writeHead(404, { "content-type": types[".txt"] }).end(head ? undefined : "Not found\n");
  const etag = `"${shown.size.toString(36)}-${shown.time.getTime().toString(36)}"`;
  const headers = {
    "content-type": types[extname(shown.file)] ?? "application/octet-stream",
    "content-length": shown.size,
    "last-modified": shown.time.toUTCString(),
    etag,
    "cache-control": immutable.test(inside ?? "") ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
  };
  if (found && request.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag)) {
    const { "content-length": _, "content-type": __, ...rest } = headers;
    return void response.writeHead(304, rest).end();
  }
  response.writeHead(found ? 200 : 404, headers);
  if (head) return void response.end();
  createReadStream(shown.file).on("error", () => response.destroy()).pipe(response);
}

/**
 * Serves `dir` at 127.0.0.1 (or `host`) and resolves with the server and its address. A taken `port` gives the next free one,
 * up to ten further; port 0 any.
 */
export async function serve({ dir, port = 0, host = "127.0.0.1", base = "/" }) {
  const server = createServer((request, response) => {
    answer(request, response, dir, base).catch(() => {
      if (!response.headersSent) response.writeHead(500, { "content-type": types[".txt"] });
      response.end();
    });
  });
  for (let tried = port; ; tried++) {
    const error = await new Promise((resolve) => {
      server.once("error", resolve);
      server.listen(tried, host, () => {
        server.off("error", resolve);
        resolve(undefined);
      });
    });
    if (!error) break;
    if (error.code !== "EADDRINUSE" || port === 0 || tried >= port + 10) throw error;
  }
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${server.address().port}${base}`;
  return { server, address, close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dir = "dist", port = "4321"] = process.argv.slice(2);
  const { address } = await serve({ dir, port: Number(port) });
  console.log(address);
}
