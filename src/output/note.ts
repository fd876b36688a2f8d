import { element } from "./element.ts";

/** Makes a formula's element. */
type Formula = (tex: string, isBlock: boolean) => Node;

/** Lists and quotations in each other; what is deeper is shown as text. */
const deepest = 6;

/**
 * A note, from Markdown: paragraphs, headings, lists, quotations, code, emphasis, and formulas as `$…$` and `$$…$$`. Nothing in it is read as HTML. A link is
 * text with its address behind it: what comes from a cell leads nowhere.
 */
export function renderNote(text: string, document: Document, formula: Formula): HTMLElement {
  const make = (name: keyof HTMLElementTagNameMap, attributes: Record<string, string | number>, ...children: (Node | string)[]): HTMLElement =>
    element(document, name, attributes, ...children);

  function inline(text: string): (Node | string)[] {
    const parts: (Node | string)[] = [];
    let plain = "";
    const put = (node: Node) => {
      if (plain !== "") parts.push(plain);
      plain = "";
      parts.push(node);
    };
    for (let at = 0; at < text.length;) {
      const found = spanAt(text, at);
      if (!found) {
        plain += text.charAt(at++);
        continue;
      }
      const { kind, inner, length } = found;
      if (kind === "text") plain += inner;
      else if (kind === "br") put(make("br", {}));
      else if (kind === "code") put(make("code", {}, inner));
      else if (kind === "formula" || kind === "block") put(formula(inner, kind === "block"));
      else put(make(kind, {}, ...inline(inner)));
      at += length;
    }
    return plain === "" ? parts : [...parts, plain];
  }

  function blocks(lines: readonly string[], depth: number): HTMLElement[] {
    const made: HTMLElement[] = [];
    for (let i = 0; i < lines.length;) {
      const line = lines[i] ?? "";
      /** The lines from here on that pass, taken. */
      const take = (passes: (line: string) => boolean): string[] => {
        const from = i;
        for (let next = lines[i]; next !== undefined && passes(next);) next = lines[++i];
        return lines.slice(from, i);
      };
      const [, heading] = /^#{1,6}\s+(.*)/.exec(line) ?? [];
      const item = itemOf(line);
      if (line.trim() === "") i++;
      else if (/^\s*```/.test(line)) {
        i++;
        made.push(make("pre", {}, make("code", {}, take((one) => !/^\s*```/.test(one)).join("\n"))));
        i++;
      } else if (blockFormula.test(line)) {
        const parts = [line.trim().slice(2)];
        i++;
        for (let next = lines[i]; next !== undefined && !parts.at(-1)!.trimEnd().endsWith("$$"); next = lines[++i]) parts.push(next);
        // A formula that is wider than the page scrolls, so the keyboard must reach it.
        made.push(make("div", { class: "output-note-formula", tabindex: 0 }, formula(parts.join("\n").replace(/\$\$\s*$/, ""), true)));
      } else if (heading !== undefined) {
        i++;
        made.push(
          make(
            "p",
            { class: "output-note-heading" },
            make(
              "strong",
              {},
              ...inline(
                heading
                  .trimEnd()
                  .replace(/(?<=\s)#+$/, "")
                  .trimEnd(),
              ),
            ),
          ),
        );
      } else if (line.startsWith(">") && depth < deepest) {
        const quoted = take((one) => one.startsWith(">")).map((one) => one.replace(/^> ?/, ""));
        made.push(make("div", { class: "output-note-quote" }, ...blocks(quoted, depth + 1)));
      } else if (item && depth < deepest) {
        const items: HTMLElement[] = [];
        const start = item.number;
        for (let next: typeof item | undefined = item; next && (next.number === undefined) === (start === undefined); next = itemOf(lines[i] ?? "")) {
          const { text, indent } = next;
          i++;
          const more = take((one) => one.trim() === "" || /^\s*/.exec(one)![0].length >= indent).map((one) => one.slice(indent));
          items.push(make("li", {}, ...tight(blocks([text, ...more], depth + 1))));
        }
        made.push(start === undefined ? make("ul", {}, ...items) : make("ol", { start }, ...items));
      } else {
        i++;
        const rest = take((one) => !/^\s*($|```|\$\$|#{1,6}\s|>)/.test(one) && !itemOf(one));
        made.push(make("p", {}, ...inline([line, ...rest].join("\n").trim())));
      }
    }
    return made;
  }

  return make("div", { class: "output output-note" }, ...blocks(text.split("\n"), 0));
}

/** A line that a formula begins, with nothing behind it if it ends there, too: else it stands in a paragraph. */
const blockFormula = /^\s*\$\$(?:(?!.*\$\$)|.*\$\$\s*$)/;

/** An item of one paragraph stands without a paragraph's margins. */
const tight = (blocks: HTMLElement[]): Node[] =>
  blocks[0]?.localName === "p" && !blocks.slice(1).some(({ localName }) => localName === "p")
    ? [...blocks[0].childNodes, ...blocks.slice(1)]
    : blocks;

/** The item of a list that a line begins; `indent` is where its text begins. */
function itemOf(line: string): { text: string; indent: number; number?: number } | undefined {
  const [all, mark = ""] = /^\s{0,3}([-*+]|\d{1,9}[.)])\s+(?=\S)/.exec(line) ?? [];
  if (all === undefined) return undefined;
  return { text: line.slice(all.length), indent: all.length, ...(/\d/.test(mark) && { number: parseInt(mark, 10) }) };
}

interface Span {
  kind: "text" | "br" | "code" | "formula" | "block" | "strong" | "em" | "s";
  inner: string;
  length: number;
}

/**
 * Each: what its marks are, anchored at their first sign. What stands between is taken whole, and emphasis is looked at again. None looks
 * at the same signs from many places: a note, which a link can carry, takes time by its length.
 */
const spans: readonly [Span["kind"], RegExp][] = [
  ["text", /\\([!-/:-@[-`{-~])/y],
  ["br", /(?:(?<! ) {2,}|\\)\n()/y],
  ["code", /(?<!`)(?:``(?!`)\s?(.+?)\s?``(?!`)|`([^`]+)`)/sy],
  ["block", /\$\$([^$]+)\$\$/y],
  ["formula", /\$(?!\s)((?:\\.|[^$\\])+)(?<!\s)\$(?!\d)/sy],
  ["strong", /\*\*(?!\s)((?:(?!\n\n)[^*]|\*(?!\*))+)(?<!\s)\*\*(?!\*)/y],
  ["strong", /(?<!\w)__(?!\s)([^_]+(?:_[^_]+)*)(?<!\s)__(?!\w)/y],
  ["em", /\*(?![\s*])([^*]+)(?<!\s)\*/y],
  ["em", /(?<!\w)_(?![\s_])([^_]+)(?<!\s)_(?!\w)/y],
  ["s", /~~(?!\s)([^~]+)(?<!\s)~~/y],
];
/** Its address may have pairs of brackets, as those of many articles have. */
const link = /!?\[([^\][]*)\]\(\s*([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s[^()]*)?\)/y;
const marks = /[\\ `$*_~![]/;

function spanAt(text: string, at: number): Span | undefined {
  if (!marks.test(text.charAt(at))) return undefined;
  for (const [kind, pattern] of spans) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { kind, inner: match.slice(1).find((group) => group !== undefined)!, length: match[0].length };
  }
  link.lastIndex = at;
  const linked = link.exec(text);
  if (!linked) return undefined;
  const [all, label, address = ""] = linked;
  return { kind: "text", inner: label === "" || label === address ? address : `${label} (${address})`, length: all.length };
}
