import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { AstroIntegration } from "astro";
import { bundle } from "./bundle.ts";
import { integrityOf } from "./integrity.ts";

export interface OfflineSite {
  version: string;
  /** The files that a reader has offline, relative to the folder. */
  files: string[];
  /** Their size, as stored and as a host sends them: compressed. */
  bytes: number;
  compressedBytes: number;
}

/** The worker's file: its address must never change. */
export const workerFile = "sw.js";
const stamp = /<meta name="build"[^>]*>/;
/**
 * Not read by a page, only by those who link to the site, install it or look at its data's origin; and TypeScript for the editor, as large as a quarter of the
 * rest: offline the editor has the names of its library.
 */
const leftOut =
  /^(_astro\/typesWorker-.*|types\.json|sw\.js|screenshot\.png|icon-[\w-]+\.png|robots\.txt|sitemap.*\.xml|_headers|_redirects)$|(^|\/)(\.|card\.png$)/;

/**
 * Makes a built site work offline: writes its service worker, `sw.js`, with the list of all files and the hash of each, and stamps every page with the
 * build's version. The version is a hash over the files' contents (without stamps) and the worker's code: the same site gives the same version, and doing
 * it again after a change a new one. Throws where a page has no place for the stamp.
 */
export async function makeOffline(folder: string): Promise<OfflineSite> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length).split(sep).join("/"))
    .filter((file) => !leftOut.test(file))
    .toSorted();
  const script = await bundle("src/offline/serviceWorker.ts");
  const contents = new Map(files.map((file) => [file, withoutStamp(file, readFileSync(join(folder, file)))]));
  const all = createHash("sha256").update(script);
  for (const [file, content] of contents) all.update(`${file}\0`).update(createHash("sha256").update(content).digest());
  const version = all.digest("hex").slice(0, 16);

  let bytes = 0,
    compressedBytes = 0;
  for (const content of contents.values()) {
    bytes += content.length;
    compressedBytes += Math.min(content.length, gzipSync(content).length);
  }
  const megabytes = (compressedBytes / 1e6).toFixed(1);
  const hashes: Record<string, string> = {};
  for (const [file, content] of contents) if (!file.endsWith(".html")) hashes[file] = integrityOf(content);
  for (const [file, content] of contents) {
    if (!file.endsWith(".html")) continue;
    const html = content.toString();
    const notebook = notebookOf(file, html, hashes);
    const stamped = withStamp(
      file,
      html,
      `<meta name="build" content="${version}" data-megabytes="${megabytes}"${notebook ? ` data-cells="${hashes[notebook]}"` : ""}>`,
    );
    writeFileSync(join(folder, file), stamped);
    hashes[file] = integrityOf(stamped);
  }
  writeFileSync(join(folder, workerFile), `const build=${JSON.stringify({ version, files: hashes })};\n${script}\n`);
  return { version, files, bytes, compressedBytes };
}

/** The file that the page's cells come from, if it has cells. */
function notebookOf(file: string, html: string, files: Record<string, string>): string | undefined {
  const address = /<main[^>]* data-notebook="([^"]*)"/.exec(html)?.[1];
  if (address === undefined) return undefined;
  // The address starts with the sub-path under which the site is deployed, if there is one.
  for (let at = address.indexOf("/"); at >= 0; at = address.indexOf("/", at + 1)) {
    if (Object.hasOwn(files, address.slice(at + 1))) return address.slice(at + 1);
  }
  throw new Error(`missing ${address}: the cells of ${file}`);
}

function withoutStamp(file: string, content: Buffer): Buffer {
  if (!file.endsWith(".html")) return content;
  const text = content.toString();
  return stamp.test(text) ? Buffer.from(text.replace(stamp, "")) : content;
}

function withStamp(file: string, html: string, element: string): string {
  const place = /<meta charset="utf-8"[^>]*>/i;
  if (!place.test(html)) throw new Error(`missing <meta charset="utf-8"> in ${file}: the page needs a place for its build's stamp`);
  return html.replace(place, (charset) => charset + element);
}

/** Makes the built site work offline. In the author's mode there is no worker, and one from an earlier build goes. */
export function offline(): AstroIntegration {
  return {
    name: "offline",
    hooks: {
      async "astro:build:done"({ dir, logger }) {
        const { version, files, bytes, compressedBytes } = await makeOffline(fileURLToPath(dir));
        logger.info(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${(compressedBytes / 1e6).toFixed(1)} MB compressed; version ${version}`);
      },
      "astro:server:setup"({ server }) {
        server.middlewares.use((request, response, next) => {
          if (request.url?.split("?", 1)[0]?.endsWith(`/${workerFile}`) !== true) return next();
          bundle("src/offline/retire.ts").then((script) => {
            response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" }).end(script);
          }, next);
        });
      },
    },
  };
}
