import type { Graph } from "../notebook/index.ts";

/** For each cell that a run of `targets` may evaluate — they, their dependents, and what these need — all the cells it depends on, directly or not. */
export function upstreamOf(graph: Graph, targets: readonly string[]): Record<string, string[]> {
  const upstream = new Map<string, ReadonlySet<string>>();
  for (const id of graph.nodes.keys()) {
    const found = new Set(graph.nodes.get(id)?.dependsOn);
    // The loop also visits what is added to the set while it runs.
    for (const other of found) for (const further of graph.nodes.get(other)?.dependsOn ?? []) found.add(further);
    upstream.set(id, found);
  }
  const asked = new Set(targets);
  const run = [...upstream].filter(([id, needs]) => asked.has(id) || [...needs].some((other) => asked.has(other)));
  const needed = new Set(run.flatMap(([id, needs]) => [id, ...needs]));
  return Object.fromEntries([...upstream].filter(([id]) => needed.has(id)).map(([id, needs]) => [id, [...needs]]));
}
