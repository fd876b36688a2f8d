/** How many hands an option has had, by its place among the options. */
export type Counts = readonly number[];

export const mostHands = 9999;

export const total = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

/** An option's part of all hands, 0 … 1; 0 where there are none. */
export const shareOf = (counts: Counts, option: number): number => (total(counts) === 0 ? 0 : (counts[option] ?? 0) / total(counts));

/** The shares in whole per cent that add up to 100, each at most one from its own; all 0 where there are no hands (largest remainder). */
export function percents(counts: Counts): number[] {
  if (total(counts) === 0) return counts.map(() => 0);
  const parts = counts.map((_, option) => {
    const exact = 100 * shareOf(counts, option);
    return { whole: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  const left = 100 - total(parts.map(({ whole }) => whole));
  const roundedUp = new Set(parts.toSorted((a, b) => b.remainder - a.remainder).slice(0, left));
  return parts.map((part) => part.whole + (roundedUp.has(part) ? 1 : 0));
}

/** What was typed as a number of hands; undefined where it is none. Nothing is 0. */
export function readCount(text: string): number | undefined {
  const digits = text.trim();
  if (digits === "") return 0;
  return /^\d{1,4}$/.test(digits) ? Number(digits) : undefined;
}

/** Whether a value is a count for each of so many options. */
export const isCounts = (value: unknown, options: number): value is Counts =>
  Array.isArray(value) && value.length === options && value.every((count) => Number.isInteger(count) && count >= 0 && count <= mostHands);
