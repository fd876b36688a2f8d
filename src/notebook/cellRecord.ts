import { position, type UsedInput } from "./builtins.ts";
import type { GraphNode } from "./graph.ts";
import { samePosition } from "./inputs.ts";
import { listed } from "./listed.ts";
import type { CellError, CellEvent, InputValue } from "./types.ts";

/** What is kept of a cell's last run, and what that run rested on. */
export interface CellRecord {
  source: string;
  /** The values read from other cells. */
  reads: ReadonlyMap<string, unknown>;
  dependsOn: ReadonlySet<string>;
  inputs: readonly UsedInput[];
  /** What the cell defines; undefined when it failed. */
  values?: ReadonlyMap<string, unknown>;
  error?: CellError;
  /** The error was known without running the cell. */
  blocked?: boolean;
  /** Events of a silent run, one that only another cell needed: emitted when the cell is to show something. */
  unsaid: readonly CellEvent[];
}

export type CellRecords = ReadonlyMap<string, CellRecord>;

/** Why a cell cannot run: an error of its own, or the failed cells that it waits for. */
export function blockedBy(node: GraphNode, records: CellRecords): CellError | undefined {
  if (node.error) return node.error;
  const failed = new Set<string>();
  for (const id of node.dependsOn) {
    const error = records.get(id)?.error;
    const isPassedOn = error?.kind === "upstream" || (error?.kind === "waiting" && error.cells);
    if (error) for (const root of isPassedOn ? (error.cells ?? []) : [id]) failed.add(root);
  }
  if (failed.size === 0) return undefined;
  const cells = [...failed];
  const which = `${cells.length === 1 ? "cell" : "cells"} ${listed(cells)}`;
  if (cells.every((id) => records.get(id)?.error?.kind === "waiting"))
    return { kind: "waiting", message: `waits for the prediction in ${which}`, cells };
  return { kind: "upstream", message: `waits for ${which}, which failed`, cells };
}

/** The values of the names that a cell reads, as the other cells now have them. */
export function readValues(node: GraphNode, records: CellRecords): Map<string, unknown> {
  return new Map([...node.reads].map(([name, [from = ""]]) => [name, records.get(from)?.values?.get(name)]));
}

/** Whether a run of the cell now would rest on the same source, values read and input positions as its last one. */
export function isUpToDate(node: GraphNode, records: CellRecords, positions: Readonly<Record<string, InputValue>>): boolean {
  const record = records.get(node.cell.id);
  if (record?.source !== node.cell.source) return false;
  const error = blockedBy(node, records);
  if (error || record.blocked) return record.blocked === true && JSON.stringify(error) === JSON.stringify(record.error);
  const reads = readValues(node, records);
  if (reads.size !== record.reads.size) return false;
  for (const [name, value] of reads) if (!record.reads.has(name) || !Object.is(record.reads.get(name), value)) return false;
  return record.inputs.every(({ spec, initial }) => samePosition(position(spec, positions, initial), spec.value));
}
