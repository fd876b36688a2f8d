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

/** [how the printed table names it, how it is made]. Weight decay is added by `optimizersOf`, except where the convention has it. */
type Entry = [name: string, make: (o: OracleOptions) => Optimizer];
const betas = ({ beta1 = 0.9, beta2 = 0.999 }: OracleOptions): [number, number] => [beta1, beta2];
const adamOptions = ({ lr, beta1, beta2, eps }: OracleOptions) => ({ lr, beta1, beta2, eps });
const optaxOptions = ({ lr, beta1, beta2, eps }: OracleOptions) => ({ learningRate: lr, b1: beta1, b2: beta2, eps });
const kerasOptions = ({ lr, beta1, beta2, eps }: OracleOptions) => ({ learningRate: lr, beta1, beta2, epsilon: eps });

const entries: Record<string, Entry> = {
  "sgd/plain": ["optim sgd", ({ lr }) => optim.sgd({ lr })],
  "momentum/buffer": ["pytorch sgd", ({ lr, momentum, dampening }) => pytorch.sgd({ lr, momentum, dampening })],
  "nesterov/buffer": ["optim nesterov", ({ lr, momentum }) => optim.nesterov({ lr, beta: momentum })],
  "nesterov/lookahead": ["optim nesterovLookahead", ({ lr, momentum }) => optim.nesterovLookahead({ lr, beta: momentum })],
  "adagrad/eps-inside": [
    "keras adagrad",
    ({ lr, eps, initialAccumulator }) => keras.adagrad({ learningRate: lr, epsilon: eps, initialAccumulatorValue: initialAccumulator }),
  ],
  "adagrad/eps-outside": [
    "pytorch adagrad",
    ({ lr, eps, lrDecay, initialAccumulator }) => pytorch.adagrad({ lr, eps, lrDecay, initialAccumulatorValue: initialAccumulator }),
  ],
  "rmsprop/eps-inside": [
    "optax rmsprop",
    ({ lr, rho, eps, momentum, centered, initialAccumulator }) =>
      optax.rmsprop({ learningRate: lr, decay: rho, eps, momentum, centered, initialScale: initialAccumulator }),
  ],
  "rmsprop/eps-outside": [
    "pytorch rmsprop",
    ({ lr, rho, eps, momentum, centered, initialAccumulator = 0 }) =>
      startAt(pytorch.rmsprop({ lr, alpha: rho, eps, momentum, centered }) as Optimizer<State<"v">>, "v", initialAccumulator),
  ],
  "rmsprop/eps-inside-minus": [
    "tfjs rmsprop",
    ({ lr, rho, eps, momentum, centered }) => tfjs.rmsprop({ learningRate: lr, decay: rho, epsilon: eps, momentum, centered }),
  ],
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
/** The dialects themselves, on the cases that their own library printed. */
const dialects: Record<string, Record<string, Entry>> = {
  keras: {
    "sgd/plain": ["keras sgd", ({ lr, weightDecay }) => keras.sgd({ learningRate: lr, weightDecay })],
    "adagrad/eps-inside": [
      "keras adagrad",
      ({ lr, eps, initialAccumulator, weightDecay }) =>
        keras.adagrad({ learningRate: lr, epsilon: eps, initialAccumulatorValue: initialAccumulator, weightDecay }),
    ],
    "rmsprop/eps-inside": ["keras rmsprop", ({ lr, rho, eps, weightDecay }) => keras.rmsprop({ learningRate: lr, rho, epsilon: eps, weightDecay })],
    "adadelta/zeiler": ["keras adadelta", ({ lr, rho, eps, weightDecay }) => keras.adadelta({ learningRate: lr, rho, epsilon: eps, weightDecay })],
    "adam/eps-hat": ["keras adam", (o) => keras.adam({ ...kerasOptions(o), weightDecay: o.weightDecay })],
    "amsgrad/eps-hat": ["keras adam amsgrad", (o) => keras.adam({ ...kerasOptions(o), weightDecay: o.weightDecay, amsgrad: true })],
    "adamw/eps-hat": ["keras adamw", (o) => keras.adamw({ ...kerasOptions(o), weightDecay: o.weightDecay })],
    "adamax/eps-after": ["keras adamax", (o) => keras.adamax({ ...kerasOptions(o), weightDecay: o.weightDecay })],
    "nadam/keras": ["keras nadam", (o) => keras.nadam({ ...kerasOptions(o), weightDecay: o.weightDecay })],
    "lion/plain": ["keras lion", ({ lr, beta1, beta2, weightDecay }) => keras.lion({ learningRate: lr, beta1, beta2, weightDecay })],
  },
  optax: {
    "sgd/plain": ["optax sgd", ({ lr }) => optax.sgd({ learningRate: lr })],
    "momentum/buffer": ["optax sgd", ({ lr, momentum }) => optax.sgd({ learningRate: lr, momentum })],
    "nesterov/buffer": ["optax sgd", ({ lr, momentum }) => optax.sgd({ learningRate: lr, momentum, nesterov: true })],
    "adagrad/eps-inside": [
      "optax adagrad",
      ({ lr, eps, initialAccumulator }) => optax.adagrad({ learningRate: lr, eps, initialAccumulatorValue: initialAccumulator }),
    ],
    "rmsprop/eps-inside": ["optax rmsprop", ({ lr, rho, eps }) => optax.rmsprop({ learningRate: lr, decay: rho, eps })],
    "adam/corrected": ["optax adam", (o) => optax.adam(optaxOptions(o))],
    "adamw/corrected": ["optax adamw", (o) => optax.adamw({ ...optaxOptions(o), weightDecay: o.weightDecay })],
    "adamax/eps-in-max": ["optax adamax", (o) => optax.adamax(optaxOptions(o))],
    "nadam/simple": [
      "optax nadam",
      (o) => (o.weightDecay ? optax.nadamw({ ...optaxOptions(o), weightDecay: o.weightDecay }) : optax.nadam(optaxOptions(o))),
    ],
    "lion/plain": ["optax lion", ({ lr, beta1, beta2, weightDecay }) => optax.lion({ learningRate: lr, b1: beta1, b2: beta2, weightDecay })],
  },
  tfjs: {
    "sgd/plain": ["tfjs sgd", ({ lr }) => tfjs.sgd({ learningRate: lr })],
    "momentum/buffer": ["tfjs momentum", ({ lr, momentum = 0 }) => tfjs.momentum({ learningRate: lr, momentum })],
    "nesterov/buffer": ["tfjs momentum", ({ lr, momentum = 0 }) => tfjs.momentum({ learningRate: lr, momentum, useNesterov: true })],
    "adagrad/eps-inside": [
      "tfjs adagrad",
      ({ lr, initialAccumulator }) => tfjs.adagrad({ learningRate: lr, initialAccumulatorValue: initialAccumulator }),
    ],
    "rmsprop/eps-inside": ["tfjs rmsprop", ({ lr, rho, eps, momentum }) => tfjs.rmsprop({ learningRate: lr, decay: rho, epsilon: eps, momentum })],
    "adam/corrected": ["tfjs adam", (o) => tfjs.adam(kerasOptions(o))],
    "adamax/eps-after": ["tfjs adamax", (o) => tfjs.adamax({ ...kerasOptions(o), decay: o.lrDecay })],
  },
  pytorch: {
    "sgd/plain": ["pytorch sgd", ({ lr }) => pytorch.sgd({ lr })],
    "momentum/buffer": ["pytorch sgd", ({ lr, momentum, dampening, weightDecay }) => pytorch.sgd({ lr, momentum, dampening, weightDecay })],
    "nesterov/buffer": ["pytorch sgd", ({ lr, momentum, weightDecay }) => pytorch.sgd({ lr, momentum, weightDecay, nesterov: true })],
    "adagrad/eps-outside": ["pytorch adagrad", ({ lr, eps, lrDecay, weightDecay }) => pytorch.adagrad({ lr, eps, lrDecay, weightDecay })],
    "rmsprop/eps-outside": [
      "pytorch rmsprop",
      ({ lr, rho, eps, momentum, centered, weightDecay }) => pytorch.rmsprop({ lr, alpha: rho, eps, momentum, centered, weightDecay }),
    ],
    "adadelta/zeiler": ["pytorch adadelta", ({ lr, rho, eps, weightDecay }) => pytorch.adadelta({ lr, rho, eps, weightDecay })],
    "adam/corrected": ["pytorch adam", (o) => pytorch.adam({ lr: o.lr, betas: betas(o), eps: o.eps, weightDecay: o.weightDecay })],
    "adamw/corrected": ["pytorch adamw", (o) => pytorch.adamw({ lr: o.lr, betas: betas(o), eps: o.eps, weightDecay: o.weightDecay })],
    "amsgrad/corrected": [
      "pytorch adam amsgrad",
      (o) => pytorch.adam({ lr: o.lr, betas: betas(o), eps: o.eps, weightDecay: o.weightDecay, amsgrad: true }),
    ],
    "adamax/eps-in-max": ["pytorch adamax", (o) => pytorch.adamax({ lr: o.lr, betas: betas(o), eps: o.eps })],
    "nadam/torch": [
      "pytorch nadam",
      (o) => pytorch.nadam({ lr: o.lr, betas: betas(o), eps: o.eps, momentumDecay: o.momentumDecay, weightDecay: o.weightDecay }),
    ],
    "radam/torch": ["pytorch radam", (o) => pytorch.radam({ lr: o.lr, betas: betas(o), eps: o.eps, weightDecay: o.weightDecay })],
  },
};
const dialectOf: Record<string, string> = {
  keras3: "keras",
  optax_docs: "optax",
  jaxjs_live: "optax",
  tfjs_live: "tfjs",
  tfjs_unit: "tfjs",
  pytorch_cpp_baseline: "pytorch",
  candle_linreg: "pytorch",
  burn: "pytorch",
};
const withDecay = ["adamw/corrected", "adamw/eps-hat", "lion/plain"];

/** The optimizers that must reproduce a case of `file`: the one of its convention, and the dialect of its library where there is one. */
export function optimizersOf(file: string, convention: string, options: OracleOptions): { name: string; optimizer: Optimizer }[] {
  const entry = entries[convention];
  if (!entry) throw new Error(`unknown convention: ${convention}`);
  const [name, make] = entry;
  const { weightDecay = 0, decoupled = false } = options;
  const wrap = withDecay.includes(convention)
    ? (optimizer: Optimizer) => optimizer
    : (optimizer: Optimizer) => (decoupled ? decoupledDecay : coupledDecay)(optimizer, weightDecay);
  const own = dialects[dialectOf[file]]?.[convention];
  const result = [{ name, optimizer: wrap(make(options)) }];
  if (own) result.push({ name: own[0], optimizer: own[1](options) });
  return result;
}
