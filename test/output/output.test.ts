import fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { asDocument, createDocument } from "../../src/dom/index.ts";
import { words } from "../../src/i18n/index.ts";
import type { CellError, Inspected, Output, OutputType } from "../../src/notebook/types.ts";
import { drawOutput } from "../../src/output/draw.ts";
import { formatNumber, formatStep } from "../../src/output/number.ts";
import { readNumber } from "../text/readNumber.ts";
import { renderError, showOutput } from "../../src/output/show.ts";
import { inputSamples } from "../notebook/inputSamples.ts";
import { Plot } from "../../src/plot/draw.ts";
import { isOutput } from "../../src/sandbox/outputChecks.ts";

/** Marks whose plots are outputs. */
const P = new Proxy({} as Record<string, (...args: unknown[]) => { plot(options?: object): Output }>, {
  get:
    (_, name) =>
    (...args: unknown[]) => {
      const mark = (Plot[name as string] as (...args: unknown[]) => { plot(options?: object): never })(...args);
      return { plot: (options?: object): Output => ({ kind: "plot", element: mark.plot(options) }) };
    },
});

const context = () => ({ document: asDocument(createDocument()), words: words("en"), idPrefix: "a-", imageOf: () => "image:" });

/** Drawn as in a cell, crossed to the page, and shown there. */
const render = (output: Output): HTMLElement => showOutput(structuredClone(drawOutput(output, words("en")).shown), context());
const all = (element: Element, selector: string) => [...element.querySelectorAll(selector)];

/** One of each kind: a kind without one does not compile. */
const OUTPUTS: { [K in OutputType]: Output<K> } = {
  plot: P["lineY"]!([3, 1, 2]).plot({ caption: "loss by step" }) as Output<"plot">,
  table: {
    kind: "table",
    columns: [
      { name: "method", numeric: false },
      { name: "steps", numeric: true },
    ],
    rows: [
      ["SGD", 173],
      ["Adam", -0.000012],
      [null, 1234567.5],
    ],
    more: 4,
    caption: "Steps to 1e-6",
  },
  text: { kind: "text", text: "two\nlines" },
  value: {
    kind: "value",
    name: "state",
    value: {
      type: "object",
      text: "Object",
      more: 2,
      entries: [
        { key: "t", value: { type: "primitive", of: "number", text: "3" } },
        {
          key: "m",
          value: {
            type: "array",
            text: "Float64Array(2)",
            more: 0,
            entries: [{ key: "0", value: { type: "primitive", of: "number", text: "0.5" } }],
          },
        },
      ],
    },
  },
  tex: { kind: "tex", tex: "\\theta_{t+1} = \\theta_t - \\alpha g_t", block: true },
  note: { kind: "note", text: "# A note\n\nof **one** formula, $x^2$" },
  progress: { kind: "progress", label: "training", fraction: 0.259 },
  check: {
    kind: "check",
    passed: false,
    items: [
      { ok: true, text: "a" },
      { ok: false, text: "b" },
    ],
  },
  input: { kind: "input", input: { type: "toggle", key: "noise", label: "noise", value: true } },
};

test("every kind of output has its own class, and an input is its control", () => {
  for (const [kind, output] of Object.entries(OUTPUTS)) {
    expect([...render(output).classList].includes(kind === "input" ? "input" : `output-${kind}`), kind).toBe(true);
  }
});

test.each(Object.values(OUTPUTS))("$kind: the page takes it as the cell has drawn it, and not with a part that is missing or nonsense", (output) => {
  const { shown } = drawOutput(output, words("en"));
  expect(isOutput(shown)).toBe(true);
  expect(shown.kind === "drawing" ? shown.of : shown.kind).toBe(output.kind);
  for (const part of Object.keys(shown).filter((name) => !["facts", "data", "passed"].includes(name))) {
    const { [part as keyof typeof shown]: _, ...rest } = shown;
    expect(isOutput(rest), `${output.kind} without ${part}`).toBe(false);
    expect(isOutput({ ...shown, [part]: new Map() }), `${output.kind} with an odd ${part}`).toBe(false);
    expect(isOutput({ ...shown, [part]: "x".repeat(200_000) }), `${output.kind} with an endless ${part}`).toBe(false);
  }
  for (const part of ["facts", "data", "passed"])
    expect(isOutput({ ...shown, [part]: 7 }), `${output.kind} with an odd ${part}`).toBe(shown.kind !== "drawing");
});

test("a kind of output that there is not is refused", () => {
  for (const kind of ["plot", "toString", "chart", undefined, { toString: 1 }]) expect(isOutput({ kind, of: kind, tree: { tag: "p" } })).toBe(false);
  for (const of of ["input", "progress", "chart", undefined]) expect(isOutput({ kind: "drawing", of, tree: { tag: "p" } })).toBe(false);
});

test.each(inputSamples.filter(({ type }) => type !== "button"))("$call: a symbol in its label is tagged", ({ spec }) => {
  const shown = showOutput({ kind: "input", input: { ...spec, label: "Learning rate α" } }, context());
  expect(shown.querySelector(".input-label [data-s]")?.outerHTML).toBe('<span data-s="lr">α</span>');
});

describe("a plot", () => {
  test("has its caption, and is one image with a name", () => {
    const box = render(OUTPUTS["plot"]!);
    expect(box.querySelector("figure figcaption")!.textContent).toBe("loss by step");
    expect(box.querySelector('svg[role="img"]')!.getAttribute("aria-label")).toBe("loss by step");
  });

  test("without a caption is named by its axes", () => {
    const box = render(
      P["line"]!(
        [
          { t: 1, loss: 2 },
          { t: 2, loss: 1 },
        ],
        { x: "t", y: "loss" },
      ).plot(),
    );
    expect(box.querySelector("svg")!.getAttribute("aria-label")).toBe("loss, t");
  });

  test("says under it what is wrong with it", () => {
    const box = render(P["line"]!([{ t: 1 }], { x: "t", y: "lss" }).plot());
    expect(all(box, ".output-problems li").map((li) => li.textContent)).toEqual([
      "channel y of line has no finite value: the data has no field lss (it has t)",
    ]);
    expect(render(OUTPUTS["plot"]!).querySelector(".output-problems")).toBeNull();
  });
});

describe("a table", () => {
  const box = render(OUTPUTS["table"]!);

  test("has a head, its rows, numbers at the right and written short", () => {
    expect(all(box, "th[scope=col]").map((th) => th.textContent)).toEqual(["method", "steps"]);
    expect(all(box, "tbody tr").map((tr) => all(tr, "td").map((td) => td.textContent))).toEqual([
      ["SGD", "173"],
      ["Adam", "−1.2 × 10⁻⁵"],
      ["–", "1.23457 × 10⁶"],
    ]);
    expect(all(box, ".numeric").map((cell) => cell.textContent)).toEqual(["steps", "173", "−1.2 × 10⁻⁵", "1.23457 × 10⁶"]);
  });

  test("scrolls in a box that the keyboard reaches and that is named by the caption", () => {
    const scroller = box.querySelector(".table-box")!;
    expect([scroller.getAttribute("tabindex"), scroller.getAttribute("aria-label"), box.querySelector("caption")!.textContent]).toEqual([
      "0",
      "Steps to 1e-6",
      "Steps to 1e-6",
    ]);
  });

  test("says how many rows it leaves out", () => expect(box.querySelector(".output-more")!.textContent).toBe("4 more rows"));
});

test("a formula that can be wider than the page, a block or several lines, is reached by the keyboard; one in the line is no stop", () => {
  const stops = (tex: string, block: boolean) => render({ kind: "tex", tex, block }).getAttribute("tabindex");
  expect([stops("x", true), stops("\\begin{aligned} x &= 1 \\\\ y &= 2 \\end{aligned}", false), stops("x", false)]).toEqual(["0", "0", null]);
});

describe("a value", () => {
  test("opens and closes without scripts, and says what it leaves out", () => {
    const box = render(OUTPUTS["value"]!);
    const details = box.querySelector("details")!;
    expect(details.querySelector("summary")!.textContent).toBe("state = Object {t: 3, m: Float64Array(2), …}");
    expect([...details.querySelector("ul")!.children].map((li) => li.textContent)).toEqual(["t: 3", "m: Float64Array(2) [0.5]0: 0.5", "2 more"]);
    expect(details.hasAttribute("open")).toBe(false);
  });

  test("that cannot open has no triangle", () => {
    for (const value of [
      { type: "primitive", of: "number", text: "3" },
      { type: "function", text: "f(x)" },
      { type: "array", text: "Array(0)", entries: [], more: 0 },
    ] as Inspected[]) {
      expect(render({ kind: "value", value }).querySelector("details")).toBeNull();
    }
  });

  test("nested without end stops at a bounded depth", () => {
    let value: Inspected = { type: "primitive", of: "number", text: "1" };
    for (let i = 0; i < 500; i++) value = { type: "array", text: "Array(1)", more: 0, entries: [{ key: "0", value }] };
    expect(all(render({ kind: "value", value }), "details")).toHaveLength(12);
  });
});

describe("a formula", () => {
  test("is KaTeX's own markup, in MathML too", () => {
    const box = render(OUTPUTS["tex"]!);
    expect(box.querySelector(".katex-display math annotation")!.textContent).toBe("\\theta_{t+1} = \\theta_t - \\alpha g_t");
  });

  test("that is wrong shows its source and throws nothing", () => {
    expect(render({ kind: "tex", tex: "\\frac{1", block: false }).textContent).toContain("\\frac{1");
  });

  test("can load nothing, link nowhere and grow without end no more than text can", () => {
    const attacks = [
      "\\href{javascript:alert(1)}{a}",
      "\\url{https://evil.example}",
      "\\includegraphics{https://evil.example/a.png}",
      "\\htmlStyle{background:url(https://evil.example)}{a}",
      "\\htmlData{a=b}{c}",
      "<img src=https://evil.example onerror=alert(1)>",
      "\\def\\a{\\a\\a}\\a",
      "\\rule{1000000em}{1000000em}",
    ];
    for (const tex of attacks) {
      const box = render({ kind: "tex", tex, block: false });
      expect(box.querySelector("a, img, script, iframe"), tex).toBeNull();
      expect(all(box, "[style*=url], [onerror], [data-a]"), tex).toEqual([]);
      for (const part of all(box, "[style]"))
        for (const [, size] of part.getAttribute("style")!.matchAll(/([\d.]+)em/g)) expect(Number(size), tex).toBeLessThan(100);
    }
  });
});

describe("progress", () => {
  test("is a labelled bar with its share", () => {
    const box = render(OUTPUTS["progress"]!);
    expect([
      box.querySelector("label progress")!.getAttribute("value"),
      box.querySelector("label span")!.textContent,
      box.querySelector(".progress-share")!.textContent,
    ]).toEqual(["0.259", "training", "25 %"]);
  });

  test("of unknown length has no value, and one without a label is called progress", () => {
    const box = render({ kind: "progress", label: "", fraction: null });
    expect(box.querySelector("progress")!.hasAttribute("value")).toBe(false);
    expect(box.textContent).toContain("Progress");
  });

  test("stays between nothing and all", () => {
    const value = (fraction: number) => render({ kind: "progress", label: "", fraction }).querySelector("progress")!.getAttribute("value");
    expect([value(-3), value(7), value(NaN)]).toEqual(["0", "1", null]);
  });
});

describe("an error", () => {
  const error: CellError = { kind: "cycle", message: "a needs b needs a", line: 3, hint: "break the circle", cells: ["a", "b", "a"] };

  test("says its kind, line, message, hint and cells in the words of the page", () => {
    const box = renderError(error, context());
    expect(box.querySelector(".error-title")!.textContent).toBe("Cells wait for each other line 3");
    expect(box.querySelector(".error-message")!.textContent).toBe("a needs b needs a");
    expect(box.querySelector(".error-hint")!.textContent).toBe("Hint break the circle");
    expect(box.querySelector(".error-cells")!.textContent).toBe("Cells a → b → a");
    expect(all(box, "a").map((a) => a.getAttribute("href"))).toEqual(["#cell-a", "#cell-b", "#cell-a"]);
    expect(renderError(error, { ...context(), words: words("zh-hant") }).querySelector(".error-title")!.textContent).not.toContain("Cells");
  });

  test("leads to cells of this page only", () => {
    const box = renderError({ kind: "runtime", message: "", cells: ["javascript:alert(1)", "//evil.example", '"><script>'] }, context());
    expect(all(box, "a").every((a) => /^#cell-[\w%.()-]+$/.test(a.getAttribute("href")!))).toBe(true);
  });
});

test("whatever text a cell shows stays text", () => {
  const attack = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
  fc.assert(
    fc.property(fc.oneof(fc.constant(attack), fc.string({ unit: "grapheme" })), (text) => {
      const value: Inspected = { type: "object", text, more: 0, entries: [{ key: text, value: { type: "primitive", of: "string", text } }] };
      const shown: Output[] = [
        { kind: "text", text },
        { kind: "table", columns: [{ name: text, numeric: false }], rows: [[text]], more: 0, caption: text },
        { kind: "value", value, name: text },
        { kind: "progress", label: text, fraction: 0.5 },
        { kind: "input", input: { type: "choice", key: text, label: text, value: text, options: [text, "b"] } },
        { kind: "input", input: { type: "button", key: text, label: text, value: 0 } },
        P["text"]!([text], { frameAnchor: "middle" }).plot({ caption: text, title: text, x: { label: text } }),
      ];
      for (const output of shown) {
        const element = render(output);
        expect(element.querySelector("img, script")).toBeNull();
        // As the built page is read again.
        expect(parseHTML(`<body>${element.outerHTML}</body>`).document.querySelector("img, script")).toBeNull();
      }
      const error = renderError({ kind: "runtime", message: text, hint: text, cells: [text] }, context());
      expect(error.querySelector(".error-message")!.textContent).toBe(text);
      expect(error.querySelector("img, script")).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test("numbers are short, with a true minus sign", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [-0, "0"],
    [1234567, "1,234,567"],
    [0.1 + 0.2, "0.3"],
    [-2.5, "−2.5"],
    [1 / 3, "0.333333"],
    [1e-5, "10⁻⁵"],
    [-123456.789, "−123,457"],
    [1e300, "10³⁰⁰"],
    [NaN, "NaN"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ];
  for (const [value, text] of cases) expect(formatNumber(value), String(value)).toBe(text);
  expect([formatStep(0.30000000000000004, 0.1), formatStep(0.05, 0.001), formatStep(-3, 1), formatStep(0.079, 0.0005)]).toEqual([
    "0.3",
    "0.05",
    "−3",
    "0.079",
  ]);
});

test("formatted numbers are within half of their last digit", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const read = readNumber(formatNumber(value));
      expect(Math.abs(read - value)).toBeLessThanOrEqual(1e-5 * Math.abs(value) + Number.MIN_VALUE);
    }),
  );
});

describe("a check", () => {
  const items = [
    { ok: true, text: "the first step" },
    { ok: false, text: "the second: expected 2, got 3", hint: "m is not corrected" },
  ];
  const lines = (element: Element) => [...element.querySelectorAll("li")].map(({ textContent }) => textContent);

  test("says what helps before what was expected and what came", () => {
    const shown = render({ kind: "check", passed: false, items });
    expect(shown.querySelector("strong")!.textContent).toBe("Not solved yet");
    expect(lines(shown)).toEqual(["✓ the first step", "✗ m is not correctedthe second: expected 2, got 3"]);
    expect(shown.querySelector(".check-detail")!.textContent).toBe(items[1].text);
  });

  test("before a try it says that, and nothing that would give the answer away", () => {
    const shown = render({ kind: "check", passed: false, items, of: "starter" });
    expect([shown.textContent, shown.className]).toEqual(["Not tried yet", "output output-check check-untried"]);
  });

  test("gives a verdict on a prediction", () => {
    const verdict = (passed: boolean) => render({ kind: "check", passed, items, of: "prediction" }).querySelector("strong")!.textContent;
    expect([verdict(true), verdict(false)]).toEqual(["Predicted right", "Predicted otherwise"]);
  });
});
