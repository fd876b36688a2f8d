import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { defences } from "./defenceTable.ts";

test.each(defences)("$name: its text stands once in $file, and its test is there", ({ file, find, test: path }) => {
  expect(readFileSync(file, "utf8").split(find)).toHaveLength(2);
  expect(existsSync(path)).toBe(true);
});
