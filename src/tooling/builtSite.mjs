// The built site, made anew when something it depends on has changed. Plain JavaScript without dependencies, for the Node that a machine
// has (20.20 or later); the build itself runs on the Node in node_modules, or on the machine's where it is 22.12 or later.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkNode, install, npm } from "./install.mjs";

const sources = ["src", "content", "public", "astro.config.mjs", "package.json", "package-lock.json", "tsconfig.json"];
const settings = ["BASE_PATH", "SITE_URL", "CHAPTERS", "EDIT_URL"];

/** One hash of all that the built site depends on: names and contents, not times. */
function hashSources(root) {
  const hash = createHash("sha256");
  const add = (path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) for (const name of readdirSync(file).sort()) add(`${path}/${name}`);
    else hash.update(`${path}\0`).update(createHash("sha256").update(readFileSync(file)).digest());
  };
  sources.forEach(add);
  for (const name of settings) hash.update(`${name}=${process.env[name] ?? ""}\0`);
  return hash.digest("hex");
}

/** When the site in dist was written, so that a build made by hand in between is noticed. */
const builtAt = (dist) => (existsSync(join(dist, "index.html")) ? statSync(join(dist, "index.html")).mtimeMs : undefined);

/**
 * Installs what is missing, builds what has changed: where the site then is, `dist`, and the sub-path that it is built for, `base`.
 * Throws Stop where one of them fails.
 */
export function builtSite(root) {
  const dist = join(root, "dist");
  const stampFile = join(root, "node_modules/.cache/start.json");
  install(root);
  const sourceHash = hashSources(root);
  const stamp = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : {};
  if (stamp.sources !== sourceHash || stamp.builtAt === undefined || stamp.builtAt !== builtAt(dist)) {
    checkNode(root);
    console.log("Building the site …");
    npm(root, "run", "build");
    mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
    writeFileSync(stampFile, JSON.stringify({ sources: sourceHash, builtAt: builtAt(dist) }));
  }
  return { dist, base: `/${process.env.BASE_PATH ?? ""}/`.replace(/\/+/g, "/") };
}
