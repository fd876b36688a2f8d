/**
 * The known name nearest to `name`, or undefined: at most a third of its letters away, one in a name of three to five (an
 * insertion, deletion, replacement or swap of neighbours counts one, a change of case half). The first of equals.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = (name.length < 3 ? 0.5 : Math.max(1, name.length / 3)) + 1e-9;
  for (const other of known) {
    if (Math.abs(other.length - name.length) >= bestDistance) continue;
    const d = distance(name, other);
    if (d < bestDistance) [best, bestDistance] = [other, d];
  }
  return best;
}

function distance(a: string, b: string): number {
  const width = b.length + 1;
  const table = new Float64Array((a.length + 1) * width);
  // Outside the table nothing can be reached.
  const at = (i: number, j: number): number => (i < 0 || j < 0 ? Infinity : (table[i * width + j] ?? Infinity));
  for (let i = 0; i <= a.length; i++) {
    const x = a.charAt(i - 1);
    for (let j = i === 0 ? 1 : 0; j <= b.length; j++) {
      const y = b.charAt(j - 1);
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
      const swap = x === b.charAt(j - 2) && y === a.charAt(i - 2) ? at(i - 2, j - 2) + 1 : Infinity;
      table[i * width + j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change, swap);
    }
  }
  return at(a.length, b.length);
}
