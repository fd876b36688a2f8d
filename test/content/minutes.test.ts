import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chapterTime } from "../../src/tooling/chapterTime.ts";

const chapters = readdirSync("content/en").filter((file) => file.endsWith(".mdx"));

test.for(chapters)("the core of %s, all that is in no section “Further: …”, takes at most 25 minutes", (file) => {
  expect(chapterTime(readFileSync(`content/en/${file}`, "utf8"), "en").core).toBeLessThanOrEqual(25);
});
