/**
 * Latencies of the sandbox in the machine's Chromium: `node test/bench/sandbox.ts [ROUNDS]`. Each beside the time of an empty
 * round trip through the same frames and threads, as a ratio.
 */
import { openBrowser } from "../site/harness/browser.ts";
import { serveSandbox } from "../site/harness/openSandbox.ts";

const rounds = Number(process.argv[2] ?? 30);
const [browser, sandbox] = await Promise.all([openBrowser(), serveSandbox()]);

const cold: number[] = [];
for (let i = 0; i < Math.min(rounds, 10); i++) {
  const page = await browser.newPage();
  await page.goto(sandbox.site.address);
  cold.push(
    await page.evaluate(async () => {
      const start = performance.now();
      await window.tools.run({ a: "1" });
      return performance.now() - start;
    }),
  );
  await page.close();
}

const page = await sandbox.open(browser);
const { empty, plot, stop, after } = await page.evaluate(async (times) => {
  const { run, sandbox, silences, until } = window.tools;
  const took = { empty: [] as number[], plot: [] as number[], stop: [] as number[], after: [] as number[] };
  const timed = async (list: number[], task: () => unknown): Promise<void> => {
    const start = performance.now();
    await task();
    list.push(performance.now() - start);
  };
  const plotted = (i: number): string =>
    `import { trace } from "optim";\nconst lines = [1, 2, 3, 4].flatMap((k) => Array.from({ length: 1000 }, (_, t) => ({ t, loss: Math.exp(-t * k / ${1000 + i}), k })));\nPlot.line(lines, { x: "t", y: "loss", stroke: "k" }).plot()`;
  for (let i = 0; i < times; i++) {
    // As long as a reader takes at least: a spare worker starts meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await timed(took.empty, () => run({ a: "1" }));
    await timed(took.plot, () => run({ a: plotted(i) }));
    silences.length = 0;
    const hung = run({ a: "while (true) {}" });
    await until(() => silences.length > 0);
    await timed(took.stop, () => {
      sandbox.stop();
      return hung;
    });
    await timed(took.after, () => run({ a: plotted(i) }));
  }
  return took;
}, rounds);
await browser.close();
await sandbox.site.close();

const quantile = (list: number[], q: number): number => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
const base = quantile(empty, 0.5);
const rows = {
  "empty run": empty,
  "run with a plot of 4 × 1,000 points": plot,
  "stop of a hung run": stop,
  "run with the same plot right after a stop": after,
  "first run, nothing loaded": cold,
};
console.log(`${"".padEnd(44)}p50 ms   p95 ms   p50 / empty run`);
for (const [name, list] of Object.entries(rows)) {
  const [p50, p95] = [quantile(list, 0.5), quantile(list, 0.95)];
  console.log(name.padEnd(44) + p50.toFixed(1).padStart(6) + p95.toFixed(1).padStart(9) + (p50 / base).toFixed(1).padStart(11));
}
