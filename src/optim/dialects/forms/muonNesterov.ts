import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { newtonSchulz, newtonSchulzWork } from "../../newtonSchulz.ts";
import { m, momentsBy, none } from "../../moments.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/**
 * Muon as its program and the libraries have it: steps along g + βM (or M alone), scaled by √max(1, rows/columns).
 * `normalize` divides by the norm; there a library puts its ε.
 */
export function muonNesterov({
  lr,
  beta,
  rows,
  columns,
  nesterov,
  rounds,
  weight,
  normalize,
}: Pick<Hyperparameters, "lr" | "beta"> & {
  rows: number;
  columns: number;
  nesterov: boolean;
  rounds: number;
  weight: number;
  normalize: (norm: number) => number;
}) {
  const options = checkOptions({ lr, beta, rows, columns });
  const X = zeros(rows * columns),
    work = newtonSchulzWork(rows, columns);
  const scale = Math.sqrt(Math.max(1, rows / columns));
  return {
    name: "muon",
    options,
    init(n: number): State<"m"> {
      if (n !== rows * columns) throw new RangeError(`invalid n: ${n} (a ${rows} × ${columns} matrix has ${rows * columns} entries)`);
      return { optimizer: "muon", t: 0, m: zeros(n) };
    },
    step(theta: Vec, g: Vec, state: State<"m">): void {
      const { m } = state ?? noState;
      const n = checkStep("muon", state, theta, g, m, X);
      const alpha = at(lr, state.t + 1);
      state.t++;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        m[i] = beta * m[i] + weight * g[i];
        X[i] = nesterov ? weight * g[i] + beta * m[i] : m[i];
        squares += X[i] ** 2;
      }
      const norm = normalize(Math.sqrt(squares));
      for (let i = 0; i < n; i++) X[i] /= norm;
      newtonSchulz(X, rows, columns, rounds, work);
      for (let i = 0; i < n; i++) theta[i] -= alpha * scale * X[i];
    },
    moments: momentsBy(m, none, { beta }),
  };
}
