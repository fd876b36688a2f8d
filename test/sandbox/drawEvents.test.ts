import { expect, test } from "vitest";
import type { CellEvent, Output, ShownEvent } from "../../src/notebook/types.ts";
import { Plot } from "../../src/plot/draw.ts";
import { createEventDrawing } from "../../src/sandbox/drawEvents.ts";
import { toReport } from "../../src/sandbox/messages.ts";
import { caps } from "../../src/tree/tree.ts";

function open() {
  const events: ShownEvent[] = [];
  return { events, drawing: createEventDrawing((event) => void events.push(structuredClone(event))) };
}
const output = (index: number, of: Output): CellEvent => ({ type: "output", cell: "a", index, output: of });
const P = Plot as unknown as Record<string, (...args: unknown[]) => never>;
const dots = (n: number): Output => ({ kind: "plot", element: (P.dot(Array.from({ length: n }, (_, i) => [i, i % 7])) as { plot(): never }).plot() });
const textOf = (event: ShownEvent | undefined): string =>
  JSON.stringify(event?.type === "output" && event.output.kind === "drawing" ? event.output.tree : null);

test("what a cell says besides outputs, and the page's own controls, pass unchanged", () => {
  const { events, drawing } = open();
  const all: CellEvent[] = [
    { type: "start", cell: "a" },
    output(0, { kind: "progress", label: "x", fraction: 0.5 }),
    { type: "done", cell: "a", elapsedMs: 1, warnings: [] },
  ];
  for (const event of all) drawing.draw(event);
  expect(events).toEqual(all);
});

test("outputs are drawn for the page's language and room", () => {
  const { events, drawing } = open();
  drawing.setLook({ locale: "zh-hant", widths: { a: 333 } });
  drawing.draw({ type: "start", cell: "a" });
  drawing.draw(output(0, dots(3)));
  drawing.draw(output(1, { kind: "check", passed: true, items: [{ ok: true, text: "x" }] }));
  expect(textOf(events[1])).toContain('"width":"333"');
  expect(textOf(events[2])).toMatch(/[一-龥]/);
});

test("an output that is too large becomes an error that names it, its size and the cap, and that passes", () => {
  const { events, drawing } = open();
  drawing.draw(output(3, dots(caps.nodes + 1)));
  expect(textOf(events[0])).toMatch(/plot too large: [\d,]+ elements \(at most 10,000\)/);
  expect(textOf(events[0])).toMatch(/"output output-error".*"error-title".*"error-message"/);
  expect(toReport({ type: "event", run: 1, event: events[0] })).not.toBeNull();
  drawing.draw(output(4, { kind: "tex", tex: "x".repeat(5_000), block: false }));
  expect(textOf(events[1])).toContain("formula too long: 5000 characters (at most 4000)");
});

test("a caption is no longer than a formula", () => {
  const { events, drawing } = open();
  const plot = (length: number): Output => ({ kind: "plot", element: P.plot({ marks: [], caption: "x".repeat(length) }) });
  drawing.draw(output(0, plot(4_000)));
  drawing.draw(output(1, plot(4_001)));
  expect(textOf(events[0])).toContain("xxx");
  expect(textOf(events[1])).toContain("caption too long: 4001 characters (at most 4000)");
});

test("outputs that are small enough each are bounded in all that a run shows; the next run begins anew", () => {
  const { events, drawing } = open();
  const each = 1_000_000;
  const text: Output = {
    kind: "text",
    text: Array(60)
      .fill("x".repeat(each / 60))
      .join("\n"),
  };
  const show = () => drawing.draw(output(0, text));
  const isRefused = () => /output-error.*output of this cell too large: [\d,]+ KB \(at most 240,000 KB in a run\)/.test(textOf(events.pop()));
  drawing.draw({ type: "start", cell: "a" });
  let shown = 0;
  for (show(); shown < 300 && !isRefused(); show()) shown++;
  expect(shown).toBeGreaterThan(0.95 * ((20 * caps.page.bytes) / each));
  expect(shown).toBeLessThan(300);
  drawing.draw({ type: "start", cell: "a" });
  show();
  expect(isRefused()).toBe(false);
});

test("the plots of a cell are drawn again for another room; what is no plot is not, nor one that an output has replaced, nor one whose functions now throw", () => {
  const { events, drawing } = open();
  drawing.setLook({ locale: "en", widths: { a: 600 } });
  let fails = false;
  const failing: Output = {
    kind: "plot",
    element: (
      P.dot([1, 2], {
        x: (d: number) => {
          if (fails) throw new Error("no more");
          return d;
        },
      }) as { plot(): never }
    ).plot(),
  };
  drawing.draw({ type: "start", cell: "a" });
  [dots(3), failing, { kind: "text", text: "x" } as Output, dots(4)].forEach((of, i) => drawing.draw(output(i, of)));
  drawing.draw(output(3, { kind: "text", text: "in its place" }));
  fails = true;
  events.length = 0;
  drawing.setLook({ locale: "en", widths: { a: 300 } });
  drawing.redraw("a");
  drawing.redraw("b");
  expect(events.map((event) => event.type === "output" && event.index)).toEqual([0]);
  expect(textOf(events[0])).toContain('"width":"300"');
  drawing.draw({ type: "start", cell: "a" });
  events.length = 0;
  drawing.redraw("a");
  expect(events).toEqual([]);
});
