/**
 * `npm run bench:chapters`: how long the cells of each chapter run at build, and all together. The course's budget is 30 s for chapters 0 to 5 and
 * 60 s for all eleven, on two cores; a chapter's own is 5 s. `npm run bench:chapters -- momentum` shows each cell of the chapters with that word in their path.
 */
import { readdirSync } from "node:fs";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { runChapter } from "../../src/tooling/runChapter.ts";

const words = process.argv.slice(2);
const files = readdirSync("content/en")
  .filter((file) => /^\d\d-.*\.mdx$/.test(file) && (words.length === 0 || words.some((word) => file.includes(word))))
  .sort();
if (files.length === 0) throw new Error(`unknown chapter: ${words.join(" ")}`);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(6)} s`;
const sum = (times: number[]): number => times.reduce((a, b) => a + b, 0);

const totals: { number: number; ms: number }[] = [];
for (const file of files) {
  const chapter = await readChapter(`content/en/${file}`);
  const { cells } = await runChapter(chapter, "en", { render: false });
  const times = Object.entries(cells)
    .map(([id, { elapsedMs }]) => ({ id, ms: elapsedMs }))
    .sort((a, b) => b.ms - a.ms);
  const ms = sum(times.map(({ ms }) => ms));
  totals.push({ number: Number(file.slice(0, 2)), ms });
  const slowest = times
    .slice(0, 3)
    .map(({ id, ms }) => `${id} ${seconds(ms).trim()}`)
    .join(", ");
  console.log(`${seconds(ms)}  ${file.replace(".mdx", "").padEnd(22)} ${String(times.length).padStart(3)} cells; ${slowest}`);
  if (words.length > 0) for (const { id, ms } of times) console.log(`${seconds(ms)}      ${id}`);
}

const early = totals.filter(({ number }) => number <= 5);
console.log(`${seconds(sum(early.map(({ ms }) => ms)))}  chapters 0 to 5 (${early.length} of 6), of 30 s`);
console.log(`${seconds(sum(totals.map(({ ms }) => ms)))}  all chapters (${totals.length} of 11), of 60 s`);
