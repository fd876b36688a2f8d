import { describe, expect, test } from "vitest";
import { asDocument, createDocument, DomElement } from "../../src/dom/index.ts";
import { drawnOf } from "../../src/plot/draw.ts";
import { buildTree, measure } from "../../src/tree/build.ts";
import { toTree } from "../../src/tree/fromDom.ts";
import { CHARTS, ONCE_REFUSED } from "./charts.ts";
import { direct, drawn, inOwnDom, normalise } from "./draw.ts";

const all = { ...CHARTS, ...ONCE_REFUSED };

describe("drawn in our own document as in another library's", () => {
  for (const [name, chart] of Object.entries(all)) {
    test(name, () => expect(normalise(inOwnDom(chart))).toBe(normalise(direct(chart))));
  }
});

describe("crosses to the page whole", () => {
  for (const [name, chart] of Object.entries(all)) {
    test(name, () => {
      const element = drawn(chart);
      const tree = toTree(element);
      expect(measure(tree, "plot").nodes).toBeGreaterThan(1);
      const built = buildTree(tree, {
        document: asDocument(createDocument()),
        idPrefix: "a-",
        name: "plot",
        imageOf: () => "image:",
      }) as unknown as DomElement;
      const count = (of: DomElement) =>
        [of, ...of.querySelectorAll("*")]
          .filter(({ localName }) => !["a", "style"].includes(localName))
          .map(
            ({ localName, attributes }) =>
              `${localName} ${[...attributes.keys()]
                .filter((key) => key !== "target" && key !== "filter")
                .sort()
                .join(" ")}`,
          );
      // A link's content is there without the link, a tip without its shadow.
      if (!name.startsWith("links")) expect(count(built)).toEqual(count(element));
    });
  }
});

test("every plot of the gallery has scales or readings where it has marks that hold values", () => {
  expect(drawnOf(drawn(CHARTS["line by fields"]))!.facts.marks[0]).toMatchObject({
    mark: "line",
    x: { label: "t" },
    series: { values: expect.arrayContaining(["Adam"]) },
  });
  const withReadings = Object.values(CHARTS).filter((chart) => (drawnOf(drawn(chart))?.facts.marks.length ?? 0) > 0);
  expect(withReadings.length).toBeGreaterThan(30);
});
