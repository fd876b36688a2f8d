import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { words } from "../../src/i18n/index.ts";
import type { InputSpec } from "../../src/notebook/types.ts";
import { asDocument, createDocument } from "../../src/dom/index.ts";
import { inputValue, refreshInput, renderInput, setInputValue } from "../../src/output/input.ts";
import { inputSamples } from "../notebook/inputSamples.ts";

// How widgets behave is tested in a browser (test/site/output/widgets.test.ts); here stands what the built page needs of them.
const { document } = parseHTML("<!doctype html><html><body></body></html>") as unknown as { document: Document };
const make = (input: InputSpec, idPrefix?: string) => renderInput(input, { document, idPrefix, words: words("en") });

const SPECS: InputSpec[] = [
  { type: "slider", key: "lr", label: "learning rate", value: 0.30000000000000004, min: 0, max: 1, step: 0.1, scale: "linear" },
  { type: "slider", key: "kappa", label: "condition number", value: 100, min: 1, max: 10_000, step: 0.5, scale: "log" },
  { type: "choice", key: "method", label: "method", value: "Adam", options: ["SGD", "Adam"] },
  { type: "choice", key: "surface", label: "surface", value: "c", options: ["a", "b", "c", "d", "e", "f"] },
  { type: "toggle", key: "noise", label: "noise", value: true },
  { type: "button", key: "again", label: "again", value: 3 },
  { type: "point", key: "start", label: "start", value: [7, -3], x: [-10, 10], y: [-4, 4], step: 0.1 },
];

test("every widget carries its key and shows its label, and every control in it has a name", () => {
  for (const spec of SPECS) {
    const input = make(spec);
    expect([input.classList.contains("input"), input.dataset["key"]]).toEqual([true, spec.key]);
    expect(input.textContent).toContain(spec.label);
    for (const control of input.querySelectorAll("input, select, button"))
      expect(control.closest("label")?.textContent || control.textContent, spec.key).toBeTruthy();
  }
  expect([make(SPECS[2]!).localName, make(SPECS[6]!).getAttribute("role"), make(SPECS[6]!).getAttribute("aria-label")]).toEqual([
    "fieldset",
    "group",
    "start",
  ]);
});

describe.each(inputSamples)("$call", ({ type, spec }) => {
  test(`the ${type} widget is drawn alike at build and in the page, under its key, with a name for each control`, () => {
    const context = { words: words("en"), idPrefix: "a" };
    const widget = renderInput(spec, { document, ...context });
    expect([...widget.classList]).toEqual(["input", `input-${type}`]);
    expect([widget.dataset["key"], widget.dataset["type"]]).toEqual([spec.key, type]);
    expect(widget.querySelector(".input-label")?.textContent ?? widget.querySelector("button")?.textContent).toBe(spec.label);
    for (const control of widget.querySelectorAll("input, select, button"))
      expect(control.closest("label")?.textContent || control.textContent || control.getAttribute("aria-label"), control.outerHTML).toBeTruthy();
    const built = renderInput(spec, { document: asDocument(createDocument()), ...context });
    expect(built.textContent).toBe(widget.textContent);
    expect(built.querySelectorAll("input, select, button")).toHaveLength(widget.querySelectorAll("input, select, button").length);
  });
});

test("a number field says when what is typed is no number that it takes, and stands for none meanwhile", () => {
  const spec = inputSamples.find(({ type, spec }) => type === "number" && "onSteps" in spec && spec.onSteps)!.spec;
  const widget = make(spec);
  const field = widget.querySelector("input")!;
  const message = () => widget.querySelector('[role="status"]')!.textContent;
  const says = (text: string) => {
    field.value = text;
    refreshInput(widget);
    return [inputValue(widget), field.getAttribute("aria-invalid"), message()];
  };
  expect(message()).toBe("");
  const takes = "A number from 1 to 64, in steps of 1";
  for (const text of ["", " ", "x", "0", "65", "8.5", "1e9", "NaN"]) expect(says(text), text).toEqual([undefined, "true", takes]);
  for (const text of ["1", "64", "1e1", "8.0"]) expect(says(text), text).toEqual([Number(text), null, ""]);
  says("65");
  setInputValue(widget, 8);
  expect([field.value, field.getAttribute("aria-invalid"), message()]).toEqual(["8", null, ""]);
});

test("a typed prediction out of its bounds says so, and is none", () => {
  const widget = make({ type: "prediction", key: "k", label: "k", value: null, ask: { kind: "number", min: 0, max: 10 } });
  widget.querySelector("input")!.value = "11";
  refreshInput(widget);
  expect([inputValue(widget), widget.querySelector("[role=status]")!.textContent]).toEqual([undefined, "A number from 0 to 10"]);
});

test("a widget of no known kind is an error that names the known ones", () => {
  const widget = make(SPECS[4]!);
  widget.dataset["type"] = "dropdown";
  expect(() => inputValue(widget)).toThrow(/^invalid input: dropdown \(known: slider, /);
});

test("a slider says its value without the noise of floating point, to eyes and to assistive tools", () => {
  const text = (spec: InputSpec) => [
    make(spec).querySelector("output")!.textContent,
    make(spec).querySelector("input")!.getAttribute("aria-valuetext"),
  ];
  expect([text(SPECS[0]!), text(SPECS[1]!)]).toEqual([
    ["0.3", "0.3"],
    ["100", "100"],
  ]);
});

test("a log slider counts its steps of powers of ten", () => {
  const range = make(SPECS[1]!).querySelector("input")!;
  expect(["min", "max", "step", "value"].map((name) => range.getAttribute(name))).toEqual(["0", "8", "1", "4"]);
});

test("few options are radio buttons, apart from those of other cells; many are a list", () => {
  const names = (prefix: string) => [...make(SPECS[2]!, prefix).querySelectorAll('input[type="radio"]')].map((radio) => radio.getAttribute("name"));
  expect([names("a"), names("b")]).toEqual([
    ["a/method", "a/method"],
    ["b/method", "b/method"],
  ]);
  expect([...make(SPECS[3]!).querySelectorAll("option")].map((option) => option.hasAttribute("selected"))).toEqual([
    false,
    false,
    true,
    false,
    false,
    false,
  ]);
});
