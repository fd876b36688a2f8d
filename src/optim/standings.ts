import { checkKnown, checkObject, checkSeries } from "./check.ts";

/** What came of one run of a comparison. */
export interface RunResult {
  optimizer: string;
  lr: number;
  seed: number;
  /** What the run was given: steps, epochs or seconds. */
  budget: number;
}

/** An optimizer at the best of its learning rates. */
export interface Standing {
  optimizer: string;
  lr: number;
  /** Over the seeds. */
  mean: number;
  /** Standard deviation over the seeds; NaN for one seed. */
  sd: number;
  seeds: number;
  /** How many learning rates it has tried. */
  rates: number;
  /** Whether its mean is within two standard errors (Welch's) of the first one's: the seeds do not tell the two apart. */
  tied: boolean;
  /** What is not fair about the comparison, for this optimizer; empty where nothing is. */
  unfair: string[];
}

/**
 * The optimizers of a comparison, each at the learning rate with the best mean of `by` over its seeds, the best first. The smallest is the best,
 * unless `largest`. A value that is no finite number counts as worst. Flags what is unfair: a best rate at the edge of its grid, a budget, a number
 * of rates or a number of seeds that differs from what most have, and a single seed.
 * @example
 * const runs = [0.1, 1, 10].flatMap((lr) => [1, 2].map((seed) => ({ optimizer: "SGD", lr, seed, budget: 100, loss: Math.abs(Math.log10(lr)) + seed })));
 * const [best] = standings(runs, { by: "loss" });
 * best.lr; // 1
 * best.mean; // 1.5
 * best.unfair.length; // 0
 */
export function standings<R extends RunResult>(runs: readonly R[], options: { by: keyof R & string; largest?: boolean }): Standing[] {
  checkSeries("runs", runs, "runs");
  checkObject(options, () => 'standings(runs, { by: "loss" })');
  const { by, largest = false, ...rest } = options;
  checkKnown(rest, ["by", "largest"]);
  if (by === undefined) throw new TypeError("missing option: by (the name of a column, such as \"loss\")");
  if (typeof largest !== "boolean") throw new TypeError(`invalid largest: ${String(largest)} (true or false)`);
  const value = (run: R): number => {
    const found: unknown = run[by];
    if (typeof found !== "number") throw new TypeError(`invalid ${by}: ${String(found)} of ${run.optimizer} at lr ${run.lr} (a number)`);
    return Number.isFinite(found) ? found : largest ? -Infinity : Infinity;
  };
  const better = (a: number, b: number): number => (a === b ? 0 : a < b === largest ? 1 : -1);
  const found = [...groups(runs, "optimizer")].map(([optimizer, own]) => {
    const rates = [...groups(own, "lr")].map(([lr, at]) => ({ lr, seeds: at.length, ...meanAndSd(at.map(value)) })).sort((a, b) => a.lr - b.lr);
    const best = rates.toSorted((a, b) => better(a.mean, b.mean))[0];
    const atEdge = rates.length > 1 && (best === rates[0] || best === rates.at(-1));
    return { ...best, optimizer, rates: rates.length, budget: usual(own.map((run) => run.budget)), atEdge };
  });
  const [budget, rates, seeds] = (["budget", "rates", "seeds"] as const).map((what) => usual(found.map((one) => one[what])));
  found.sort((a, b) => better(a.mean, b.mean));
  const [first] = found;
  return found.map((one) => ({
    optimizer: one.optimizer, lr: one.lr, mean: one.mean, sd: one.sd, seeds: one.seeds, rates: one.rates,
    tied: one === first || Math.abs(one.mean - first.mean) <= 2 * Math.hypot(one.sd / Math.sqrt(one.seeds), first.sd / Math.sqrt(first.seeds)),
    unfair: [
      ...(one.atEdge ? [`best rate ${one.lr} is at the edge of its grid`] : []),
      ...(one.budget === budget ? [] : [`budgets differ: ${one.budget}, most have ${budget}`]),
      ...(one.rates === rates ? [] : [`tuning differs: ${one.rates} ${one.rates === 1 ? "rate" : "rates"}, most have ${rates}`]),
      ...(one.seeds === seeds ? [] : [`seeds differ: ${one.seeds}, most have ${seeds}`]),
      ...(one.seeds === 1 ? ["one seed: luck cannot be told from skill"] : []),
    ],
  }));
}

/** The runs by the value of a column, in the order of first sight. */
function groups<R, K extends keyof R>(runs: readonly R[], column: K): Map<R[K], R[]> {
  const found = new Map<R[K], R[]>();
  for (const run of runs) {
    const group = found.get(run[column]);
    if (group) group.push(run);
    else found.set(run[column], [run]);
  }
  return found;
}

function meanAndSd(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)) };
}

/** The commonest value; of equals the largest. */
function usual(values: readonly number[]): number {
  const count = (value: number) => values.filter((other) => other === value).length;
  return values.toSorted((a, b) => count(b) - count(a) || b - a)[0];
}
