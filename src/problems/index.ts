/** What a cell gets from `import { … } from "problems"`. */
export type {
  Classifier,
  Curvatures,
  FiniteSum,
  Labelled,
  LineSurface,
  Matrix,
  Minimum,
  PlaneSurface,
  Problem,
  SparseRows,
  Surface,
  Vec,
  View,
} from "./types.ts";
export { type Random, random } from "./random.ts";
export { linspace, logspace } from "./linspace.ts";

export { quadratic } from "./quadratic.ts";
export { booth, matyas, ravine } from "./surfaces/bowls.ts";
export { beale, rosenbrock } from "./surfaces/valleys.ts";
export { boundedSaddle, monkeySaddle, saddle } from "./surfaces/saddles.ts";
export { ackley, himmelblau, rastrigin, styblinskiTang, threeHumpCamel } from "./surfaces/manyMinima.ts";
export { flatShoulder, lessard, tiltedDoubleWell } from "./surfaces/lines.ts";
export { tridiagonal } from "./tridiagonal.ts";
export { reddi, type Reddi } from "./reddi.ts";
export { gradient } from "./gradient.ts";
export { noisy } from "./noisy.ts";
export { batches, miniBatch } from "./batches.ts";

export { dataset, type Datasets } from "./data.ts";
export type { Mnist } from "./data/mnist.ts";
export type { Penguin } from "./data/penguins.ts";
export type { WeatherDay } from "./data/seattleWeather.ts";
export type { Showdown, ShowdownRun } from "./data/showdown.ts";
export type { Spam } from "./data/spam.ts";
export { design, type Design, type Scaling } from "./design.ts";
export { leastSquares, type LeastSquares } from "./leastSquares.ts";
export { eigenvalues, gram, matrix, solve } from "./matrix.ts";
export { logisticRegression } from "./logisticRegression.ts";
export { softmaxRegression } from "./softmaxRegression.ts";
export { network, type Network, type Part } from "./network.ts";
export { sparseRows } from "./sparseRows.ts";
export { rareFeatures } from "./rareFeatures.ts";
export { wilson, type Wilson } from "./wilson.ts";
