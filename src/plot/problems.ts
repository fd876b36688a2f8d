/** Looks for what a reader would see as an empty plot: a channel without one value to draw. */
import type { PlotRecord } from "../notebook/types.ts";
import { COLORS, QUANTITIES } from "./grammar.ts";
import type { ColumnNode, GridNode, MarkNode, SpecRecord, Values } from "./spec.ts";
import { isFiniteValue, isPlain, isValues } from "./spec.ts";

/** One sentence for each channel that holds data but nothing that can be drawn; none for a sound record. */
export function recordProblems(record: PlotRecord): string[] {
  const { spec } = record as SpecRecord;
  if (spec.call !== "plot") return [];
  return [...new Set(spec.marks.flatMap(markProblems))];
}

function markProblems(mark: MarkNode): string[] {
  const problems: string[] = mark.missing === undefined ? [] : [mark.missing];
  if (isValues(mark.data) && mark.data.length > 0 && !someValue(mark.data))
    problems.push(`the data of ${mark.name} have no finite value`);
  visit(mark.options, (name, node) => {
    if (node.$ === "grid") {
      if (!someValue(node.values)) problems.push(`the function ${name} of ${mark.name} has no finite value`);
    } else if (node.values.length > 0 && (QUANTITIES.has(name) || COLORS.has(name)) && !someValue(node.values)) {
      const what = QUANTITIES.has(name) ? "finite value" : "value";
      problems.push(`channel ${name} of ${mark.name} has no ${what}${node.note ? `: ${node.note}` : ""}`);
    }
  });
  return problems;
}

function someValue(values: Values): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isValues(value) ? someValue(value) : isFiniteValue(value) || typeof value === "string" || typeof value === "boolean")
      return true;
  }
  return false;
}

/** Calls `see` for every column and grid inside the options, with the name of the option that holds it. */
export function visit(value: unknown, see: (name: string, node: ColumnNode | GridNode) => void, name = ""): void {
  if (Array.isArray(value)) for (const v of value) visit(v, see, name);
  if (!isPlain(value)) return;
  if (value["$"] === "column" || value["$"] === "grid") return see(name, value as unknown as ColumnNode | GridNode);
  const isOption = value["$"] === undefined;
  for (const [key, v] of Object.entries(value)) visit(v, see, isOption && key !== "value" ? key : name);
}
