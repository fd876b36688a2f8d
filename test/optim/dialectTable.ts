/**
 * The tables of src/optim/dialects/README.md: `node test/optim/dialectTable.ts` writes them, `dialectTable.test.ts` checks them.
 * The distances are computed; the defaults are read from the code; the formulas are the one thing written here.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as paper from "../../src/optim/dialects/paper.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import * as optim from "../../src/optim/index.ts";
import { train, type Optimizer, type Problem } from "../../src/optim/index.ts";

/** α of the example: it drops once, so that it shows whether α is inside the memory. */
const lr = (t: number) => (t <= 5 ? 0.1 : 0.05);
const ravine: Problem = { n: 2, f: ([x, y]) => (x * x + 25 * y * y) / 2, gradient: ([x, y], out) => void ((out[0] = x), (out[1] = 25 * y)) };
const eps = 0.01,
  betas = [0.9, 0.99] as const;
const adam = { lr, beta1: 0.9, beta2: 0.99, eps },
  kerasAdam = { learningRate: lr, beta1: 0.9, beta2: 0.99, epsilon: eps },
  optaxAdam = { learningRate: lr, b1: 0.9, b2: 0.99, eps };
const matrix = { rows: 2, columns: 1 };

export interface Row {
  dialect: string;
  formula: string;
  optimizer: Optimizer;
  /** The library's function, for its defaults. */
  of: { readonly defaults: Readonly<Record<string, unknown>> } | { readonly defaults?: undefined };
}
const row = (dialect: string, formula: string, of: Row["of"], optimizer: Optimizer): Row => ({ dialect, formula, optimizer, of });
/** A shared optimizer: its defaults are the options that it says are in force. */
const shared = (formula: string, make: (options?: never) => Optimizer, optimizer: Optimizer): Row =>
  row("optim", formula, { defaults: { ...make().options } }, optimizer);

export const tables: Record<string, Row[]> = {
  "SGD with momentum": [
    shared("m ← βm + g; θ ← θ − αm", optim.momentum, optim.momentum({ lr })),
    row("pytorch `sgd`", "the same; with dampening (1 − d)g, but the first m is g", pytorch.sgd, pytorch.sgd({ lr, momentum: 0.9 })),
    row("keras `sgd`", "u ← βu − αg; θ ← θ + u: α inside", keras.sgd, keras.sgd({ learningRate: lr, momentum: 0.9 })),
    row("optax `sgd`", "the same", optax.sgd, optax.sgd({ learningRate: lr, momentum: 0.9 })),
    row("tfjs `momentum`", "the same", tfjs.momentum, tfjs.momentum({ learningRate: lr, momentum: 0.9 })),
    row("paper `momentum`", "θ ← θ − αg + β(θ − θ_prev): α inside", paper.momentum, paper.momentum({ lr, beta: 0.9 })),
  ],
  Nesterov: [
    shared("m ← βm + g; θ ← θ − α(g + βm)", optim.nesterov, optim.nesterov({ lr, beta: 0.5 })),
    row("pytorch `sgd`", "the same", pytorch.sgd, pytorch.sgd({ lr, momentum: 0.5, nesterov: true })),
    row("keras `sgd`", "u ← βu − αg; θ ← θ + βu − αg: α inside", keras.sgd, keras.sgd({ learningRate: lr, momentum: 0.5, nesterov: true })),
    row("optax `sgd`", "the same", optax.sgd, optax.sgd({ learningRate: lr, momentum: 0.5, nesterov: true })),
    row("tfjs `momentum`", "the same", tfjs.momentum, tfjs.momentum({ learningRate: lr, momentum: 0.5, useNesterov: true })),
    row("paper `nesterov`", "β grows with t from 0 to 1; θ is x, not the look-ahead point y", paper.nesterov, paper.nesterov({ lr })),
  ],
  AdaGrad: [
    shared("v ← v + g²; αg/(√v + ε)", optim.adagrad, optim.adagrad({ lr, eps })),
    row("pytorch `adagrad`", "the same; `lrDecay` divides α by 1 + d(t − 1)", pytorch.adagrad, pytorch.adagrad({ lr, eps })),
    row("keras `adagrad`", "αg/√(v + ε), v from 0.1", keras.adagrad, keras.adagrad({ learningRate: lr, epsilon: eps })),
    row("optax `adagrad`", "αg/√(v + ε), v from 0.1", optax.adagrad, optax.adagrad({ learningRate: lr, eps })),
    row("tfjs `adagrad`", "αg/√(v + 1e-7), v from 0.1", tfjs.adagrad, tfjs.adagrad({ learningRate: lr })),
    row("paper `adagrad`", "the same", paper.adagrad, paper.adagrad({ lr, eps })),
  ],
  RMSProp: [
    shared("v ← ρv + (1 − ρ)g²; αg/(√v + ε)", optim.rmsprop, optim.rmsprop({ lr, eps })),
    row(
      "pytorch `rmsprop`",
      "the same; momentum outside: m ← βm + g/(√v + ε), θ ← θ − αm",
      pytorch.rmsprop,
      pytorch.rmsprop({ lr, alpha: 0.9, eps }),
    ),
    row(
      "keras `rmsprop`",
      "αg/√(v + ε); momentum inside: m ← βm + αg/√(v + ε), θ ← θ − m",
      keras.rmsprop,
      keras.rmsprop({ learningRate: lr, epsilon: eps }),
    ),
    row("optax `rmsprop`", "as keras; `epsInSqrt: false` puts ε outside", optax.rmsprop, optax.rmsprop({ learningRate: lr, eps })),
    row("tfjs `rmsprop`", "as keras", tfjs.rmsprop, tfjs.rmsprop({ learningRate: lr, epsilon: eps })),
    row("paper `rmsprop`", "αg/√v", paper.rmsprop, paper.rmsprop({ lr })),
  ],
  "RMSProp, centered": [
    shared("αg/(√(v − ḡ²) + ε)", optim.centeredRmsprop, optim.centeredRmsprop({ lr, eps })),
    row("pytorch `rmsprop`", "the same", pytorch.rmsprop, pytorch.rmsprop({ lr, alpha: 0.9, eps, centered: true })),
    row("keras `rmsprop`", "αg/√(v − ḡ² + ε)", keras.rmsprop, keras.rmsprop({ learningRate: lr, epsilon: eps, centered: true })),
    row("optax `rmsprop`", "αg/√(v − ḡ² + ε)", optax.rmsprop, optax.rmsprop({ learningRate: lr, eps, centered: true })),
    row(
      "tfjs `rmsprop`",
      "αg/√(v − ḡ² − ε): a slip, ε is subtracted",
      tfjs.rmsprop,
      tfjs.rmsprop({ learningRate: lr, epsilon: eps, centered: true }),
    ),
    row(
      "paper `centeredRmsprop`",
      "αg/√(v − ḡ² + ε), and momentum 0.9 around it",
      paper.centeredRmsprop,
      paper.centeredRmsprop({ lr, rho: 0.9, eps }),
    ),
  ],
  AdaDelta: [
    shared("Δ = g√(D + ε)/√(v + ε); θ ← θ − αΔ", optim.adadelta, optim.adadelta({ eps })),
    row("pytorch `adadelta`", "the same", pytorch.adadelta, pytorch.adadelta({ rho: 0.95, eps })),
    row("keras `adadelta`", "the same", keras.adadelta, keras.adadelta({ learningRate: 1, epsilon: eps })),
    row("optax `adadelta`", "the same", optax.adadelta, optax.adadelta({ learningRate: 1, rho: 0.95, eps })),
    row("tfjs `adadelta`", "divides by √(v_prev + ε): a slip, the old accumulator", tfjs.adadelta, tfjs.adadelta({ learningRate: 1, epsilon: eps })),
    row("paper `adadelta`", "the same, without α", paper.adadelta, paper.adadelta({ eps })),
  ],
  Adam: [
    shared("αm̂/(√v̂ + ε)", optim.adam, optim.adam(adam)),
    row("pytorch `adam`", "the same", pytorch.adam, pytorch.adam({ lr, betas, eps })),
    row("keras `adam`", "α√(1 − β₂^t)/(1 − β₁^t) · m/(√v + ε): ε is ε̂", keras.adam, keras.adam(kerasAdam)),
    row("optax `adam`", "the same", optax.adam, optax.adam(optaxAdam)),
    row("tfjs `adam`", "the same", tfjs.adam, tfjs.adam(kerasAdam)),
    row("paper `adam`", "the same", paper.adam, paper.adam(adam)),
  ],
  "Adam with weight decay (λ = 0.1)": [
    shared("decoupled: θ ← (1 − αλ)θ − αm̂/(√v̂ + ε)", optim.adamw, optim.adamw({ ...adam, weightDecay: 0.1 })),
    row("pytorch `adam`", "L2: λθ is added to g", pytorch.adam, pytorch.adam({ lr, betas, eps, weightDecay: 0.1 })),
    row("pytorch `adamw`", "the same", pytorch.adamw, pytorch.adamw({ lr, betas, eps, weightDecay: 0.1 })),
    row("keras `adamw`", "decoupled, ε is ε̂ (keras `adam` with `weightDecay` too)", keras.adamw, keras.adamw({ ...kerasAdam, weightDecay: 0.1 })),
    row("optax `adamw`", "the same", optax.adamw, optax.adamw({ ...optaxAdam, weightDecay: 0.1 })),
    row("paper `adamw`", "decay ηλ, without α", paper.adamw, paper.adamw({ ...adam, weightDecay: 0.1 })),
  ],
  AMSGrad: [
    shared("αm̂/(√(max v/(1 − β₂^t)) + ε)", optim.amsgrad, optim.amsgrad(adam)),
    row("pytorch `adam`", "the same", pytorch.adam, pytorch.adam({ lr, betas, eps, amsgrad: true })),
    row("keras `adam`", "α√(1 − β₂^t)/(1 − β₁^t) · m/(√max v + ε)", keras.adam, keras.adam({ ...kerasAdam, amsgrad: true })),
    row("optax `amsgrad`", "αm̂/(√max v̂ + ε): the maximum of the corrected v̂", optax.amsgrad, optax.amsgrad(optaxAdam)),
    row("paper `amsgrad`", "αm/√max v: no correction, no ε", paper.amsgrad, paper.amsgrad({ lr, beta2: 0.99 })),
  ],
  Adamax: [
    shared("u ← max(β₂u, abs g + ε); αm̂/u", optim.adamax, optim.adamax(adam)),
    row("pytorch `adamax`", "the same", pytorch.adamax, pytorch.adamax({ lr, betas, eps })),
    row("keras `adamax`", "u ← max(β₂u, abs g); αm̂/(u + ε)", keras.adamax, keras.adamax(kerasAdam)),
    row("optax `adamax`", "the same", optax.adamax, optax.adamax(optaxAdam)),
    row("optax `adamaxw`", "the same; decay αλ, decoupled", optax.adamaxw, optax.adamaxw({ ...optaxAdam, weightDecay: 0 })),
    row("tfjs `adamax`", "as keras; `decay` divides α by 1 + d(t − 1)", tfjs.adamax, tfjs.adamax(kerasAdam)),
    row("paper `adamax`", "u ← max(β₂u, abs g); αm̂/u", paper.adamax, paper.adamax({ lr, beta2: 0.99 })),
  ],
  Nadam: [
    shared("m̂ = β₁m/(1 − β₁^(t+1)) + (1 − β₁)g/(1 − β₁^t); αm̂/(√v̂ + ε)", optim.nadam, optim.nadam(adam)),
    row("pytorch `nadam`", "μ_t = β₁(1 − ½·0.96^(0.004t)) in m̂'s weights", pytorch.nadam, pytorch.nadam({ lr, betas, eps })),
    row("keras `nadam`", "μ_t = β₁(1 − ½·0.96^t) in m̂'s weights", keras.nadam, keras.nadam(kerasAdam)),
    row("optax `nadam`", "the same", optax.nadam, optax.nadam(optaxAdam)),
    row("optax `nadamw`", "the same; decay αλ, decoupled", optax.nadamw, optax.nadamw({ ...optaxAdam, weightDecay: 0 })),
    row("paper `nadam`", "pytorch's μ_t also in m itself, and v̂ times β₂", paper.nadam, paper.nadam(adam)),
  ],
  "RAdam (β₂ = 0.9)": [
    shared("rectified from ρ_t > 4; αr·m̂/(√v̂ + ε)", optim.radam, optim.radam({ ...adam, beta2: 0.9 })),
    row("pytorch `radam`", "from ρ_t > 5; αr·m̂√(1 − β₂^t)/(√v + ε)", pytorch.radam, pytorch.radam({ lr, betas: [0.9, 0.9], eps })),
    row("optax `radam`", "from ρ_t ≥ 5", optax.radam, optax.radam({ ...optaxAdam, b2: 0.9 })),
    row("paper `radam`", "from ρ_t > 4; αr·m̂/√v̂", paper.radam, paper.radam({ lr, beta2: 0.9 })),
  ],
  "Lion (λ = 0.1)": [
    shared("θ ← θ − α(sign(β₁m + (1 − β₁)g) + λθ); m ← β₂m + (1 − β₂)g", optim.lion, optim.lion({ lr, weightDecay: 0.1 })),
    row("keras `lion`", "the same", keras.lion, keras.lion({ learningRate: lr, weightDecay: 0.1 })),
    row("optax `lion`", "the same", optax.lion, optax.lion({ learningRate: lr, weightDecay: 0.1 })),
    row("paper `lion`", "the same", paper.lion, paper.lion({ lr, weightDecay: 0.1 })),
  ],
  "Muon (a 2 × 1 matrix)": [
    row(
      "optim",
      "m ← βm + g; X = NS₅(m/(‖m‖ + ε)); θ ← θ − αX",
      { defaults: { lr: optim.muon(matrix).options.lr, beta: optim.muon(matrix).options.beta, eps: optim.muon(matrix).options.eps } },
      optim.muon({ lr, ...matrix }),
    ),
    row("pytorch `muon`", "m averages; of (1 − β)g + βm; α√max(1, rows/columns); decay αλ", pytorch.muon, pytorch.muon({ lr, ...matrix })),
    row("keras `muon`", "of g + βm, six rounds; α√max(1, rows/columns); decay αλ", keras.muon, keras.muon({ learningRate: lr, ...matrix })),
    row("paper `muon`", "the same", paper.muon, paper.muon({ lr, ...matrix })),
  ],
};

/** ‖θ − θ_optim‖ after ten steps of the example. */
export function distances(rows: Row[]): number[] {
  const [first, ...others] = rows.map(({ optimizer }) => train(optimizer, ravine, [1, 1], 10).theta);
  return [0, ...others.map((theta) => Math.hypot(theta[0] - first[0], theta[1] - first[1]))];
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  return typeof value === "number" && value > 0 && value < 1e-3 ? value.toExponential() : String(value);
}

export function markdown(): string {
  return Object.entries(tables)
    .map(([name, rows]) => {
      const apart = distances(rows);
      const lines = rows.map(({ dialect, formula, of }, i) => {
        const defaults = Object.entries(of.defaults ?? {});
        return `| ${dialect} | ${formula} | ${defaults.map(([option, value]) => `${option} ${show(value)}`).join(", ")} | ${i === 0 ? "" : apart[i] < 1e-12 ? "0" : apart[i].toPrecision(2)} |`;
      });
      return [`### ${name}`, "", "| | formula | defaults | apart |", "|---|---|---|---|", ...lines].join("\n");
    })
    .join("\n\n");
}

export const readme = new URL("../../src/optim/dialects/README.md", import.meta.url);
const marks = ["<!-- tables: node test/optim/dialectTable.ts -->", "<!-- end of tables -->"];

/** The README with the tables as the code has them now. */
export function updated(text: string): string {
  const [start, end] = marks.map((mark) => text.indexOf(mark));
  if (start < 0 || end < start) throw new Error(`missing marks: ${marks.join(" … ")}`);
  return `${text.slice(0, start)}${marks[0]}\n\n${markdown()}\n\n${text.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(readme, updated(readFileSync(readme, "utf8")));
