import { expect, test } from "vitest";
import { asDocument, createDocument } from "../../src/dom/index.ts";
import { joinRules } from "../../src/tooling/joinRules.ts";

const svg = "http://www.w3.org/2000/svg";

/** A group of parts under an element, each a tag with attributes. */
function group(label: string, parts: [tag: string, attributes: Record<string, string>][]) {
  const document = asDocument(createDocument());
  const make = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElementNS(svg, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const box = document.createElement("div");
  const g = make("g", { "aria-label": label, stroke: "currentColor" });
  g.append(...parts.map(([tag, attributes]) => make(tag, attributes)));
  box.append(g);
  return { box, g };
}
const ds = (g: Element) => [...g.children].map((child) => `${child.localName} ${child.getAttribute("d") ?? ""}`);

test("the lines of a grid become one path of the same lines", () => {
  const { box, g } = group("y-grid", [
    ["line", { x1: "40", x2: "330", y1: "165", y2: "165" }],
    ["line", { x1: "40", x2: "330", y1: "92.5", y2: "92.5" }],
    ["line", { x1: "50", x2: "50", y1: "20", y2: "165" }],
  ]);
  joinRules(box);
  expect(ds(g)).toEqual(["path M40,165H330M40,92.5H330M50,20V165"]);
  expect(g.getAttribute("stroke")).toBe("currentColor");
});

test("the ticks of an axis become one path of the same ticks", () => {
  const { box, g } = group("x-axis tick", [
    ["path", { transform: "translate(94.4,165)", d: "M0,0L0,6" }],
    ["path", { transform: "translate(185,165)", d: "M0,0L0,6" }],
  ]);
  joinRules(box);
  expect(ds(g)).toEqual(["path M94.4,165l0,6M185,165l0,6"]);
  expect(g.firstElementChild!.hasAttribute("transform")).toBe(false);
});

test.each([
  ["data", "line", [["line", { x1: "0", x2: "1", y1: "0", y2: "1" }]]],
  ["one line alone", "x-grid", [["line", { x1: "0", x2: "0", y1: "0", y2: "1" }]]],
  ["a line with a look of its own", "x-grid", [["line", { x1: "0", x2: "0", y1: "0", y2: "1", stroke: "red" }]]],
  ["facets", "x-grid", [["g", { transform: "translate(1,1)" }]]],
  ["a tick of another shape", "x-axis tick", [["path", { transform: "rotate(3)", d: "M0,0L0,6" }]]],
] as [string, string, [string, Record<string, string>][]][])("%s stays as it is", (name, label, parts) => {
  const { box, g } = group(label, name === "one line alone" ? parts : [...parts, ...parts]);
  const before = box.outerHTML;
  joinRules(box);
  expect(box.outerHTML).toBe(before);
  expect(g.children.length).toBeGreaterThan(0);
});
