import { at, checkOptions, checkStep, noState, zeros } from "../../check.ts";
import { biasCorrection } from "../../biasCorrection.ts";
import type { Hyperparameters, State, Vec } from "../../types.ts";

/**
 * Nadam with Dozat's schedule μ_t = β₁(1 − ½·0.96^(t·momentumDecay)). As printed (`asPrinted`) m decays by μ_t and v̂ has one more factor β₂;
 * Keras and PyTorch let m decay by β₁ and leave that factor out. `state.product` is Πμ.
 */
export function nadamScheduled({
  lr,
  beta1,
  beta2,
  eps,
  momentumDecay,
  asPrinted = false,
}: Pick<Hyperparameters, "lr" | "beta1" | "beta2" | "eps"> & { momentumDecay: number; asPrinted?: boolean }) {
  const mu = (t: number) => beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
  return {
    name: "nadamScheduled",
    options: checkOptions({ lr, beta1, beta2, eps }),
    init: (n: number): State<"m" | "v"> & { product: number } => ({ optimizer: "nadamScheduled", t: 0, product: 1, m: zeros(n), v: zeros(n) }),
    step(theta: Vec, g: Vec, state: State<"m" | "v"> & { product: number }): void {
      const { m, v } = state ?? noState;
      const n = checkStep("nadamScheduled", state, theta, g, m, v);
      const alpha = at(lr, state.t + 1);
      const t = ++state.t;
      const muT = mu(t),
        muNext = mu(t + 1),
        decay = asPrinted ? muT : beta1;
      const product = state.product * muT;
      state.product = product < 1e-300 ? 0 : product; // a denormal number would slow every later step
      const correction2 = biasCorrection(beta2, t) / (asPrinted ? beta2 : 1);
      for (let i = 0; i < n; i++) {
        m[i] = decay * m[i] + (1 - decay) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
        const mHat = (muNext * m[i]) / (1 - product * muNext) + ((1 - muT) * g[i]) / (1 - product);
        theta[i] -= (alpha * mHat) / (Math.sqrt(v[i] / correction2) + eps);
      }
    },
    /** m is m̂ with its two weights, v is v̂. */
    moments({ t, m, v, product }: State<"m" | "v"> & { product: number }, g: Vec, mOut: Vec, vOut: Vec): void {
      const muNext = mu(t + 1),
        next = muNext / (1 - product * muNext),
        now = (1 - mu(t)) / (1 - product);
      const correction2 = biasCorrection(beta2, t) / (asPrinted ? beta2 : 1);
      for (let i = 0; i < m.length; i++) {
        mOut[i] = next * m[i] + now * g[i];
        vOut[i] = v[i] / correction2;
      }
    },
  };
}
