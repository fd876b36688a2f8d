/** For each convention of the oracles, the optimizer of ours that has its formula: shared where it is shared, else a dialect's. */
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as paper from "../../src/optim/dialects/paper.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import { coupledDecay, decoupledDecay, startAt } from "../../src/optim/dialects/forms/decay.ts";
import * as optim from "../../src/optim/index.ts";
import type { Optimizer, State } from "../../src/optim/index.ts";

export interface OracleOptions {
  lr: number;
  momentum?: number;
  dampening?: number;
  rho?: number;
  beta1?: number;
  beta2?: number;
  eps?: number;
  weightDecay?: number;
  decoupled?: boolean;
  initialAccumulator?: number;
  lrDecay?: number;
  centered?: boolean;
  momentumDecay?: number;
}

/** [how the printed table names it, how it is made]. Weight decay is added by `optimizerOf`, except where the convention has it. */
type Entry = [name: string, make: (o: OracleOptions) => Optimizer];
const betas = ({ beta1 = 0.9, beta2 = 0.999 }: OracleOptions): [number, number] => [beta1, beta2];
const adamOptions = ({ lr, beta1, beta2, eps }: OracleOptions) => ({ lr, beta1, beta2, eps });
const kerasOptions = ({ lr, beta1, beta2, eps }: OracleOptions) => ({ learningRate: lr, beta1, beta2, epsilon: eps });

const entries: Record<string, Entry> = {
  "sgd/plain": ["optim sgd", ({ lr }) => optim.sgd({ lr })],
  "momentum/buffer": ["pytorch sgd", ({ lr, momentum, dampening }) => pytorch.sgd({ lr, momentum, dampening })],
  "nesterov/buffer": ["optim nesterov", ({ lr, momentum }) => optim.nesterov({ lr, beta: momentum })],
  "nesterov/lookahead": ["optim nesterovLookahead", ({ lr, momentum }) => optim.nesterovLookahead({ lr, beta: momentum })],
  "adagrad/eps-inside": ["keras adagrad", ({ lr, eps, initialAccumulator }) => keras.adagrad({ learningRate: lr, epsilon: eps, initialAccumulatorValue: initialAccumulator })],
  "adagrad/eps-outside": ["pytorch adagrad", ({ lr, eps, lrDecay, initialAccumulator }) => pytorch.adagrad({ lr, eps, lrDecay, initialAccumulatorValue: initialAccumulator })],
  "rmsprop/eps-inside": [
    "optax rmsprop",
    ({ lr, rho, eps, momentum, centered, initialAccumulator }) => optax.rmsprop({ learningRate: lr, decay: rho, eps, momentum, centered, initialScale: initialAccumulator }),
  ],
  "rmsprop/eps-outside": [
    "pytorch rmsprop",
    ({ lr, rho, eps, momentum, centered, initialAccumulator = 0 }) => startAt(pytorch.rmsprop({ lr, alpha: rho, eps, momentum, centered }) as Optimizer<State<"v">>, "v", initialAccumulator),
  ],
  "rmsprop/eps-inside-minus": ["tfjs rmsprop", ({ lr, rho, eps, momentum, centered }) => tfjs.rmsprop({ learningRate: lr, decay: rho, epsilon: eps, momentum, centered })],
  "adadelta/zeiler": ["optim adadelta", ({ lr, rho, eps }) => optim.adadelta({ lr, rho, eps })],
  "adam/corrected": ["optim adam", (o) => optim.adam(adamOptions(o))],
  "adam/eps-hat": ["keras adam", (o) => keras.adam(kerasOptions(o))],
  "adamw/corrected": ["optim adamw", (o) => optim.adamw({ ...adamOptions(o), weightDecay: o.weightDecay })],
  "adamw/eps-hat": ["keras adamw", (o) => keras.adamw({ ...kerasOptions(o), weightDecay: o.weightDecay })],
  "amsgrad/corrected": ["optim amsgrad", (o) => optim.amsgrad(adamOptions(o))],
  "amsgrad/eps-hat": ["keras adam amsgrad", (o) => keras.adam({ ...kerasOptions(o), amsgrad: true })],
  "amsgrad/no-bias": ["paper amsgrad", (o) => paper.amsgrad(adamOptions(o))],
  "adamax/eps-in-max": ["optim adamax", (o) => optim.adamax(adamOptions(o))],
  "adamax/eps-after": ["tfjs adamax", (o) => tfjs.adamax({ ...kerasOptions(o), decay: o.lrDecay })],
  "nadam/keras": ["keras nadam", (o) => keras.nadam(kerasOptions(o))],
  "nadam/torch": ["pytorch nadam", (o) => pytorch.nadam({ lr: o.lr, betas: betas(o), eps: o.eps, momentumDecay: o.momentumDecay })],
  "nadam/simple": ["optim nadam", (o) => optim.nadam(adamOptions(o))],
  "radam/torch": ["pytorch radam", (o) => pytorch.radam({ lr: o.lr, betas: betas(o), eps: o.eps })],
  "radam/corrected": ["optax radam", (o) => optax.radam({ learningRate: o.lr, b1: o.beta1, b2: o.beta2, eps: o.eps })],
  "lion/plain": ["optim lion", ({ lr, beta1, beta2, weightDecay }) => optim.lion({ lr, beta1, beta2, weightDecay })],
};
const withDecay = ["adamw/corrected", "adamw/eps-hat", "lion/plain"];

export function optimizerOf(convention: string, options: OracleOptions): { name: string; optimizer: Optimizer } {
  const entry = entries[convention];
  if (!entry) throw new Error(`unknown convention: ${convention}`);
  const [name, make] = entry;
  const { weightDecay = 0, decoupled = false } = options;
  const optimizer = make(options);
  if (withDecay.includes(convention)) return { name, optimizer };
  return { name, optimizer: (decoupled ? decoupledDecay : coupledDecay)(optimizer, weightDecay) };
}
