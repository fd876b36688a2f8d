import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { distances, readme, tables, updated } from "./dialectTable.ts";

describe("the table of the dialects", () => {
  test("in the README is the one that the code gives (else run: node test/optim/dialectTable.ts)", () => {
    const text = readFileSync(readme, "utf8");
    expect(text).toBe(updated(text));
  });

  test.each(Object.entries(tables))("%s: a formula called the same takes the same path, another one another", (_, rows) => {
    distances(rows).forEach((apart, i) => {
      if (i === 0) return;
      if (rows[i].formula.startsWith("the same")) expect(apart).toBeLessThan(1e-12);
      else expect(apart).toBeGreaterThan(1e-6);
    });
  });
});
