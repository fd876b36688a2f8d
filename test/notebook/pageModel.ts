/**
 * A page of cells as a reader means it, and the slow and simple answer to what each cell must be: everything computed from
 * scratch by following names, without parsing, caching or order. The notebook is compared with it.
 */

/** A cell that defines names by a sum: `const defines[i] = i + constant + reads + position of its slider`. */
export interface Draft {
  id: string;
  defines: string[];
  reads: string[];
  constant: number;
  /** Has a slider from 0 to 9, initially at 5. */
  slider: boolean;
  /** Takes the sum modulo 2, so that it often comes out as before. */
  parity: boolean;
  /** Throws when its sum is divisible by 3. */
  throwsAtThree: boolean;
  /** Does not parse. */
  broken: boolean;
  /** Is not as the author wrote it. */
  edited: boolean;
}

export type Verdict = { values: Record<string, number> } | { kind: string; cells: string[] };

export function sourceOf({ id, defines, reads, constant, slider, parity, throwsAtThree, broken, edited }: Draft): string {
  const sum = [constant, ...reads, ...(slider ? ['slider("position", { min: 0, max: 9, step: 1, value: 5 })'] : [])].join(" + ");
  return [
    'import { note } from "problems";',
    `note("${id}");`,
    edited ? "// edited" : "",
    "{",
    `  const sum: number = ${parity ? `(${sum}) % 2` : sum};`,
    "  display(sum);",
    throwsAtThree ? '  if (sum % 3 === 0) throw new Error("three " + sum);' : "",
    "  var result = sum;",
    "}",
    ...defines.map((name, i) => `const ${name} = result + ${i};`),
    broken ? "const = ;" : "result",
    // Every cell has a `result` of its own; a block with an inner name would clash between cells.
  ]
    .join("\n")
    .replaceAll("result", `result_${id}`);
}

const intersects = (a: readonly string[], b: readonly string[]): boolean => a.some((item) => b.includes(item));

/** The cells that give `draft` the name `name`. */
export function providersOf(page: readonly Draft[], draft: Draft, name: string): Draft[] {
  const definers = page.filter((other) => !other.broken && other.defines.includes(name));
  const unedited = definers.filter((other) => !other.edited);
  if (unedited.length > 0) return unedited;
  if (definers.length > 0) return definers;
  return page.filter((other) => other.broken && other.id !== draft.id && [...other.defines, ...other.reads].includes(name));
}

const providers = (page: readonly Draft[], draft: Draft): Draft[] =>
  draft.broken ? [] : page.filter((other) => draft.reads.some((name) => providersOf(page, draft, name).includes(other)));

/** Whether a way of one step or more leads from a cell along its providers to `goal`; to one that is not edited, past no edited cell. */
function leadsTo(page: readonly Draft[], from: Draft, goal: Draft, seen: Draft[] = []): boolean {
  const steps = providers(page, from).filter((next) => goal.edited || !next.edited);
  return steps.some((next) => next === goal || (!seen.includes(next) && leadsTo(page, next, goal, (seen.push(next), seen))));
}

export function verdictOf(page: readonly Draft[], draft: Draft, positions: Readonly<Record<string, number>>): Verdict {
  if (draft.broken) return { kind: "syntax", cells: [] };
  for (const name of draft.defines) {
    const definers = page.filter((other) => !other.broken && other.defines.includes(name) && (draft.edited || !other.edited));
    if (definers.length > 1) return { kind: "duplicate", cells: definers.map(({ id }) => id) };
  }
  if (draft.reads.some((name) => providersOf(page, draft, name).length === 0)) return { kind: "unknown", cells: [] };
  if (leadsTo(page, draft, draft)) return { kind: "cycle", cells: [] };
  const roots = new Set<string>();
  let sum = draft.constant;
  for (const name of draft.reads) {
    for (const provider of providersOf(page, draft, name)) {
      const verdict = verdictOf(page, provider, positions);
      if ("values" in verdict) sum += verdict.values[name];
      else for (const root of verdict.kind === "upstream" ? verdict.cells : [provider.id]) roots.add(root);
    }
  }
  if (roots.size > 0) return { kind: "upstream", cells: page.map(({ id }) => id).filter((id) => roots.has(id)) };
  if (draft.slider) sum += positions[draft.id] ?? 5;
  if (draft.parity) sum %= 2;
  if (draft.throwsAtThree && sum % 3 === 0) return { kind: "runtime", cells: [] };
  return { values: Object.fromEntries([[`result_${draft.id}`, sum], ...draft.defines.map((name, i) => [name, sum + i] as const)]) };
}

/**
 * The cells that a run of `targets` may touch: whoever reads a name of a target or defines it too, on any of the pages since
 * the last rest; and whoever these may touch.
 */
export function touched(pages: readonly (readonly Draft[])[], targets: readonly string[]): Set<string> {
  const reached = new Set(targets);
  for (const id of reached) {
    for (const page of pages) {
      const draft = page.find((other) => other.id === id);
      if (!draft) continue;
      const mentioned = draft.broken ? [...draft.defines, ...draft.reads] : draft.defines;
      for (const other of page) {
        const reads = !other.broken && intersects(other.reads, mentioned);
        const conflicts = !other.broken && !draft.broken && intersects(other.defines, draft.defines);
        if (reads || conflicts) reached.add(other.id);
      }
    }
  }
  return reached;
}
