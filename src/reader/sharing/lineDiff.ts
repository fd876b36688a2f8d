/** A line of two texts: in both, or only in the one or the other. `cut`: how many more characters it has than are shown. */
export interface DiffLine {
  in: "both" | "old" | "new";
  text: string;
  cut?: number;
}

/** So many lines that are not shown; `unchanged`: both texts have them all. */
export interface Gap {
  in: "gap";
  lines: number;
  unchanged: boolean;
}

/** Beyond this many pairs of lines the changed parts are shown one after the other: nobody reads such a difference, and it takes long. */
const mostPairs = 1_000_000;

/** The lines of both texts in order, as many as can be in common; of a change the old lines stand before the new ones. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  // Lines that both texts begin and end with belong to the longest common subsequence, at one comparison each.
  const most = Math.min(a.length, b.length);
  let head = 0,
    tail = 0;
  while (head < most && a[head] === b[head]) head++;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return only(a.slice(0, head), "both").concat(
    changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    only(a.slice(a.length - tail), "both"),
  );
}

const only = (lines: string[], side: DiffLine["in"]): DiffLine[] => lines.map((text) => ({ in: side, text }));

function changed(a: string[], b: string[]): DiffLine[] {
  if (a.length * b.length > mostPairs) return only(a, "old").concat(only(b, "new"));
  const width = b.length + 1;
  const counts = new Uint32Array((a.length + 1) * width);
  /** How many lines a from i and b from j have in common, in order. */
  const common = (i: number, j: number): number => counts[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      counts[i * width + j] = a[i] === b[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
  }
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; ;) {
    const [older, newer] = [a[i], b[j]];
    if (older === undefined || newer === undefined) return lines.concat(only(a.slice(i), "old"), only(b.slice(j), "new"));
    if (older === newer) {
      lines.push({ in: "both", text: older });
      i++;
      j++;
    } else if (common(i + 1, j) >= common(i, j + 1)) {
      lines.push({ in: "old", text: older });
      i++;
    } else {
      lines.push({ in: "new", text: newer });
      j++;
    }
  }
}

/** What is shown of a difference: more than a reader will read, and little enough for the page to lay out at once. */
export const shownDiff = { lines: 400, characters: 40_000, lineLength: 1_000, context: 3 } as const;

/**
 * The part of a difference that is shown. One that is too large is shown without its long unchanged stretches, so that no change hides behind
 * them, and without what is beyond the bounds; gaps say how much that is.
 */
export function excerpt(diff: readonly DiffLine[]): (DiffLine | Gap)[] {
  const { lines, characters, lineLength } = shownDiff;
  const isSmall = diff.length <= lines && diff.reduce((sum, { text }) => sum + text.length, 0) <= characters;
  const shown: (DiffLine | Gap)[] = [];
  let length = 0;
  let left = diff.length;
  for (const line of isSmall ? diff : folded(diff)) {
    if (shown.length >= lines || length >= characters) break;
    if (line.in === "gap") {
      shown.push(line);
      left -= line.lines;
      continue;
    }
    const cut = Math.max(0, line.text.length - lineLength);
    shown.push(cut > 0 ? { ...line, text: line.text.slice(0, lineLength), cut } : line);
    length += Math.min(line.text.length, lineLength);
    left--;
  }
  return left > 0 ? [...shown, { in: "gap", lines: left, unchanged: false }] : shown;
}

/** With gaps for what is unchanged and no context of a change. */
function folded(diff: readonly DiffLine[]): (DiffLine | Gap)[] {
  const { context } = shownDiff;
  const lines: (DiffLine | Gap)[] = [];
  for (let from = 0; from < diff.length;) {
    let to = from;
    while (diff[to]?.in === "both") to++;
    const isFolded = to - from > 2 * context + 1;
    if (isFolded) {
      const gap: Gap = { in: "gap", lines: to - from - 2 * context, unchanged: true };
      lines.push(...diff.slice(from, from + context), gap, ...diff.slice(to - context, to));
    } else for (const line of diff.slice(from, to)) lines.push(line);
    for (let line = diff[to]; line && line.in !== "both"; line = diff[++to]) lines.push(line);
    from = to;
  }
  return lines;
}
