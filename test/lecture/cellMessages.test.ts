import fc from "fast-check";
import { expect, test } from "vitest";
import { toAsk, toCellMessage, toRequest } from "../../src/lecture/cellMessages.ts";
import { withSource } from "../../src/notebook/withSource.ts";
import { cell } from "../sandbox/fakes.ts";

test("a request comes back from what the windows say of it, with the marks of its edited cells", () => {
  const originals = ["a", "b"].map((id) => cell(id, `${id} as built`));
  const [a, b] = originals;
  const cells = [a, withSource(b, "b edited")];
  expect(cells.map(({ edited }) => edited)).toEqual([undefined, true]);
  const request = {
    cells,
    shown: [withSource(a, "a before"), b],
    targets: ["b"],
    outdated: ["b"],
    inputs: { a: { k: 1 } },
    reason: "run" as const,
    look: { locale: "en", widths: { a: 300 } },
  };
  const said: unknown = structuredClone(toAsk("1", request, originals));
  expect(toRequest(said as ReturnType<typeof toAsk>, originals)).toEqual(request);
});

test("of what another window says, only messages are heard", () => {
  expect(toCellMessage({ type: "ended", ids: ["1"] })).not.toBeNull();
  for (const value of [
    null,
    "stop",
    {},
    { type: "toString" },
    { type: "ask", ask: {} },
    { type: "ended", ids: [1] },
    { type: "events", epoch: 1, events: [{ type: "output", cell: "a", index: -1, output: { kind: "x" } }] },
  ]) {
    expect(toCellMessage(value), JSON.stringify(value)).toBeNull();
  }
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(["ask", "stop", "wait", "warm", "hello", "state", "events", "ended", undefined]).toContain(toCellMessage(value)?.type);
    }),
  );
});
