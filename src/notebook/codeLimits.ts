import type { CellError } from "./types.ts";

/**
 * How much code a cell may be. Checked by one walk over the text before anything parses, stores or highlights it, so that no text, whoever
 * wrote it, can hold up who looks at it. A cell of a chapter has some 3,000 characters and a dozen levels.
 */
export const codeLimits = {
  /** Of UTF-8; for a cell that a link carries or the browser keeps as well. */
  bytes: 200_000,
  lines: 3_000,
  /** Brackets open at once. */
  depth: 200,
  /** Different words of code: names, and the language's own. */
  words: 5_000,
  /** Characters that are highlighted; more are shown plain, for the browser would take longer over the colours than a page may stand still. */
  highlighted: 6_000,
  /** Characters of a line that is highlighted: a browser is slow with thousands of pieces in one line. */
  lineLength: 500,
  /** Words and signs that are highlighted of one statement or entry of a list, with those around it: it may be as many levels deep. */
  chain: 300,
} as const;

const encoder = new TextEncoder();

/** Why this text is too long to be a cell's code, to be kept or to be put into an editor, or undefined. */
export function tooLong(source: string): CellError | undefined {
  // No character has more than three bytes for each of its units.
  if (source.length * 3 > codeLimits.bytes) {
    const { read } = encoder.encodeInto(source, new Uint8Array(codeLimits.bytes));
    if (read < source.length) return tooMuch(`${counted(encoder.encode(source).length)} bytes`, codeLimits.bytes, lineAt(source, read));
  }
  let lines = 1;
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) lines++;
  return lines > codeLimits.lines ? tooMuch(`${counted(lines)} lines`, codeLimits.lines, codeLimits.lines + 1) : undefined;
}

/** Why this text cannot be a cell's code, whatever it says, or undefined. */
export function codeError(source: string): CellError | undefined {
  const long = tooLong(source);
  if (long) return long;
  const { depth, words } = survey(source);
  if (depth.most > codeLimits.depth) return tooMuch(`${counted(depth.most)} brackets open at once`, codeLimits.depth, lineAt(source, depth.passed));
  if (words.most > codeLimits.words) return tooMuch(`${counted(words.most)} different names`, codeLimits.words, lineAt(source, words.passed));
  return undefined;
}

/** Whether code is shown with colours. */
export function isHighlighted(source: string): boolean {
  if (source.length > codeLimits.highlighted || source.split("\n").some((line) => line.length > codeLimits.lineLength)) return false;
  const { depth, chain } = survey(source);
  return depth.most <= codeLimits.depth && chain.most <= codeLimits.chain;
}

const counted = (n: number): string => n.toLocaleString("en");

/** `what` the code has, the most that it may have, and the line where it has more. */
const tooMuch = (what: string, most: number, line: number): CellError => ({
  kind: "syntax",
  message: `the code has ${what} (at most ${counted(most)})`,
  line,
  hint: "divide it among several cells",
});

const lineAt = (text: string, at: number): number => text.slice(0, at).split("\n").length;

const word = /[\w$\u0080-\uffff]+/y;
/** Words before a value, where a slash begins a regular expression. */
const beforeValue = /^(?:return|typeof|case|await|yield|throw|in|of|else|do|void|delete|new)$/;

/** The most that there is of something, and the place where it passes its bound. */
class Peak {
  most = 0;
  passed = 0;
  readonly #bound: number;
  constructor(bound: number) {
    this.#bound = bound;
  }
  note(n: number, at: number): void {
    if (n > this.#bound && this.most <= this.#bound) this.passed = at;
    if (n > this.most) this.most = n;
  }
}

/**
 * Counts open brackets, words, and what may be nested without brackets. It is no parser: it knows comments, texts, templates and (by what
 * stands before them) regular expressions, well enough that none of these makes honest code look nested. What deceives it deceives nobody
 * else: the parsers overflow on it, which is an error of the cell's too.
 */
function survey(source: string): Record<"depth" | "words" | "chain", Peak> {
  const depth = new Peak(codeLimits.depth),
    words = new Peak(codeLimits.words),
    chain = new Peak(codeLimits.chain);
  /** The open brackets, and how long the chain was before each. */
  const open: { bracket: string; before: number }[] = [];
  const names = new Set<string>();
  let length = 0;
  /** Whether a value may begin here: then a slash begins a regular expression. */
  let value = true;
  let at = 0;

  function enter(bracket: string): void {
    open.push({ bracket, before: length });
    depth.note(open.length, at - 1);
  }
  function leave(bracket: string): void {
    const last = open.pop();
    length = last?.before ?? 0;
    if (last?.bracket === "${" && bracket === "}") skipTemplate();
  }
  function skipTo(end: string, from: number): void {
    const found = source.indexOf(end, from);
    at = found === -1 ? source.length : found + end.length;
  }
  /** To behind the closing character, or to the end of the line: a quoted text or a regular expression, whose classes may hold its slash. */
  function skipQuoted(quote: string): void {
    let inClass = false;
    for (at++; at < source.length && source[at] !== "\n"; at++) {
      if (source[at] === "\\") at++;
      else if (source[at] === quote && !inClass) return void at++;
      else if (quote === "/" && (source[at] === "[" || source[at] === "]")) inClass = source[at] === "[";
    }
  }
  /** To behind the text of a template: its end, or the bracket of what it holds, which is then open. */
  function skipTemplate(): void {
    value = false;
    for (; at < source.length; at++) {
      if (source[at] === "\\") at++;
      else if (source[at] === "`") return void at++;
      else if (source[at] === "$" && source[at + 1] === "{") {
        at += 2;
        value = true;
        return enter("${");
      }
    }
  }

  while (at < source.length) {
    const character = source.charAt(at);
    word.lastIndex = at;
    const [name] = word.exec(source) ?? [];
    if (name !== undefined) {
      if (!/^\d/.test(name)) names.add(name);
      words.note(names.size, at);
      chain.note(++length, at);
      value = beforeValue.test(name);
      at += name.length;
    } else if (source.startsWith("//", at)) skipTo("\n", at);
    else if (source.startsWith("/*", at)) skipTo("*/", at + 2);
    else if (character === '"' || character === "'" || (character === "/" && value)) {
      skipQuoted(character);
      value = false;
    } else if (character === "`") {
      at++;
      skipTemplate();
    } else {
      at++;
      if (/\s/.test(character)) continue;
      value = character !== ")" && character !== "]";
      if ("([{".includes(character)) enter(character);
      else if (")]}".includes(character)) leave(character);
      else if (character === "," || character === ";") length = open.at(-1)?.before ?? 0;
      else chain.note(++length, at);
    }
  }
  return { depth, words, chain };
}
