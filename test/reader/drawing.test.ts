import { parseHTML } from "linkedom";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { words } from "../../src/i18n/index.ts";
import type { Shown } from "../../src/notebook/types.ts";
import { createDrawing, weightOf } from "../../src/reader/drawing.ts";
import { caps } from "../../src/tree/tree.ts";

let document: Document;
/** The frame that the page has asked for. */
let frame: (() => void) | undefined;
let now = 0;

beforeEach(() => {
  ({ document } = parseHTML("<!doctype html><html><body></body></html>"));
  Object.defineProperty(document, "hidden", { value: false, configurable: true });
  frame = undefined;
  vi.stubGlobal("document", document);
  vi.stubGlobal("requestAnimationFrame", (task: () => void) => ((frame = task), 1));
  vi.stubGlobal("cancelAnimationFrame", () => (frame = undefined));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function nextFrame(): void {
  const task = frame;
  frame = undefined;
  task?.();
}

describe("what waits goes into the page", () => {
  /** Asks for ten pieces of work and gives what is done by the end of each frame. */
  function inFrames(weight: number, ms: number): number[] {
    const drawing = createDrawing(words("en"));
    const done: number[] = [];
    for (let i = 0; i < 10; i++)
      drawing.later(() => {
        done.push(i);
        now += ms;
      }, weight);
    expect(done).toEqual([]);
    const counts: number[] = [];
    while (frame) {
      nextFrame();
      counts.push(done.length);
    }
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    return counts;
  }

  test("in order, some 5,000 elements a frame", () => {
    expect(inFrames(2_400, 0)).toEqual([2, 4, 6, 8, 10]);
    expect(inFrames(9_000, 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(inFrames(10, 0)).toEqual([10]);
  });

  test("in order, for some 6 ms a frame", () => {
    expect(inFrames(1, 3.5)).toEqual([2, 4, 6, 8, 10]);
    expect(inFrames(1, 100)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("all at once where it is asked for, or where nobody sees the page; and after a second without frames", () => {
    const drawing = createDrawing(words("en"));
    let done = 0;
    const later = () => drawing.later(() => void done++, 2_000);
    for (let i = 0; i < 4; i++) later();
    drawing.flush();
    expect(done).toBe(4);
    later();
    vi.advanceTimersByTime(1_000);
    expect(done).toBe(5);
    Object.defineProperty(document, "hidden", { value: true });
    later();
    expect(done).toBe(6);
  });
});

describe("what there is to lay out", () => {
  const drawing = (tree: unknown) => ({ kind: "drawing", of: "text", tree }) as Shown;
  const row = { tag: "tr", children: Array.from({ length: 9 }, () => ({ tag: "td" })) };

  test("is counted in elements however deep they are, and text by its length", () => {
    expect(weightOf(drawing({ tag: "div" }))).toBe(1);
    expect(weightOf(drawing({ tag: "div", children: [{ tag: "table", children: [{ tag: "tbody", children: Array(20).fill(row) }] }] }))).toBe(203);
    expect(weightOf(drawing({ tag: "pre", children: ["x".repeat(20_000)] }))).toBe(202);
    expect(weightOf({ kind: "progress", label: "", fraction: null })).toBe(10);
  });

  test("is counted no further than a frame's share, and never throws", () => {
    let looked = 0;
    const one = {
      get tag() {
        return "p";
      },
      get children() {
        looked++;
        return undefined;
      },
    };
    expect(weightOf(drawing({ tag: "div", children: Array(100_000).fill(one) }))).toBeGreaterThan(5_000);
    expect(looked).toBeLessThan(10_000);
    for (const odd of [{ children: [null, 1, undefined, [], { children: 7 }] }, { children: {} }, {}])
      expect(weightOf(drawing(odd))).toBeLessThan(10);
  });
});

describe("a page bears no more in all than it can", () => {
  const output = (nodes: number, bytes: number): Shown => ({
    kind: "drawing",
    of: "text",
    tree: { tag: "pre", children: Array<string>(nodes - 1).fill("x".repeat(Math.ceil(bytes / nodes))) },
  });
  const isError = (element: HTMLElement) => element.className.includes("output-error");

  test.each([
    ["elements", output(9_000, 9_000), Math.floor(caps.page.nodes / 9_000), /60,000 on a page/],
    ["bytes", output(1_001, 1_400_000), Math.floor(caps.page.bytes / 1_400_000), /12,000 KB on a page/],
  ] as const)("of %s: outputs beyond say so, those before stay, and one that is gone or replaced leaves its room", (_, one, most, says) => {
    const drawing = createDrawing(words("en"));
    const draw = (index: number) => drawing.draw(`cell${index % 3}`, index, one);
    for (let i = 0; i < most; i++) expect(isError(draw(i))).toBe(false);
    const refused = draw(most);
    expect(isError(refused)).toBe(true);
    expect(refused.textContent).toMatch(says);
    expect(isError(draw(0))).toBe(false);
    drawing.forget("cell1", 1);
    expect(isError(draw(most))).toBe(false);
    expect(isError(draw(most + 1))).toBe(true);
  });

  test("and what is refused takes no frame of its own", () => {
    const drawing = createDrawing(words("en"));
    const each = output(9_000, 9_000);
    let refused = 0;
    for (let i = 0; i < 200; i++) drawing.later(() => void (refused += Number(isError(drawing.draw("a", i, each)))), weightOf(each));
    let frames = 0;
    for (; frame; frames++) nextFrame();
    expect(refused).toBe(194);
    expect(frames).toBeLessThan(10);
  });
});
