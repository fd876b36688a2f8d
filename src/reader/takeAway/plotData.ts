import type { TableData } from "../../notebook/types.ts";
import { MAX_READINGS, type Column, type MarkReading, type PlotFacts } from "../../plot/readings.ts";

/**
 * The values of a plot as one table, a row for each place that was drawn. Marks share the columns whose names they share; where there is more than
 * one mark, the first column says which a row is of. Undefined where the plot has no values to read, such as one of contours alone.
 */
export function plotData({ marks }: PlotFacts): TableData | undefined {
  const columns: string[] = marks.length > 1 ? ["mark"] : [];
  const all = marks.map((mark) => {
    const named = nameColumns(mark);
    for (const { name } of named) if (!columns.includes(name)) columns.push(name);
    const same = marks.filter((other) => other.mark === mark.mark);
    return { mark: same.length > 1 ? `${mark.mark} ${same.indexOf(mark) + 1}` : mark.mark, named };
  });
  const rows = all.flatMap(({ mark, named }) => {
    const count = Math.max(0, ...named.map(({ values }) => values.length));
    return Array.from({ length: count }, (_, i) =>
      columns.map((column, j) => (marks.length > 1 && j === 0 ? mark : (named.find(({ name }) => name === column)?.values[i] ?? null))),
    );
  });
  return rows.length === 0 ? undefined : { columns, rows, more: 0 };
}

/** Whether a plot may have more values than those that are known. */
export const isCut = (rows: number): boolean => rows >= MAX_READINGS;

/** The columns of a mark by the names of their axes, each name once. */
function nameColumns({ series, x, y, title }: MarkReading): { name: string; values: Column["values"] }[] {
  const named: { name: string; values: Column["values"] }[] = [];
  for (const [channel, column] of Object.entries({ series, x, y, title })) {
    if (!column) continue;
    // Plot writes an arrow beside the name of an axis.
    const label = column.label.replace(/[←→↑↓]/g, "").trim() || channel;
    const isTaken = label === "mark" || named.some(({ name }) => name === label);
    named.push({ name: isTaken ? `${label} (${channel})` : label, values: column.values });
  }
  return named;
}
