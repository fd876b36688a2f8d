/** How many hands an option has had, by its place among the options. */
export type Counts = readonly number[];

export const mostHands = 9999;

export const total = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

/** An option's part of all hands, 0 … 1; 0 where there are none. */
export const shareOf = (counts: Counts, option: number): number => (total(counts) === 0 ? 0 : counts[option] / total(counts));

/** The shares in whole per cent that add up to 100, each at most one from its own; all 0 where there are no hands (largest remainder). */
export function percents(counts: Counts): number[] {
  if (total(counts) === 0) return counts.map(() => 0);
  const exact = counts.map((_, option) => 100 * shareOf(counts, option));
  const whole = exact.map(Math.floor);
  const byRemainder = exact.map((_, option) => option).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]));
  for (const option of byRemainder.slice(0, 100 - total(whole))) whole[option]++;
  return whole;
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
