import { build } from "esbuild";
import { sandboxPage } from "../../../src/build/sandboxPage.ts";

const page = `
import { createSandbox } from "./src/sandbox/host.ts";
const events = [];
const silences = [];
const sandbox = createSandbox({
  src: "/sandbox.html",
  silenceMs: 300,
  onEvent: (event) => events.push(event),
  onSilence: (silence) => silences.push(silence),
  readData: async (file) => new Uint8Array(await (await fetch("/data/" + file)).arrayBuffer()),
});
const cellsOf = (sources) => Object.entries(sources).map(([id, source]) => ({ id, title: id, source, line: 1, hidden: false, form: "both", run: "build" }));
const run = (sources, targets, { inputs = {}, reason = "run" } = {}) =>
  sandbox.run({ cells: cellsOf(sources), targets: targets ?? Object.keys(sources), inputs, reason });
/** Longest time between two frames while \`task\` goes on. */
async function longestGap(task) {
  let gap = 0, last = performance.now(), on = true;
  requestAnimationFrame(function frame(now) { gap = Math.max(gap, now - last); last = now; if (on) requestAnimationFrame(frame); });
  await task();
  on = false;
  return Math.max(gap, performance.now() - last);
}
const until = async (test) => { while (!test()) await new Promise((resolve) => requestAnimationFrame(resolve)); };
Object.assign(globalThis, { sandbox, events, silences, run, longestGap, until });
`;

/** The pages of a bare site around the sandbox, with \`worker\` (a script's path in the project) in place of ours if it is given. */
export async function sandboxSite(worker?: string): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: process.cwd(), loader: "js" }, bundle: true, write: false, format: "esm", target: "es2022",
  });
  return {
    "/": `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; script-src 'self'; frame-src 'self'; connect-src 'self'"><link rel="icon" href="data:,"><title>page</title><body><script type="module" src="/page.js"></script>`,
    "/page.js": outputFiles[0].text,
    "/sandbox.html": await sandboxPage({ worker, files: ["numbers.json"] }),
    "/data/numbers.json": "[1,2,3]",
  };
}
