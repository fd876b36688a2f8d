/** A line of two texts: in both, or only in the one or the other. */
export interface DiffLine {
  in: "both" | "old" | "new";
  text: string;
}

/** Beyond this many pairs of lines the texts are shown one after the other: nobody reads such a difference, and it takes long. */
const mostPairs = 1_000_000;

/** The lines of both texts in order, as many as can be in common; of a change the old lines stand before the new ones. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const only = (lines: string[], side: "old" | "new"): DiffLine[] => lines.map((text) => ({ in: side, text }));
  if (a.length * b.length > mostPairs) return [...only(a, "old"), ...only(b, "new")];
  // common[i][j]: how many lines a from i and b from j have in common, in order.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ in: "both", text: a[i++] });
      j++;
    } else if (common[i + 1][j] >= common[i][j + 1]) lines.push({ in: "old", text: a[i++] });
    else lines.push({ in: "new", text: b[j++] });
  }
  return [...lines, ...only(a.slice(i), "old"), ...only(b.slice(j), "new")];
}
