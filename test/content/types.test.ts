import { expect, test } from "vitest";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { chapterFiles, typecheckCells } from "../../src/tooling/typecheckCells.ts";

test("every cell and every number of every chapter is well typed", async () => {
  const chapters = await Promise.all((await chapterFiles()).map((file) => readChapter(file)));
  expect(chapters.length).toBeGreaterThan(0);
  expect(await typecheckCells(chapters)).toEqual([]);
}, 120_000);
