import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as paper from "../../src/optim/dialects/paper.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import * as optim from "../../src/optim/index.ts";

/** The examples of the files' docstrings: their code, and the values that they print in a comment behind an expression. */
function examplesIn(source: string): string[] {
  return [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)]
    .map(([doc]) => doc.split("@example")[1])
    .filter((example) => example !== undefined)
    .map((example) =>
      example
        .replace(/\*\/$/, "")
        .replace(/^ \* ?/gm, "")
        .trim(),
    );
}

/** Runs an example; each line `expression; // value` becomes a comparison to half a unit of the last digit printed. */
function run(example: string, names: Record<string, unknown>): number {
  let compared = 0;
  const compare = (actual: ArrayLike<number> | number, printed: string) => {
    const values = printed.match(/-?\d+(\.\d+)?(e-?\d+)?/g) ?? [];
    const list = typeof actual === "number" ? [actual] : Array.from(actual);
    expect(list.length, printed).toBe(values.length);
    values.forEach((value, i) =>
      expect(Math.abs(list[i] - Number(value)), `${list[i]} is printed as ${value}`).toBeLessThanOrEqual(
        0.5000001 * 10 ** -(value.split(".")[1]?.length ?? 0),
      ),
    );
    compared++;
  };
  const code = example.replace(/^(\S.*?); \/\/ (.+)$/gm, (_, expression, printed) => `compare(${expression}, ${JSON.stringify(printed)});`);
  new Function("compare", ...Object.keys(names), code)(compare, ...Object.values(names));
  return compared;
}

const folder = new URL("../../src/optim/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
const withoutExample = ["check.ts", "index.ts", "moments.ts", "optimizers.ts", "record.ts", "run.ts", "types.ts"];

describe("the worked examples of the docstrings give the values that they print", () => {
  test.each(files.filter((file) => !withoutExample.includes(file)))("%s", async (file) => {
    const source = readFileSync(new URL(file, folder), "utf8"),
      examples = examplesIn(source);
    expect(examples.length).toBeGreaterThanOrEqual(file === "schedules.ts" ? source.match(/^export function/gm)!.length : 1);
    // What readers import, and what only the files among themselves do.
    const names = { ...((await import(new URL(file, folder).href)) as object), ...optim };
    for (const example of examples) expect(run(example, names)).toBeGreaterThan(0);
  });

  test.each(Object.entries({ keras, optax, paper, pytorch, tfjs }))("dialects/%s.ts, one for each optimizer", (dialect, optimizers) => {
    const examples = examplesIn(readFileSync(new URL(`dialects/${dialect}.ts`, folder), "utf8"));
    expect(examples.map((example) => /^train\((\w+)\(/.exec(example)?.[1])).toEqual(expect.arrayContaining(Object.keys(optimizers)));
    const square: optim.Problem = { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) };
    for (const example of examples) expect(run(example, { ...optimizers, square, train: optim.train })).toBe(1);
  });
});
