/**
 * Words and minutes of each chapter, by the rule of `src/tooling/chapterTime.ts`: `npm run bench:times`. With a revision of git,
 * `npm run bench:times -- REVISION`, its chapters stand beside today's, with the minutes that it told where it had them written down.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { chapterSeconds } from "../../src/tooling/chapterTime.ts";
import { parseChapter } from "../../src/tooling/readChapter.ts";

const [revision] = process.argv.slice(2);

/** What stood in the file at the revision; undefined where it had no such file. */
function textThen(file: string): string | undefined {
  try {
    return execFileSync("git", ["show", `${revision}:${file}`], { encoding: "utf8", maxBuffer: 2 ** 26, stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

function timeOf(text: string): { words: number; core: number; whole: number } {
  const { words, core, whole } = chapterSeconds(parseChapter(text), "en");
  return { words, core: Math.round(core / 60), whole: Math.round(whole / 60) };
}

if (revision && spawnSync("git", ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]).status !== 0) {
  throw new Error(`unknown revision: ${revision} (a commit, tag or branch of git)`);
}

const rows = readdirSync("content/en")
  .filter((file) => file.endsWith(".mdx"))
  .map((name) => {
    const file = `content/en/${name}`;
    const now = timeOf(readFileSync(file, "utf8"));
    const then = revision === undefined ? undefined : textThen(file);
    if (then === undefined) return { chapter: name.replace(".mdx", ""), ...now };
    const told = /^minutes: (\d+)$/m.exec(then)?.[1];
    const before = timeOf(then);
    return {
      chapter: name.replace(".mdx", ""),
      "told then": told === undefined ? undefined : Number(told),
      "words then": before.words,
      "minutes then": before.whole,
      ...now,
    };
  });
console.table(rows);
