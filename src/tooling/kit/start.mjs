/** `npm start` of a chapter that was taken away: installs what is missing, then runs the cells. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url);
const { dependencies, engines } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
if (!process.features.typescript) {
  console.error(`Node ${process.versions.node} does not run TypeScript here: this needs Node ${engines.node}`);
  process.exit(1);
}
if (!Object.keys(dependencies).every((name) => existsSync(new URL(`node_modules/${name}/package.json`, root)))) {
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: fileURLToPath(root),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
await import("./run.ts");
