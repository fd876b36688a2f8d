import type { Cell, CellSpec } from "./types.ts";
import { isOwnId } from "./ownId.ts";

const WORDS = 'id=, title="…", hidden, lecture, reading, run=click, exercise=, check';
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const WORD = /([^\s="]+)(?:=(?:"([^"]*)"|([^\s"]*)))?(?=\s|$)/y;

/** Whether a fence is a cell (```` ```ts cell … ````); every other fence is an ordinary code block. */
export function isCell(spec: Pick<CellSpec, "lang" | "meta">): boolean {
  return spec.lang === "ts" && /^cell(\s|$)/.test(spec.meta.trim());
}

/**
 * The cell that a fence describes. Throws an Error that names the word at fault and what is allowed:
 * `unknown fence word: hiden (allowed: …)`, `missing id: …`, `invalid id: 3D …`.
 */
export function toCell(spec: CellSpec): Cell {
  if (!isCell(spec)) throw new Error(`not a cell: \`\`\`${spec.lang} ${spec.meta} (write \`\`\`ts cell id=NAME)`);
  const words = fenceWords(spec.meta.trim().slice("cell".length));
  const id = words.get("id");
  if (id === undefined) throw new Error("missing id: write ```ts cell id=NAME");
  const exercise = words.get("exercise");
  if (words.has("check") && exercise === undefined) throw new Error("missing exercise: a check belongs to one, exercise=NAME");
  if (isOwnId(id)) throw new Error(`invalid id: ${id} (own- and a number is the id of a cell that a reader adds)`);
  return {
    id: validName("id", id),
    title: words.get("title") ?? id,
    source: spec.source,
    line: spec.line,
    hidden: words.has("hidden"),
    form: words.has("lecture") ? "lecture" : words.has("reading") ? "reading" : "both",
    run: words.has("run") ? "click" : "build",
    ...(exercise === undefined ? {} : { exercise: validName("exercise", exercise) }),
    ...(words.has("check") ? { check: true as const } : {}),
  };
}

/** The cells of a page, in order. Throws as `toCell` does, and when two cells have one id. */
export function toCells(specs: readonly CellSpec[]): Cell[] {
  const lines = new Map<string, number>();
  return specs.map((spec) => {
    const cell = toCell(spec);
    const first = lines.get(cell.id);
    if (first !== undefined) throw new Error(`duplicate id: ${cell.id} (lines ${first} and ${cell.line})`);
    lines.set(cell.id, cell.line);
    return cell;
  });
}

/** The words after `cell`, name → value ("" for a bare word). Each is known, well formed and given once. */
function fenceWords(meta: string): Map<string, string> {
  const words = new Map<string, string>();
  let at = 0;
  for (;;) {
    while (/\s/.test(meta[at] ?? "")) at++;
    if (at >= meta.length) break;
    WORD.lastIndex = at;
    const match = WORD.exec(meta);
    if (!match) throw new Error(`invalid fence word: ${meta.slice(at)} (allowed: ${WORDS})`);
    at = WORD.lastIndex;
    const [text, name, quoted, bare] = match;
    const value = quoted ?? bare;
    const bareWord = name === "hidden" || name === "lecture" || name === "reading" || name === "check";
    const valued = name === "id" || name === "title" || name === "run" || name === "exercise";
    if (!bareWord && !valued) throw new Error(`unknown fence word: ${text} (allowed: ${WORDS})`);
    if (bareWord && value !== undefined) throw new Error(`invalid fence word: ${text} (write ${name})`);
    if (valued && !value) throw new Error(`missing value: ${text} (write ${name}=…)`);
    if (name === "run" && value !== "click") throw new Error(`invalid run: ${value} (allowed: run=click)`);
    if (words.has(name)) throw new Error(`repeated fence word: ${name}`);
    words.set(name, value ?? "");
  }
  if (words.has("lecture") && words.has("reading")) throw new Error("lecture and reading on one cell: leave out both to show it in both");
  return words;
}

function validName(word: string, value: string): string {
  if (!NAME.test(value)) throw new Error(`invalid ${word}: ${value} (lower-case letters, digits and single hyphens, a letter first)`);
  return value;
}
