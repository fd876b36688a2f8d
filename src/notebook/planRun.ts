import type { Graph } from "./graph.ts";

/** Which cells a run concerns. */
export interface RunPlan {
  /** The targets and all that depends on them, as the page now stands or as it stood at their last run, and on cells that are gone. */
  affected: ReadonlySet<string>;
  /** Of these, the ones that run only where they must: `run=click` cells that are no targets, and all that depends on them. */
  lazy: ReadonlySet<string>;
  /** The targets and all that they depend on. */
  needed: ReadonlySet<string>;
}

export function planRun(
  { nodes }: Graph,
  formerly: (id: string) => ReadonlySet<string> | undefined,
  targets: ReadonlySet<string>,
  gone: readonly string[],
): RunPlan {
  const dependents = new Map<string, string[]>();
  for (const [id, { dependsOn }] of nodes) {
    for (const on of new Set([...dependsOn, ...(formerly(id) ?? [])])) {
      const list = dependents.get(on);
      if (list) list.push(id);
      else dependents.set(on, [id]);
    }
  }
  const withDependents = (start: Iterable<string>): Set<string> => {
    const reached = new Set(start);
    for (const id of reached) for (const other of dependents.get(id) ?? []) reached.add(other);
    return reached;
  };
  const affected = withDependents([...targets, ...gone]);
  for (const id of gone) affected.delete(id);
  const clicks = [...affected].filter((id) => nodes.get(id)?.cell.run === "click" && !targets.has(id));
  const lazy = withDependents(clicks);
  for (const id of targets) lazy.delete(id);
  const needed = new Set(targets);
  for (const id of needed) for (const other of nodes.get(id)?.dependsOn ?? []) needed.add(other);
  return { affected, lazy, needed };
}
