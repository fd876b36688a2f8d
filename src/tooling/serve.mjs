// Static server for the built site: plain JavaScript without dependencies, as `npm start` runs it on the Node of the machine.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".ipynb": "application/x-ipynb+json; charset=utf-8",
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

/** Files that are compressed as they are. */
const isCompressed = /\.(png|jpg|webp|avif|woff2?)$/;

/** The ways to compress, the best first. Brotli's higher levels take seconds for the largest files, and a reader waits for the first answer. */
const encodings = { br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), gzip: promisify(gzip) };

/** The best encoding that an Accept-Encoding header allows, or undefined where none is. */
function encodingFor(accepted = "") {
  const weights = new Map(
    accepted.split(",").map((entry) => {
      const [name, ...parameters] = entry
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return [name, weight === undefined ? 1 : Number(weight.slice(2))];
    }),
  );
  return Object.keys(encodings).find((name) => (weights.get(name) ?? weights.get("*") ?? 0) > 0);
}

/** What was sent compressed, by file and encoding, with the tag of the file as it then was: each file is compressed once. */
const compressed = new Map();

/** The content of a file, compressed; `etag` says which state of the file is meant. */
function compress(file, encoding, etag) {
  const key = `${encoding} ${file}`;
  const known = compressed.get(key);
  if (known?.etag === etag) return known.content;
  const content = readFile(file).then(encodings[encoding]);
  compressed.set(key, { etag, content });
  // A file that could not be read may be there at the next request.
  content.catch(() => compressed.delete(key));
  return content;
}

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
  const encoding = isCompressed.test(shown.file) ? undefined : encodingFor(request.headers["accept-encoding"]);
  const state = `${shown.size.toString(36)}-${shown.time.getTime().toString(36)}`;
  const etag = `"${encoding ? `${state}-${encoding}` : state}"`;
  const headers = {
    "last-modified": shown.time.toUTCString(),
    etag,
    "cache-control": immutable.test(inside ?? "") ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    vary: "accept-encoding",
  };
  if (found && request.headers["if-none-match"]?.split(/\s*,\s*/).includes(etag)) return void response.writeHead(304, headers).end();
  const body = encoding && (await compress(shown.file, encoding, etag));
  response.writeHead(found ? 200 : 404, {
    ...headers,
    "content-type": types[extname(shown.file)] ?? "application/octet-stream",
    "content-length": body ? body.length : shown.size,
    ...(body && { "content-encoding": encoding }),
  });
  if (head || body) return void response.end(head ? undefined : body);
  createReadStream(shown.file)
    .on("error", () => response.destroy())
    .pipe(response);
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
