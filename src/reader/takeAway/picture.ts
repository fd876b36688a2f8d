/** A plot on the page as a picture of its own: what its style sheets, variables and fonts say stands in it. */
import { element, svgElement, type Attributes } from "../../output/element.ts";

export interface Picture {
  /** A whole SVG document. */
  svg: string;
  /** In CSS pixels. */
  width: number;
  height: number;
}

/** Around the drawing. The page lets a plot paint two thirds of it outside its box. */
const PAD = 12;

/** Properties that elements have from their parents, and what they are where nobody says otherwise. */
const inherited: Record<string, string> = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  "fill-rule": "nonzero",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-dashoffset": "0px",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-miterlimit": "4",
  "marker-start": "none",
  "marker-mid": "none",
  "marker-end": "none",
  "paint-order": "normal",
  "clip-rule": "nonzero",
  visibility: "visible",
  "image-rendering": "auto",
  "shape-rendering": "auto",
  "font-family": "",
  "font-size": "",
  "font-style": "normal",
  "font-weight": "400",
  "letter-spacing": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto",
};
/** Properties that an element has for itself. */
const own: Record<string, string> = { opacity: "1", "clip-path": "none", mask: "none", "mix-blend-mode": "normal", display: "inline" };
/** Those of some elements only. */
const special: Record<string, Record<string, string>> = { stop: { "stop-color": "", "stop-opacity": "1" }, rect: { rx: "auto", ry: "auto" } };
/** Properties that an attribute cannot say. */
const onlyStyle = new Set(["mix-blend-mode"]);
/** What belongs to the page: its styles, and what assistive tools make of a plot there. */
const ofThePage = /^(class|style|tabindex|role|aria-.*|data-.*)$/;

/**
 * The picture of a plot as it stands on the page: `plot` is an output of that kind. Title, legends and caption are in it, line by line as the page has
 * broken them. Throws where the plot is not on show.
 */
export async function pictureOf(plot: HTMLElement, name: string): Promise<Picture> {
  const box = [plot, ...plot.querySelectorAll<HTMLElement>(".output-plot")].find(
    (one) => one.matches(".output-plot") && one.getClientRects().length > 0,
  );
  const root = box?.firstElementChild;
  if (!root) throw new Error("the plot is not on show");
  const title = root.querySelector('svg[role="img"]')?.getAttribute("aria-label") ?? name;
  const content = svgElement(document, "g");
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const reach = ({ left, top, right, bottom }: DOMRect) => {
    bounds.left = Math.min(bounds.left, left);
    bounds.top = Math.min(bounds.top, top);
    bounds.right = Math.max(bounds.right, right);
    bounds.bottom = Math.max(bounds.bottom, bottom);
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      for (const line of linesOf(node)) {
        reach(line.box);
        content.append(textOf(line, node.parentElement!));
      }
    } else if (node instanceof SVGSVGElement) {
      const rect = node.getBoundingClientRect();
      if (rect.width === 0 || rect.height === 0) return;
      reach(rect);
      content.append(drawingOf(node, rect));
    } else node.childNodes.forEach(walk);
  };
  walk(root);

  const width = Math.ceil(bounds.right - bounds.left) + 2 * PAD;
  const height = Math.ceil(bounds.bottom - bounds.top) + 2 * PAD;
  set(content, { transform: `translate(${PAD - bounds.left} ${PAD - bounds.top})` });
  const ground = svgElement(document, "rect", { width, height, fill: groundOf(root) });
  const faces = await fontFaces(content);
  const picture = svgElement(
    document,
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
    svgElement(document, "title", {}, title),
    faces ? svgElement(document, "style", {}, faces) : undefined,
    ground,
    content,
  );
  // XML has no characters for these, whatever a caption holds.
  const svg = new XMLSerializer().serializeToString(picture).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  return { svg, width, height };
}

/** The picture as a PNG, `scale` of its pixels for one of the page's. */
export async function toPng({ svg, width, height }: Picture, scale = 2): Promise<Blob> {
  const image = new Image();
  // The page's policy lets no other kind of address be an image.
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = element(document, "canvas", { width: width * scale, height: height * scale });
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture came out of the canvas")))));
}

const set = (element: Element, attributes: Attributes): void =>
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, String(value)));

interface Line {
  text: string;
  box: DOMRect;
}

/** The lines that the page has broken a text into; where white space is left out there, it is here. */
function linesOf(node: Text): Line[] {
  const lines: Line[] = [];
  const range = document.createRange();
  let at = 0;
  for (const character of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += character.length));
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < box.height / 2) {
      line.text += character;
      line.box = new DOMRect(line.box.left, line.box.top, box.right - line.box.left, line.box.height);
    } else lines.push({ text: character, box });
  }
  return lines.filter(({ text }) => text.trim() !== "");
}

let measuring: CanvasRenderingContext2D | undefined;
const canvas = (): CanvasRenderingContext2D =>
  (measuring ??= element(document, "canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true })!);

function textOf({ text, box }: Line, parent: Element): SVGTextElement {
  const style = getComputedStyle(parent);
  const context = canvas();
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const attributes = {
    x: round(box.left),
    y: round(box.top + context.measureText(text).fontBoundingBoxAscent),
    fill: plainColor(style.color),
    "font-family": style.fontFamily,
    "font-size": style.fontSize,
    "font-weight": style.fontWeight,
    "font-style": style.fontStyle,
  };
  return svgElement(document, "text", attributes, text);
}

/** A copy of a drawing at its place, whose attributes say all that the page's styles say of it. */
function drawingOf(svg: SVGSVGElement, { left, top, width, height }: DOMRect): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const parts = [...copy.querySelectorAll("*")];
  dress(copy, svg, true);
  // The copy has the same elements in the same order.
  [...svg.querySelectorAll("*")].forEach((original, i) => dress(parts[i]!, original, false));
  if (!copy.hasAttribute("viewBox")) set(copy, { viewBox: `0 0 ${svg.width.baseVal.value} ${svg.height.baseVal.value}` });
  set(copy, { x: round(left), y: round(top), width: round(width), height: round(height), overflow: "visible" });
  return copy;
}

function dress(part: Element, original: Element, isRoot: boolean): void {
  for (const { name } of [...part.attributes]) if (ofThePage.test(name)) part.removeAttribute(name);
  const style = getComputedStyle(original);
  const parent = isRoot ? undefined : getComputedStyle(original.parentElement!);
  const say = (name: string, unless: string) => {
    const value = style.getPropertyValue(name);
    part.removeAttribute(name);
    if (value === unless || value === "") return;
    const written = plainColor(value).replace(/(\d)px\b/g, "$1");
    if (onlyStyle.has(name)) part.setAttribute("style", `${name}: ${written}`);
    else part.setAttribute(name, written);
  };
  for (const [name, initial] of Object.entries(inherited)) say(name, parent?.getPropertyValue(name) ?? initial);
  for (const [name, initial] of Object.entries({ ...own, ...special[part.localName] })) say(name, initial);
  // The page keeps the spaces of a plot's texts.
  if (part.localName === "text") part.setAttribute("xml:space", "preserve");
}

/** Colours that only a browser knows, such as mixed ones, as all programs know them; every other value as it is. */
function plainColor(value: string): string {
  if (!/^(color|color-mix|lab|lch|oklab|oklch|hwb)\(/.test(value)) return value;
  const context = canvas();
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${r}, ${g}, ${b}, ${Math.round((a / 255) * 1000) / 1000})`;
}

/** What the plot stands on. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== "rgba(0, 0, 0, 0)") return plainColor(backgroundColor);
  }
  return "rgb(255, 255, 255)";
}

/** The page's own fonts of these texts as `@font-face` rules that hold them. One that cannot be had is named all the same, with what may stand in. */
async function fontFaces(content: Element): Promise<string> {
  const used = new Set<string>();
  for (const part of content.querySelectorAll("[font-family]")) for (const family of familiesOf(part.getAttribute("font-family")!)) used.add(family);
  const isItalic = content.querySelector('[font-style="italic"]') !== null;
  const faces = rulesIn(document.styleSheets).filter(({ style }) => {
    const [family = ""] = familiesOf(style.getPropertyValue("font-family"));
    return used.has(family) && (isItalic || style.getPropertyValue("font-style") !== "italic");
  });
  return (await Promise.all(faces.map(embedded))).join("\n");
}

const familiesOf = (list: string): string[] => list.split(",").map((family) => family.trim().replace(/^["']|["']$/g, ""));

function rulesIn(sheets: Iterable<CSSStyleSheet | CSSGroupingRule>): CSSFontFaceRule[] {
  return [...sheets].flatMap(({ cssRules }) =>
    [...cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [rule] : rule instanceof CSSGroupingRule ? rulesIn([rule]) : [])),
  );
}

async function embedded({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src"))?.[1];
  if (address === undefined) return "";
  try {
    const response = await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI));
    if (!response.ok) return "";
    const [family, weight, slope] = ["font-family", "font-weight", "font-style"].map((name) => style.getPropertyValue(name) || "normal");
    return `@font-face { font-family: ${family}; font-weight: ${weight}; font-style: ${slope}; src: url("${await dataAddress(await response.blob())}") format("woff2"); }`;
  } catch {
    return "";
  }
}

const dataAddress = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable font")));
    reader.readAsDataURL(blob);
  });

const round = (value: number): number => Math.round(value * 100) / 100;
