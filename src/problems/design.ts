import type { Matrix, Vec } from "./types.ts";

/** What is done to each column: nothing; its mean taken off; or that and divided by its standard deviation. */
export type Scaling = "raw" | "centred" | "standardised";

/** A linear regression as `leastSquares` takes it. */
export interface Design {
  /** A row for each example: its features, then 1 for the bias. */
  A: Matrix;
  /** The target of each example. */
  b: Vec;
  /** The columns of A. */
  names: string[];
}

/**
 * The matrix and the target of a linear regression from a table: `design(penguins, { features: ["beakLength"], target: "bodyMass" })`.
 * `scaling` treats features and target alike. Standard deviations are the population's (÷ N).
 * @example
 * const days = [{ wind: 1, rain: 2 }, { wind: 3, rain: 4 }];
 * design(days, { features: ["wind"], target: "rain", scaling: "centred" }).b; // [-1, 1]
 */
export function design<K extends string>(
  table: readonly Record<K, unknown>[],
  { features, target, scaling = "raw" }: { features: readonly K[]; target: K; scaling?: Scaling },
): Design {
  if (!(scaling in scalings)) throw new RangeError(`unknown scaling: ${scaling} (known: ${Object.keys(scalings).join(", ")})`);
  const column = (name: K): Vec => scalings[scaling](numbers(table, name));
  const columns = [...features.map(column), new Float64Array(table.length).fill(1)];
  const data = new Float64Array(table.length * columns.length);
  columns.forEach((values, j) => values.forEach((value, i) => (data[i * columns.length + j] = value)));
  return { A: { rows: table.length, columns: columns.length, data }, b: column(target), names: [...features, "bias"] };
}

function numbers<K extends string>(table: readonly Record<K, unknown>[], name: K): Vec {
  return Float64Array.from(table, (row, i) => {
    const value = row[name];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new TypeError(`invalid ${name} in row ${i}: ${value} (a finite number)`);
  });
}

const scalings: Record<Scaling, (values: Vec) => Vec> = {
  raw: (values) => values,
  centred,
  standardised(values) {
    const c = centred(values);
    const sd = Math.sqrt(c.reduce((sum, x) => sum + x * x, 0) / c.length);
    return sd > 0 ? c.map((x) => x / sd) : c;
  },
};

function centred(values: Vec): Vec {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.map((x) => x - mean);
}
