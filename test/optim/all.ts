/** Every shared optimizer that works parameter by parameter, made with a given α and otherwise its defaults. */
import * as optim from "../../src/optim/index.ts";
import type { Optimizer, Schedule } from "../../src/optim/index.ts";

export const all: Record<string, (lr?: number | Schedule) => Optimizer> = {
  sgd: (lr) => optim.sgd({ lr }),
  momentum: (lr) => optim.momentum({ lr }),
  emaMomentum: (lr) => optim.emaMomentum({ lr }),
  sutskeverMomentum: (lr) => optim.sutskeverMomentum({ lr }),
  nesterov: (lr) => optim.nesterov({ lr }),
  nesterovLookahead: (lr) => optim.nesterovLookahead({ lr }),
  adagrad: (lr) => optim.adagrad({ lr }),
  rmsprop: (lr) => optim.rmsprop({ lr }),
  centeredRmsprop: (lr) => optim.centeredRmsprop({ lr }),
  adadelta: (lr) => optim.adadelta({ lr }),
  adam: (lr) => optim.adam({ lr }),
  adamw: (lr) => optim.adamw({ lr }),
  amsgrad: (lr) => optim.amsgrad({ lr }),
  adamax: (lr) => optim.adamax({ lr }),
  nadam: (lr) => optim.nadam({ lr }),
  radam: (lr) => optim.radam({ lr }),
  lion: (lr) => optim.lion({ lr, weightDecay: 0.01 }),
};

/** θ after each of the gradients, which do not depend on θ: one row a step. */
export function follow<S>(optimizer: Optimizer<S>, gradients: readonly (readonly number[])[], theta0: readonly number[] = gradients[0].map(() => 0)): number[][] {
  const theta = Float64Array.from(theta0);
  const state = optimizer.init(theta.length);
  return gradients.map((g) => {
    optimizer.step(theta, Float64Array.from(g), state);
    return [...theta];
  });
}
