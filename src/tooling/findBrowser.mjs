// The Chromium of this machine, for the real-browser tests. Plain JavaScript without dependencies: `npm test` runs it first.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { Stop } from "./install.mjs";

const commands = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "/snap/bin/chromium",
];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium that is there: `CHROMIUM_PATH`, else one on the PATH, else one at a usual place; undefined if none is. Throws Stop if `CHROMIUM_PATH` names none. */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (!isExecutable(env.CHROMIUM_PATH)) throw new Stop(`invalid CHROMIUM_PATH: ${env.CHROMIUM_PATH} (not an executable file)`);
    return env.CHROMIUM_PATH;
  }
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...commands.flatMap((command) => folders.map((folder) => join(folder, command))), ...places].find(isExecutable);
}
