/** The gate: whatever a cell sends, the page builds nothing but what is on the list. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { asDocument, createDocument, DomElement, DomText, type DomNode } from "../../src/dom/index.ts";
import { isAttribute, isClass, isRef, isStyle, namespaceOf } from "../../src/tree/allowed.ts";
import { buildTree, measure } from "../../src/tree/build.ts";
import { caps, TreeError, type TreeSize } from "../../src/tree/tree.ts";

const build = (tree: unknown): DomElement =>
  buildTree(tree, {
    document: asDocument(createDocument()),
    idPrefix: "a-0-",
    name: "plot",
    imageOf: () => "data:image/png;base64,pixels",
  }) as unknown as DomElement;
const errorOf = (tree: unknown): unknown => {
  try {
    build(tree);
  } catch (error) {
    return error;
  }
  return undefined;
};
/** What comes through of one attribute. */
const attribute = (name: string, value: unknown, tag = "path"): string | null => build({ tag, attributes: { [name]: value } }).getAttribute(name);
const style = (name: string, value: unknown): string | null => build({ tag: "span", style: { [name]: value } }).getAttribute("style");
const pixels = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };

describe("tags", () => {
  it.each(
    `script style link meta base iframe frame object embed applet form input button select option textarea label a area img picture source video audio track canvas
    template slot portal html head body title-x dialog menu nav header footer main h1 h2 marquee use foreignObject animate animateTransform animateMotion set filter feImage mask
    linearGradient radialGradient symbol view switch discard maction annotation-xml SCRIPT Script svg:script plot-3d x-cell __proto__ constructor toString`.split(
      /\s+/,
    ),
  )("<%s> is none", (tag) => {
    expect(errorOf({ tag })).toEqual(new TreeError(`invalid plot: an element <${tag}> (outputs have none)`));
    expect(errorOf({ tag: "g", children: [{ tag }] })).toBeInstanceOf(TreeError);
  });

  it("that are no text are none, and the message is short whatever they are", () => {
    for (const tag of [undefined, null, 1, {}, [], ["g", "g"], "", " g", "g onload=x", "g><script"])
      expect(errorOf({ tag }), String(tag)).toBeInstanceOf(TreeError);
    expect((errorOf({ tag: "x".repeat(1e6) }) as Error).message.length).toBeLessThan(100);
  });

  it("of the list are built in their namespace", () => {
    expect(build({ tag: "p" }).namespaceURI).toBe("http://www.w3.org/1999/xhtml");
    expect(build({ tag: "path" }).namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(build({ tag: "math" }).namespaceURI).toBe("http://www.w3.org/1998/Math/MathML");
  });
});

describe("attributes", () => {
  it.each(
    `onload onclick onerror onmouseover onbegin onfocus onpointerdown href xlink:href src srcset srcdoc action formaction data-cell data-action data-form data ping poster background
    style id name for form target rel download is slot part popover popovertarget autofocus contenteditable accesskey inert nonce integrity filter mask cursor marker begin from to
    attributeName values xmlns xml:base aria-labelledby aria-owns aria-live aria-controls itemprop __proto__ constructor toString`.split(/\s+/),
  )("%s never comes through", (name) => {
    for (const value of ["1", "x", "auto", "none", "javascript:alert(1)", "https://example.org/"]) {
      // `__proto__` of a literal would be its prototype.
      const built = build({ tag: "path", attributes: JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as unknown });
      expect(built.getAttributeNames(), value).toEqual([]);
    }
  });

  it.each([
    ["fill", "url(#a)"],
    ["fill", "url(https://example.org/p.svg#p)"],
    ["stroke", "u\\72l(x)"],
    ["fill", "red url(x)"],
    ["clip-path", "url(#x)"],
    ["marker-end", "url(#m)"],
    ["fill", "image-set('x')"],
    ["fill", "rgb(1,2,3);x:url(y)"],
    ["fill", "color-mix(in srgb, url(x), red)"],
    ["transform", "scale(2) url(x)"],
    ["transform", "translate(var(--x))"],
    ["d", "M0 0 url(x)"],
    ["d", "javascript:alert(1)"],
    ["points", "1,2 <script>"],
    ["font-family", "x;src:url(y)"],
    ["font-family", "a}b{"],
    ["width", "calc(1px)"],
    ["width", "1vw"],
    ["x", "javascript:1"],
    ["role", "button"],
    ["role", "alert"],
    ["tabindex", "1"],
    ["tabindex", "-1"],
    ["open", "true"],
    ["display", "url(x)"],
    ["lang", "<x>"],
    ["preserveAspectRatio", "x(y)"],
    ["mathbackground", "url(x)"],
  ])("%s=%j is left out", (name, value) => {
    expect(attribute(name, value)).toBeNull();
  });

  it("that are honest come through as they are", () => {
    for (const [name, value] of [
      ["d", "M0,0L10.5,-2e3Z"],
      ["fill", "var(--opt-adam)"],
      ["stroke", "#0a0"],
      ["transform", "translate(10,20) rotate(-90)"],
      ["width", "640"],
      ["aria-label", "<b>onload=1</b>"],
      ["role", "img"],
    ]) {
      expect(attribute(name, value)).toBe(value);
    }
  });

  it("are no longer than the cap, but for paths and points", () => {
    expect(attribute("aria-label", "x".repeat(caps.text))).not.toBeNull();
    expect(attribute("aria-label", "x".repeat(caps.text + 1))).toBeNull();
    expect(attribute("d", `M${"1 ".repeat(caps.text)}`)).not.toBeNull();
  });

  it("cut no line into millions of dashes", () => {
    for (const dashes of ["0.001", "0.001 0.002", "0", "0 0", "-0.1", "1e-9 1e-9", "0.0001,".repeat(40), "x", "", "4 calc(1px)", "1 ".repeat(150)])
      expect(attribute("stroke-dasharray", dashes), dashes).toBeNull();
    for (const dashes of ["none", "4 2", "6,3,1,3", "0 1"]) expect(attribute("stroke-dasharray", dashes)).toBe(dashes);
    // It would say that a line is a million dashes long.
    expect(attribute("pathLength", "1000000")).toBeNull();
  });
});

describe("classes", () => {
  it.each(
    "cell cell-outputs cell-code input inputs handle handles site-header link-offer button error error-cells tip layer is-open output1 plotted output_x katexx Output".split(
      " ",
    ),
  )("%s is the page's", (name) => {
    expect(isClass(name)).toBe(false);
    expect(attribute("class", name)).toBeNull();
    expect(attribute("class", `output ${name}`)).toBeNull();
  });

  it("of outputs and formulas come through", () => {
    for (const name of ["output-plot", "plot-d6a7b5-ramp", "tick", "katex-display", "mord mathnormal", "output-error", "error-title"])
      expect(attribute("class", name)).toBe(name);
  });
});

describe("styles", () => {
  it.each([
    ["position", "fixed"],
    ["position", "absolute"],
    ["position", "sticky"],
    ["z-index", "9"],
    ["inset", "0"],
    ["transform", "scale(9)"],
    ["background-image", "url(x)"],
    ["background", "url(x)"],
    ["background", "red url(x)"],
    ["content", "'x'"],
    ["filter", "blur(1px)"],
    ["cursor", "none"],
    ["pointer-events", "none"],
    ["overflow", "visible"],
    ["contain", "none"],
    ["display", "contents"],
    ["width", "100vw"],
    ["width", "calc(1px + 100%)"],
    ["height", "1px;position:fixed"],
    ["color", "red;x:y"],
    ["color", "red!important"],
    ["--page", "red"],
    ["animation", "x"],
    ["cssText", "color:red"],
    ["behavior", "url(x)"],
    ["list-style-image", "url(x)"],
    ["border-image", "url(x)"],
  ])("%s: %s is left out", (name, value) => {
    expect(isStyle(name, value)).toBe(false);
    expect(style(name, value)).toBeNull();
  });

  it("that formulas need come through, and text for a style is none", () => {
    expect(style("height", "0.8em")).toMatch(/height: ?0\.8em/);
    expect(build({ tag: "span", style: "position:fixed" }).getAttribute("style")).toBeNull();
  });
});

describe("references", () => {
  const clip = { tag: "clipPath", id: 3, children: [{ tag: "rect" }] };
  it("are numbers under the page's prefix", () => {
    const svg = build({ tag: "svg", children: [clip, { tag: "g", refs: { "clip-path": 3 } }] });
    expect(svg.children[0].getAttribute("id")).toBe("a-0-3");
    expect(svg.children[1].getAttribute("clip-path")).toBe("url(#a-0-3)");
  });

  it.each(["cell-a", "1", -1, 1.5, NaN, Infinity, {}, [1], null, 2 ** 60])("to %j are none, nor is it an id", (id) => {
    expect(build({ tag: "g", id, refs: { "clip-path": id, fill: id } }).getAttributeNames()).toEqual([]);
  });

  it("stand in no other attribute", () => {
    const refs = { href: 1, filter: 1, mask: 1, id: 1, "aria-owns": 1, onload: 1, style: 1 };
    expect(build({ tag: "g", refs }).getAttributeNames()).toEqual([]);
  });

  it("do not count inside what others refer to: no pattern of patterns", () => {
    const pattern = {
      tag: "pattern",
      id: 1,
      refs: { fill: 2 },
      children: [{ tag: "g", children: [{ tag: "rect", refs: { fill: 2, "marker-end": 3 } }] }],
    };
    const built = build({ tag: "svg", children: [pattern, { tag: "rect", refs: { fill: 1 } }] });
    const [rect] = built.children[0].children[0].children;
    expect([built.children[0].getAttribute("fill"), ...rect.getAttributeNames()]).toEqual([null]);
    expect(built.children[1].getAttribute("fill")).toBe("url(#a-0-1)");
  });
});

describe("images", () => {
  it("have the page's address for pixels, and no other element has one", () => {
    expect(build({ tag: "image", pixels }).getAttribute("href")).toBe("data:image/png;base64,pixels");
    expect(build({ tag: "g", pixels }).getAttributeNames()).toEqual([]);
  });

  it.each([
    [{ ...pixels, width: 2 }],
    [{ ...pixels, rgba: "abcd" }],
    [{ ...pixels, width: 0, height: 0, rgba: new Uint8Array(0) }],
    [{ ...pixels, width: -1, height: -1 }],
    ["https://example.org/"],
    [{ href: "x" }],
  ])("of %j have none", (wrong) => expect(build({ tag: "image", pixels: wrong }).getAttributeNames()).toEqual([]));
});

describe("caps", () => {
  const nested = (depth: number): unknown => {
    let tree: unknown = { tag: "g" };
    for (let i = 1; i < depth; i++) tree = { tag: "g", children: [tree] };
    return tree;
  };
  const many = (n: number) => ({ tag: "g", children: Array.from({ length: n - 1 }, () => ({ tag: "path" })) });

  it("on elements, told with the output, its size and the cap", () => {
    expect(measure(many(caps.nodes), "plot").nodes).toBe(caps.nodes);
    expect(errorOf(many(caps.nodes + 1))).toEqual(
      new TreeError("plot too large: 10,001 elements (at most 10,000): show fewer points, rows or marks"),
    );
    // Counted before they are walked: most of these places are empty.
    expect((errorOf({ tag: "g", children: new Array(2 ** 31) }) as Error).message).toContain("2,147,483,649 elements");
  });

  it("on bytes, of text, attributes, styles and pixels", () => {
    const most = caps.bytes;
    expect(errorOf({ tag: "p", children: ["x".repeat(most + 1000)] })).toEqual(
      new TreeError("plot too large: 1,501 KB (at most 1,500 KB): show fewer points or less text"),
    );
    expect(errorOf({ tag: "path", attributes: { d: "M".repeat(most + 1) } })).toBeInstanceOf(TreeError);
    expect(errorOf({ tag: "path", attributes: { nonsense: "M".repeat(most + 1) } })).toBeInstanceOf(TreeError);
    expect(errorOf({ tag: "p", style: { color: "x".repeat(most + 1) } })).toBeInstanceOf(TreeError);
    expect(errorOf({ tag: "image", pixels: { width: most, height: 1, rgba: new Uint8Array(4 * most) } })).toBeInstanceOf(TreeError);
  });

  it("on depth, without overflowing the stack", () => {
    expect(errorOf(nested(caps.depth))).toBeUndefined();
    expect(errorOf(nested(caps.depth + 1))).toEqual(new TreeError("plot too deep: more than 48 levels"));
    expect(errorOf(nested(200_000))).toBeInstanceOf(TreeError);
  });

  it("on a text, which is cut", () => {
    expect(build({ tag: "p", children: ["x".repeat(caps.text + 9)] }).textContent).toBe(`${"x".repeat(caps.text)}…`);
  });
});

it("text is text", () => {
  const markup = `<img src=x onerror=alert(1)></p><script>1</script>&lt;`;
  const built = build({ tag: "p", children: [markup] });
  expect(built.children).toHaveLength(0);
  expect(built.textContent).toBe(markup);
});

it("what only looks like text is none: nothing that it says of itself is asked", () => {
  const trap = { toString: 1, valueOf: 1 };
  expect(build({ tag: "g", attributes: { fill: trap, d: ["M0"], x: 1, "aria-label": null }, style: { color: trap } }).getAttributeNames()).toEqual(
    [],
  );
  expect(errorOf({ tag: trap })).toEqual(new TreeError("invalid plot: an element without a tag"));
});

it("what is no tree is refused", () => {
  for (const tree of [null, undefined, 1, "text", true, [], [{ tag: "g" }], () => 1]) expect(errorOf(tree)).toBeInstanceOf(TreeError);
  for (const child of [null, undefined, 1, true, [], [[]]]) expect(errorOf({ tag: "g", children: [child] })).toBeInstanceOf(TreeError);
});

/** What of a built tree is not on the list. */
function strangers(node: DomNode): string[] {
  if (node instanceof DomText) return [];
  if (!(node instanceof DomElement)) return [`a node ${node.constructor.name}`];
  const { localName } = node;
  const own = [...node.attributes].filter(([name, value]) => {
    if (name === "id") return !/^a-0-\d+$/.test(value);
    if (name === "href") return localName !== "image" || value !== "data:image/png;base64,pixels";
    if (isRef(name) && /^url\(#a-0-\d+\)$/.test(value)) return false;
    return !isAttribute(name, value) || /url|script|^on/i.test(name + (name.startsWith("aria-") || name === "title" ? "" : value));
  });
  const styles = /url|position: ?(?!relative)|script/i.test(node.getAttribute("style") ?? "") ? [`style ${node.getAttribute("style")}`] : [];
  return [...(namespaceOf(localName) === undefined ? [`<${localName}>`] : []), ...own.map(String), ...styles, ...node.childNodes.flatMap(strangers)];
}

/** Values near to trees: the words of the list and of attacks, mixed. */
const word = fc.oneof(
  fc.constantFrom(
    "g",
    "path",
    "svg",
    "image",
    "span",
    "pattern",
    "fill",
    "stroke",
    "class",
    "href",
    "onload",
    "style",
    "id",
    "d",
    "clip-path",
    "url(#a)",
    "javascript:alert(1)",
    "red",
    "cell",
    "output-plot",
    "position",
    "fixed",
    "color",
    "none",
    "var(--x)",
    "__proto__",
    "toString",
    "length",
  ),
  fc.string(),
);
const value = fc.oneof(word, fc.integer(), fc.constant(pixels), fc.constant(null), fc.jsonValue());
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    word,
    fc.record(
      {
        tag: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom("g", "path", "image", "pattern", "span", "math", "text") },
          { weight: 1, arbitrary: value },
        ),
        attributes: fc.oneof(fc.dictionary(word, value), value),
        style: fc.oneof(fc.dictionary(word, value), value),
        refs: fc.oneof(fc.dictionary(word, value), value),
        id: value,
        pixels: value,
        children: fc.oneof({ weight: 4, arbitrary: fc.array(tie("tree"), { maxLength: 4 }) }, { weight: 1, arbitrary: value }),
      },
      { requiredKeys: ["tag"] },
    ),
  ),
}));

it.each([
  ["any JSON", fc.jsonValue({ maxDepth: 8 })],
  ["what is nearly a tree", tree],
] as [string, fc.Arbitrary<unknown>][])("of %s nothing but what is on the list is built, or it is refused with a TreeError", (_, arbitrary) => {
  let built = 0;
  fc.assert(
    fc.property(arbitrary, (value) => {
      try {
        expect(strangers(build(value))).toEqual([]);
        built++;
      } catch (error) {
        if (!(error instanceof TreeError)) throw error;
      }
    }),
    { numRuns: 1500 },
  );
  if (arbitrary === tree) expect(built).toBeGreaterThan(100);
});

describe("room on the page", () => {
  const building = (tree: unknown) => {
    const document = asDocument(createDocument());
    const createElement = vi.spyOn(document, "createElement");
    const admit = vi.fn<(size: TreeSize) => void>(() => {
      throw new TreeError("no room");
    });
    expect(() => buildTree(tree, { document, idPrefix: "a-", name: "table", imageOf: () => "", admit })).toThrow(TreeError);
    expect(createElement).not.toHaveBeenCalled();
    return admit.mock.calls;
  };

  it("is asked for once, with the tree's size, before anything is built", () => {
    expect(building({ tag: "div", children: ["abc", { tag: "span" }] })).toEqual([[{ nodes: 3, bytes: 3 }]]);
  });

  it("is not asked for a tree that is over a cap by itself", () => {
    expect(building({ tag: "div", children: Array.from({ length: caps.nodes }, () => "") })).toEqual([]);
  });
});
