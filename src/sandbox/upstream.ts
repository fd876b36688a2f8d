import type { Graph } from "../notebook/index.ts";

/** For each cell that a run of `targets` may evaluate — they, their dependents, and what these need — all the cells it depends on, directly or not. */
export function upstreamOf(graph: Graph, targets: readonly string[]): Record<string, string[]> {
  const upstream = new Map<string, Set<string>>();
  const visit = (id: string): Set<string> => {
    const known = upstream.get(id);
    if (known) return known;
    const found = new Set<string>();
    upstream.set(id, found); // A cycle ends here.
    for (const other of graph.nodes.get(id)?.dependsOn ?? []) {
      found.add(other);
      for (const further of visit(other)) found.add(further);
    }
    return found;
  };
  for (const id of graph.nodes.keys()) visit(id);
  const asked = new Set(targets);
  const run = [...upstream].filter(([id, needs]) => asked.has(id) || [...needs].some((other) => asked.has(other)));
  const needed = new Set(run.flatMap(([id, needs]) => [id, ...needs]));
  return Object.fromEntries([...upstream].filter(([id]) => needed.has(id)).map(([id, needs]) => [id, [...needs]]));
}
