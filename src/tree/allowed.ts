/** What an output may be made of. Whatever is not listed here is not built. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";

const html = words(
  `div span p pre ul ol li strong em b i s sub sup code br figure figcaption table caption thead tbody tfoot tr th td details summary section`,
);
const svg = words(`svg g path line rect circle ellipse polygon polyline text tspan textPath title desc image clipPath defs marker pattern`);
const mathml = words(
  `math semantics annotation mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd mlabeledtr mstyle mpadded mphantom menclose mglyph merror`,
);

/** The namespace of a tag's elements; null is the page's own, undefined: not allowed. `title` and `text` are SVG's. */
export function namespaceOf(tag: string): string | null | undefined {
  if (html.has(tag)) return null;
  if (svg.has(tag)) return SVG;
  return mathml.has(tag) ? MATHML : undefined;
}

type Check = (value: string) => boolean;
const is =
  (pattern: RegExp): Check =>
  (value) =>
    pattern.test(value);
const NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?";
const number = is(new RegExp(`^${NUMBER}$`, "i"));
const length = is(new RegExp(`^(?:${NUMBER}(?:px|em|ex|rem|pt|%)?|0)$`, "i"));
const numbers = is(/^[-+\d.,\se]*$/i);
const lengths = is(/^(?:none|[-+\d.,\s%empx]+)$/i);
const word = is(/^[a-z][a-z-]*$/i);
const text: Check = () => true;
const path = is(/^[MmLlHhVvCcSsQqTtAaZz\d\s.,+\-eE]*$/);
const COLOR =
  /^(?:none|inherit|transparent|currentcolor|[a-z]{3,24}|#[0-9a-f]{3,8}|var\(--[a-z0-9-]{1,40}\)|(?:rgba?|hsla?|lab|lch|oklab|oklch)\([\d\s.,%/+-]{1,60}\)|color-mix\(in [a-z]+, ?(?:[a-z#0-9-]+|var\(--[a-z0-9-]+\))(?: \d+%)?, ?(?:[a-z#0-9-]+|var\(--[a-z0-9-]+\))(?: \d+%)?\))$/i;
const color: Check = (value) => value.length < 160 && COLOR.test(value);
const transform = is(/^(?:(?:translate|scale|rotate|skewX|skewY|matrix)\([-+\d\s.,e]*\)\s*)*$/i);
const family = is(/^[\w\s,"'-]{1,120}$/);
const boolean = is(/^(?:true|false)$/);

/** A dash of a hair's length would cut a line into millions of pieces; so would `pathLength`, which says what a length is and is not on the list. */
const isDashes: Check = (value) =>
  value === "none" ||
  (value.length < 200 &&
    value.split(/[\s,]+/).every((part) => length(part)) &&
    value.split(/[\s,]+/).reduce((sum, part) => sum + Math.abs(parseFloat(part)), 0) >= 1);

/** Attributes by name; any element may have them. */
const attributes: Record<string, Check> = {
  ...Object.fromEntries(
    `x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height markerWidth markerHeight refX refY stroke-width stroke-dashoffset font-size letter-spacing word-spacing startOffset textLength`
      .split(" ")
      .map((name) => [name, lengths]),
  ),
  ...Object.fromEntries(`opacity fill-opacity stroke-opacity stroke-miterlimit offset`.split(" ").map((name) => [name, length])),
  ...Object.fromEntries(`fill stroke color stop-color flood-color`.split(" ").map((name) => [name, color])),
  ...Object.fromEntries(
    `stroke-linecap stroke-linejoin text-anchor dominant-baseline alignment-baseline font-style font-variant font-stretch fill-rule clip-rule shape-rendering text-rendering image-rendering vector-effect visibility pointer-events paint-order mix-blend-mode patternUnits patternContentUnits clipPathUnits markerUnits lengthAdjust white-space text-decoration direction writing-mode display`
      .split(" ")
      .map((name) => [name, is(/^[a-z][\w -]*$/i)]),
  ),
  d: path,
  points: numbers,
  viewBox: numbers,
  transform,
  patternTransform: transform,
  orient: is(/^(?:auto|auto-start-reverse|[-\d.]+)$/),
  "stroke-dasharray": isDashes,
  "font-weight": is(/^(?:\d{3}|bold|normal|bolder|lighter)$/),
  "font-family": family,
  "font-variant-numeric": word,
  preserveAspectRatio: is(/^[a-zA-Z ]+$/),
  // Names for readers; only words.
  "aria-label": text,
  "aria-description": text,
  "aria-hidden": boolean,
  title: text,
  role: is(/^(?:img|group|presentation|note|list|listitem)$/),
  tabindex: is(/^0$/),
  lang: is(/^[a-zA-Z-]{2,12}$/),
  dir: is(/^(?:ltr|rtl|auto)$/),
  colspan: number,
  rowspan: number,
  scope: is(/^(?:col|row)$/),
  open: is(/^$/),
  start: number,
  "data-s": is(/^\w{1,40}$/),
  "data-passed": boolean,
  "data-kind": word,
  // MathML.
  ...Object.fromEntries(
    `mathvariant stretchy fence separator accent accentunder displaystyle scriptlevel lspace rspace minsize maxsize symmetric largeop movablelimits linethickness rowspacing columnspacing columnalign rowalign columnlines rowlines notation voffset encoding mathsize linebreak side width depth height`
      .split(" ")
      .map((name) => [name, is(/^[\w\s.+%/-]{0,120}$/)]),
  ),
  mathcolor: color,
  mathbackground: color,
};
// MathML shares these two with SVG, whose values are the narrower.
Object.assign(attributes, { width: lengths, height: lengths });

const passes = (checks: Readonly<Record<string, Check>>, name: string, value: string): boolean =>
  Object.hasOwn(checks, name) && checks[name]?.(value) === true;

export const isAttribute = (name: string, value: string): boolean =>
  name === "class" ? value.split(/\s+/).every(isClass) : passes(attributes, name, value);

/** Attributes that name another element of the same tree. */
export const isRef = (name: string): boolean => /^(?:clip-path|marker-start|marker-mid|marker-end|fill|stroke)$/.test(name);

/** Properties that formulas set on their boxes, and the few that a drawing needs. Each output is clipped to its box, whatever they say. */
const properties: Record<string, Check> = {
  ...Object.fromEntries(
    `height width min-width max-width top left right bottom vertical-align margin-left margin-right margin-top margin-bottom padding-left padding-right padding-top border-width border-top-width border-bottom-width border-right-width border-left-width font-size line-height`
      .split(" ")
      .map((name) => [name, length]),
  ),
  color,
  "border-color": color,
  "background-color": color,
  background: color,
  "border-right-style": word,
  "border-top-style": word,
  "border-bottom-style": word,
  "border-style": word,
  position: is(/^relative$/),
  display: is(/^(?:inline-block|block|inline)$/),
  "white-space": word,
  "text-align": word,
  "mix-blend-mode": word,
  "text-shadow": is(/^[\d.em ,-]+$/),
  "font-weight": word,
  "font-style": word,
};

export const isStyle = (name: string, value: string): boolean => value.length < 200 && passes(properties, name, value);

const CLASS =
  /^(?:(?:output|plot|inspect|check|table|numeric|progress|tick|domain|is-right|is-wrong|is-old|katex)(?:-[\w-]*)?|error-(?:title|message))$/;
const OF_KATEX = words(`
  base strut frac-line newline hline hdashline vertical-separator thinbox fix inner rule nulldelimiter delimcenter delimsizing mult delim-size1 delim-size4 delim
  mord mbin mrel mopen mclose mpunct minner mop mspace mtight mfrac mathnormal mathit mathrm mathbf boldsymbol mathbb mathcal mathfrak mathscr mathsf mathtt mathboldsf mathitsf
  amsrm textbb textfrak textscr textboldfrak textboldsf textitsf textrm textsf texttt textbf textit text textboldfrak mainrm boldmath mathboldfrak textscr mathsfit textsfit
  vlist vlist-t vlist-t2 vlist-r vlist-s msupsub sizing reset-size1 reset-size2 reset-size3 reset-size4 reset-size5 reset-size6 reset-size7 reset-size8 reset-size9 reset-size10 reset-size11 reset-textstyle
  size1 size2 size3 size4 size5 size6 size7 size8 size9 size10 size11 op-symbol large-op small-op op-limits accent accent-body accent-full overlay overline overline-line underline underline-line sqrt root
  stretchy hide-tail halfarrow-left halfarrow-right brace-left brace-center brace-right x-arrow x-arrow-pad svg-align pstrut mtable col-align-c col-align-l col-align-r arraycolsep arraytablesep
  tag eqn-num boxpad fbox fcolorbox cancel-pad cancel-lap angl anglpad munder mover rlap llap clap smash phantom mathchoice vcenter vbox textstyle displaystyle cd-arrow-pad cd-label-left cd-label-right cd-vert-arrow mathllap mathrlap hbox fontsize-ensurer leqno fleqn`);

export const isClass = (name: string): boolean => CLASS.test(name) || OF_KATEX.has(name);
