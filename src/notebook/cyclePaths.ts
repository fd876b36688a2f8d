/** Cell → the cells that it reads from. */
export type Providers = ReadonlyMap<string, readonly string[]>;

/** For each cell that needs itself, a shortest way along its providers back to it: itself first, not repeated at the end. */
export function cyclePaths(providers: Providers): Map<string, string[]> {
  // Cells all of whose providers are gone are taken away, over and over; what is left is the cycles and the cells that read them.
  const left = new Set(providers.keys());
  const needs = new Map([...providers].map(([id, others]) => [id, others.length]));
  const readers = new Map<string, string[]>();
  for (const [id, others] of providers) for (const other of others) readers.set(other, [...(readers.get(other) ?? []), id]);
  const free = [...left].filter((id) => needs.get(id) === 0);
  for (const id of free) {
    left.delete(id);
    for (const reader of readers.get(id) ?? []) {
      const rest = (needs.get(reader) ?? 0) - 1;
      needs.set(reader, rest);
      if (rest === 0) free.push(reader);
    }
  }
  const paths = new Map<string, string[]>();
  for (const id of left) {
    const path = shortestLoop(id, providers);
    if (path) paths.set(id, path);
  }
  return paths;
}

function shortestLoop(start: string, providers: Providers): string[] | undefined {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of providers.get(path.at(-1) ?? start) ?? []) {
      if (next === start) return path;
      if (!seen.has(next) && seen.add(next)) paths.push([...path, next]);
    }
  }
  return undefined;
}
