// `npm start`: installs what is missing, builds what has changed, serves the site. Plain JavaScript without dependencies, for the
// Node that a machine has (20.20 or later); the build itself runs on the Node in node_modules, or on the machine's where it is 22.12 or later.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Stop, checkNode, install, npm } from "./install.mjs";
import { serve } from "./serve.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "dist");
const stampFile = join(root, "node_modules/.cache/start.json");
const sources = ["src", "content", "public", "astro.config.mjs", "package.json", "package-lock.json", "tsconfig.json"];
const settings = ["BASE_PATH", "SITE_URL", "CHAPTERS"];

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/** One hash of all that the built site depends on: names and contents, not times. */
function hashSources() {
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
const builtAt = () => (existsSync(join(dist, "index.html")) ? statSync(join(dist, "index.html")).mtimeMs : undefined);

function isBuilt(sourceHash) {
  if (!existsSync(stampFile)) return false;
  const stamp = readJson(stampFile);
  return stamp.sources === sourceHash && stamp.builtAt !== undefined && stamp.builtAt === builtAt();
}

function portFromEnvironment() {
  const { PORT = "4321" } = process.env;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65535) throw new Stop(`invalid PORT: ${PORT} (a whole number from 0 to 65535)`);
  return port;
}

async function start() {
  const port = portFromEnvironment();
  install(root);
  const sourceHash = hashSources();
  if (!isBuilt(sourceHash)) {
    checkNode(root);
    console.log("Building the site …");
    npm(root, "run", "build");
    mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
    writeFileSync(stampFile, JSON.stringify({ sources: sourceHash, builtAt: builtAt() }));
  }
  const base = `/${process.env.BASE_PATH ?? ""}/`.replace(/\/+/g, "/");
  const { address, server } = await serve({ dir: dist, port, host: process.env.HOST ?? "127.0.0.1", base });
  const got = server.address().port;
  if (port !== 0 && got !== port) console.log(`Port ${port} is taken, so this is port ${got}.`);
  console.log(`From SGD to Adam: ${address}\nCtrl+C stops it.`);
}

start().catch((error) => {
  console.error(error instanceof Stop || error.code ? error.message : error);
  process.exitCode = 1;
});
