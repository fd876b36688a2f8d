import { expect, test } from "vitest";
import { createChecks } from "../../src/notebook/checks.ts";
import { createNotebook, toCell } from "../../src/notebook/index.ts";
import type { Cell, InputValues, Output } from "../../src/notebook/types.ts";
import { withSource } from "../../src/notebook/withSource.ts";

type Check = Extract<Output, { kind: "check" }>;

function checks() {
  let last: Check | undefined;
  const check = createChecks({
    check: (output) => {
      last = output as Check;
    },
  });
  return { check, last: () => last! };
}

test("a right answer passes, within the tolerance", () => {
  const { check, last } = checks();
  check("m at t = 1", 1 + 1e-12, 1);
  check("weights sum to one", 0.1 + 0.2 === 0.30000000000000004);
  check("path", new Float64Array([1, 2]), [1, 2]);
  expect(last()).toEqual({
    kind: "check",
    passed: true,
    items: [
      { ok: true, text: "m at t = 1" },
      { ok: true, text: "weights sum to one" },
      { ok: true, text: "path" },
    ],
  });
});

test("a wrong answer says what is wrong, what was expected and what came", () => {
  const { check, last } = checks();
  check("at t=1", 1, 10, { otherwise: "m is not bias-corrected" });
  expect(last()).toMatchObject({ passed: false, items: [{ ok: false, hint: "m is not bias-corrected", text: "at t=1: expected 10, got 1" }] });
});

test.each([
  ["the wrong length", [1], [1, 2], "p: expected 2 numbers, got 1"],
  ["a wrong entry", [1, 3], [1, 2], "p, entry 1: expected 2, got 3"],
  ["NaN", NaN, 1, "p: expected 1, got NaN"],
  ["no number", undefined, 1, "p: expected 1, got undefined"],
  ["a number for infinity", 5, Infinity, "p: expected Infinity, got 5"],
])("%s is told", (_, got, expected, text) => {
  const { check, last } = checks();
  check("p", got, expected);
  expect(last().items).toEqual([{ ok: false, text }]);
});

test("one failure among passes fails the whole", () => {
  const { check, last } = checks();
  check("a", true);
  check("b", false);
  check("c", true);
  expect(last()).toMatchObject({ passed: false, items: [{ ok: true }, { ok: false, text: "b" }, { ok: true }] });
});

test("a tolerance is relative above one and absolute below", () => {
  const { check, last } = checks();
  check("large", 1001, 1000, { tolerance: 1e-3 });
  check("small", 0.002, 0.001, { tolerance: 1e-3 });
  check("too far", 1002, 1000, { tolerance: 1e-3 });
  expect(last().items.map(({ ok }) => ok)).toEqual([true, true, false]);
});

test("a check without a name or with a bad tolerance is refused", () => {
  const { check } = checks();
  expect(() => check("", 1, 1)).toThrow(/missing what/);
  expect(() => check("a", 1, 1, { tolerance: -1 })).toThrow("invalid tolerance: -1 (0 or more)");
});

test("a check says what it has looked at: the author's starter, an answer, or a prediction", async () => {
  const cellOf = (meta: string, source: string): Cell => toCell({ lang: "ts", meta: `cell ${meta}`, source, line: 1 });
  const [starter, check] = [cellOf("id=starter exercise=a", "const x = 1;"), cellOf("id=check exercise=a check", 'check("x", x, 2);')];
  const [guess, verdict] = [
    cellOf("id=guess exercise=b", 'const y = predict("y", { min: 0, max: 9 });'),
    cellOf("id=verdict exercise=b check", 'check("y", y, 2);'),
  ];
  const plain = cellOf("id=plain", 'check("z", 1, 2);');
  const said: (Check["of"] | null)[] = [];
  const notebook = createNotebook({
    modules: {},
    plot: undefined,
    now: () => 0,
    emit: (event) => event.type === "output" && event.output.kind === "check" && said.push(event.output.of ?? null),
  });
  const run = async (cells: Cell[], inputs: InputValues = {}) => {
    await notebook.run({ cells, targets: cells.map(({ id }) => id), inputs, reason: "run" });
    return said.splice(0);
  };
  expect(await run([starter, check])).toEqual(["starter"]);
  expect(await run([withSource(starter, "const x = 3;"), check])).toEqual([null]);
  expect(await run([starter, check])).toEqual(["starter"]);
  expect(await run([guess, verdict])).toEqual([]);
  expect(await run([guess, verdict], { guess: { y: 3 } })).toEqual(["prediction"]);
  expect(await run([plain])).toEqual([null]);
});
