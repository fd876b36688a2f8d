// Installs what is missing, for the commands that a newcomer types first. Plain JavaScript without dependencies: it runs on
// Node 20 before anything is there.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A command cannot go on; the message says what to do about it. */
export class Stop extends Error {}

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/** Whether node_modules holds what package-lock.json asks for; optional packages may be missing, for they depend on the machine. */
export function isInstalled(root) {
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const installed = readJson(hidden).packages;
  return Object.entries(readJson(join(root, "package-lock.json")).packages).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === "" || installed[path]?.version === version || (!installed[path] && (optional || devOptional || peer)),
  );
}

/** Runs npm in the project, the same npm that runs this command if there is one. Throws Stop when it fails. */
export function npm(root, ...args) {
  const own = process.env.npm_execpath;
  const [command, rest] = own?.endsWith("js") ? [process.execPath, [own, ...args]] : ["npm", args];
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: "1" };
  const { status, error } = spawnSync(command, rest, { cwd: root, env, stdio: "inherit", shell: process.platform === "win32" && command === "npm" });
  if (error) throw new Stop(`cannot run npm: ${error.message}`);
  if (status !== 0) throw new Stop(`npm ${args.join(" ")} failed`);
}

/** Installs the packages of package-lock.json unless they are there. */
export function install(root) {
  if (isInstalled(root)) return;
  console.log("Installing dependencies …");
  npm(root, "ci", "--no-fund", "--no-audit");
}

/** Throws Stop unless there is a Node that can build: the one in node_modules, or the machine's. */
export function checkNode(root) {
  if (existsSync(join(root, "node_modules/.bin/node"))) return;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  throw new Stop(`invalid Node: ${process.versions.node} (building needs 22.12 or later; only on 64-bit Linux the project brings its own)`);
}
