import type { Graph } from "./graph.ts";

/**
 * Which cells a run concerns. `loud`: the targets and all that depends on them, as the page now stands or as it stood at
 * their last run, and on the cells that are `gone`. `needed`: what those need besides.
 */
export function planRun(
  { nodes }: Graph,
  records: ReadonlyMap<string, { dependsOn: ReadonlySet<string> }>,
  targets: readonly string[],
  gone: readonly string[],
): { loud: Set<string>; needed: Set<string> } {
  const dependents = new Map<string, string[]>();
  for (const [id, { dependsOn }] of nodes) {
    for (const on of new Set([...dependsOn, ...(records.get(id)?.dependsOn ?? [])])) {
      const list = dependents.get(on);
      if (list) list.push(id);
      else dependents.set(on, [id]);
    }
  }
  const loud = closure([...targets, ...gone], (id) => dependents.get(id) ?? []);
  const all = closure([...loud], (id) => nodes.get(id)?.dependsOn ?? []);
  for (const id of gone) loud.delete(id);
  return { loud, needed: new Set([...all].filter((id) => !loud.has(id) && nodes.has(id))) };
}

function closure(start: readonly string[], next: (id: string) => Iterable<string>): Set<string> {
  const reached = new Set(start);
  for (const id of reached) for (const other of next(id)) reached.add(other);
  return reached;
}
