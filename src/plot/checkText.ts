/** Which text of a record may stand where: free where it is shown as text, a colour where it paints, a keyword elsewhere. */
import { isSafeColor } from "./color.ts";
import { CHANNELS } from "./grammar.ts";

/** CSS that could fetch something, plain or escaped. */
const LOADER = /\b(?:url|src|image|image-set|cross-fade|element|paint|env|attr|var|expression)\s*\(|\\/i;

/** Settings that reach a style or an attribute: words, numbers and punctuation that cannot end a declaration. */
const KEYWORDS = /^[\w\s.,%+#&/'"()-]*$/;

/** Settings whose text is shown as text. */
const TEXT = new Set("label title subtitle caption ariaLabel ariaDescription tickFormat format domain order".split(" "));

/** Settings that paint. */
export const COLOR_SETTINGS: ReadonlySet<string> = new Set(
  "positiveFill negativeFill ruleStroke textFill textStroke range unknown grid fill stroke".split(" "),
);

export function checkText(text: string, name: string, of: string): void {
  if (TEXT.has(name) || CHANNELS.has(name)) return;
  if (!KEYWORDS.test(text) || LOADER.test(text)) throw new Error(`invalid ${name} of ${of}: ${quote(text)}`);
}

/** A colour, or the name of a category, which Plot turns into one of the scale's colours. */
export function checkColor(text: string, where: string): void {
  if (!isSafeColor(text) && LOADER.test(text)) throw new Error(`invalid ${where}: ${quote(text)} is no colour`);
}

const quote = (text: string): string => JSON.stringify(text.slice(0, 80));
