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
  const rows = Array.from({ length: a.length + 1 }, (_, i) => new Array<number>(b.length + 1).fill(0).map((_, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : a[i - 1].toLowerCase() === b[j - 1].toLowerCase() ? 0.5 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
