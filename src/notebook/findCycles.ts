/** Cells that need each other, with a shortest way from each of them back to itself (itself first, not repeated). */
export interface Cycle {
  members: string[];
  paths: ReadonlyMap<string, string[]>;
}

/** The strongly connected components of more than one cell, members in the order of `ids`. */
export function findCycles(ids: readonly string[], providersOf: (id: string) => readonly string[]): Cycle[] {
  const reach = new Map(ids.map((id) => [id, reachable(id, providersOf)]));
  const seen = new Set<string>();
  const cycles: Cycle[] = [];
  for (const id of ids) {
    if (seen.has(id) || !reach.get(id)?.has(id)) continue;
    const members = ids.filter((other) => reach.get(id)?.has(other) && reach.get(other)?.has(id));
    for (const member of members) seen.add(member);
    cycles.push({ members, paths: new Map(members.map((member) => [member, shortestLoop(member, providersOf)])) });
  }
  return cycles;
}

/** What can be reached from `id` in one step or more. */
function reachable(id: string, providersOf: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of providersOf(at)) if (!reached.has(next) && reached.add(next)) open.push(next);
  }
  return reached;
}

function shortestLoop(start: string, providersOf: (id: string) => readonly string[]): string[] {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    for (const next of providersOf(path[path.length - 1])) {
      if (next === start) return path;
      if (!seen.has(next) && seen.add(next)) paths.push([...path, next]);
    }
  }
  throw new Error(`no cycle through ${start}`);
}
