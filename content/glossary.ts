/**
 * The words of the course. A chapter's first use of one is linked to it at build: by `term`, its plural, or one of the forms in `also`, small or capital
 * letters alike (a form in capitals, such as EMA, only as it is). A key is the word's place on the glossary page.
 */
import type { Locale } from "../src/i18n/locales.ts";

/** A term; by locale, what it is called in the other languages. */
export interface GlossaryEntry extends Partial<Record<Exclude<Locale, "en">, string>> {
  term: string;
  /** Other forms that mean the same. */
  also?: readonly string[];
  /** One sentence or two; no formula. */
  meaning: string;
}

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  adaptive: {
    term: "adaptive learning rate",
    also: ["adaptive method", "adaptive"],
    "zh-hant": "自適應學習率",
    meaning: "A step size that each parameter gets for itself, from the gradients that it has seen.",
  },
  "bias-correction": {
    term: "bias correction",
    also: ["bias-corrected", "bias-correct"],
    "zh-hant": "偏差修正",
    meaning: "Dividing an average that started at 0 by the total weight it has gathered, 1 − βᵗ, so that its mean is right from the first step.",
  },
  bias: {
    term: "bias",
    also: ["biased", "unbiased"],
    "zh-hant": "偏誤",
    meaning: "How far the mean of an estimate lies from what it estimates. In a model, the constant term is called bias too.",
  },
  condition: {
    term: "condition number",
    "zh-hant": "條件數",
    meaning: "The largest curvature divided by the smallest, κ = L/μ: how elongated the valley is.",
  },
  "ill-conditioned": {
    term: "ill-conditioned",
    also: ["ill-conditioning"],
    "zh-hant": "病態",
    meaning: "Having a large condition number, so that no one learning rate suits all directions.",
  },
  contour: {
    term: "contour line",
    also: ["contour"],
    "zh-hant": "等高線",
    meaning: "A line along which the loss is the same. The gradient is perpendicular to it.",
  },
  converge: {
    term: "converge",
    also: ["converges", "convergence", "converging"],
    "zh-hant": "收斂",
    meaning: "To come and stay as close to a limit as one likes, given enough steps.",
  },
  "convergence-rate": {
    term: "convergence rate",
    also: ["rate of convergence"],
    "zh-hant": "收斂速率",
    meaning: "The factor by which a step shrinks the error in the long run; the smaller, the faster.",
  },
  convex: {
    term: "convex",
    also: ["convexity"],
    "zh-hant": "凸",
    meaning: "Curved upwards everywhere: the straight line between two points of the graph is never below it. Every local minimum is then global.",
  },
  "critical-damping": {
    term: "critical damping",
    also: ["critically damped"],
    "zh-hant": "臨界阻尼",
    meaning: "Just enough friction that a motion returns to rest without swinging past it.",
  },
  curvature: {
    term: "curvature",
    "zh-hant": "曲率",
    meaning: "How fast the slope changes along a direction: the second derivative, an eigenvalue of the Hessian along its eigenvector.",
  },
  damping: { term: "damping", also: ["damped"], "zh-hant": "阻尼", meaning: "What takes speed out of a motion. In momentum it is 1 − β." },
  "decay-factor": {
    term: "decay factor",
    also: ["decay rate"],
    "zh-hant": "衰減係數",
    meaning: "The factor, β or ρ, by which a memory shrinks at each step.",
  },
  decoupled: {
    term: "decoupled weight decay",
    also: ["decoupled"],
    "zh-hant": "解耦權重衰減",
    meaning: "Weight decay that acts on the parameters directly, past the scale by which the gradient is divided.",
  },
  diverge: {
    term: "diverge",
    also: ["diverges", "divergence", "diverging"],
    "zh-hant": "發散",
    meaning: "To move away without bound, as gradient descent does beyond twice the inverse of the largest curvature.",
  },
  "effective-window": {
    term: "effective window",
    also: ["effective memory"],
    "zh-hant": "有效窗口",
    meaning: "How many of the last values an average mostly rests on: 1/(1 − β) steps, after which a weight has fallen to 1/e.",
  },
  eigenvalue: { term: "eigenvalue", "zh-hant": "特徵值", meaning: "The factor by which a matrix stretches a direction that it does not turn." },
  ema: {
    term: "exponential moving average",
    also: ["EMA", "EMAs"],
    "zh-hant": "指數移動平均",
    meaning: "An average in which a value’s weight fades by the factor β with every step that it gets older.",
  },
  epoch: { term: "epoch", "zh-hant": "訓練週期", meaning: "One pass over all training data. It has as many iterations as there are mini-batches." },
  "finite-differences": {
    term: "central difference",
    also: ["finite difference", "gradient check"],
    "zh-hant": "中央差分",
    meaning: "The slope measured from two nearby values of the function, one on each side: a check of a gradient written by hand.",
  },
  "first-moment": { term: "first moment", "zh-hant": "一階動差", meaning: "The mean; in an optimizer m, the memory of the gradient’s direction." },
  "full-batch": {
    term: "full batch",
    also: ["full-batch"],
    "zh-hant": "全批次",
    meaning: "All training data at once, whose mean gradient has no noise.",
  },
  generalization: {
    term: "generalization",
    also: ["generalizes", "generalize"],
    "zh-hant": "泛化",
    meaning: "How well what was learnt from the training data does on data not seen.",
  },
  "global-minimum": {
    term: "global minimum",
    also: ["global minima", "global optimum"],
    "zh-hant": "全域極小值",
    meaning: "A point where the loss is nowhere lower.",
  },
  gradient: { term: "gradient", "zh-hant": "梯度", meaning: "The vector of partial derivatives: it points to where the loss rises most steeply." },
  "gradient-descent": {
    term: "gradient descent",
    also: ["steepest descent"],
    "zh-hant": "梯度下降法",
    meaning: "Repeatedly subtracting α times the gradient.",
  },
  "half-life": {
    term: "half-life",
    also: ["half-lives"],
    "zh-hant": "半衰期",
    meaning: "After how many steps a weight has fallen to one half: ln 2 / ln(1/β).",
  },
  "heavy-ball": {
    term: "heavy ball",
    also: ["heavy-ball"],
    "zh-hant": "重球法",
    meaning: "Momentum as Polyak wrote it: β times the last step, corrected by the gradient.",
  },
  hessian: { term: "Hessian", "zh-hant": "黑塞矩陣", meaning: "The matrix of second derivatives: the curvature in all directions at once." },
  hyperparameter: {
    term: "hyperparameter",
    "zh-hant": "超參數",
    meaning: "A number that is chosen before the training and not learnt by it, such as α or β.",
  },
  iteration: { term: "iteration", "zh-hant": "迭代", meaning: "One step of the optimizer, on one batch." },
  "learning-rate": {
    term: "learning rate",
    "zh-hant": "學習率",
    meaning: "The factor α between the direction that an optimizer has found and the step that it makes.",
  },
  "local-minimum": {
    term: "local minimum",
    also: ["local minima", "local optimum", "local optima"],
    "zh-hant": "局部極小值",
    meaning: "A point that no nearby point undercuts.",
  },
  "look-ahead": {
    term: "look-ahead",
    also: ["look-ahead point", "lookahead"],
    "zh-hant": "前瞻點",
    meaning: "The point to which momentum alone would carry the parameters; Nesterov’s method takes the gradient there.",
  },
  loss: {
    term: "loss",
    also: ["losses", "loss function"],
    "zh-hant": "損失函數",
    meaning: "The number that training makes small: how wrong the model is on the data.",
  },
  "mini-batch": {
    term: "mini-batch",
    also: ["mini-batches", "minibatch"],
    "zh-hant": "小批次",
    meaning: "A few examples drawn from the data, whose mean gradient estimates that of all.",
  },
  momentum: { term: "momentum", "zh-hant": "動量", meaning: "A running sum of past gradients along which the step is made." },
  "noise-floor": {
    term: "noise floor",
    "zh-hant": "雜訊底",
    meaning: "The error below which a constant learning rate does not get, because every step brings in new noise.",
  },
  normalization: {
    term: "standardization",
    also: ["standardize", "standardized", "standardized features"],
    "zh-hant": "標準化",
    meaning: "Shifting and scaling features to mean 0 and standard deviation 1.",
  },
  optimizer: { term: "optimizer", "zh-hant": "最佳化器", meaning: "A rule that turns gradients into steps of the parameters." },
  oscillation: {
    term: "oscillation",
    also: ["oscillate", "oscillates", "zigzag", "zigzags"],
    "zh-hant": "振盪",
    meaning: "Moving to and fro across a minimum instead of along the way to it.",
  },
  overfitting: {
    term: "overfitting",
    also: ["overfit", "overfits"],
    "zh-hant": "過度配適",
    meaning: "Learning what is peculiar to the training data, at the cost of all other data.",
  },
  overshoot: { term: "overshoot", also: ["overshoots", "overshooting"], "zh-hant": "過衝", meaning: "How far a motion carries past its goal." },
  parameter: { term: "parameter", "zh-hant": "參數", meaning: "One of the numbers θ that training adjusts." },
  plateau: {
    term: "plateau",
    also: ["plateaus", "plateaux"],
    "zh-hant": "高原",
    meaning: "A region where the loss is nearly flat and gradients are small.",
  },
  preconditioning: {
    term: "preconditioning",
    also: ["precondition", "preconditioned", "preconditioner"],
    "zh-hant": "預條件",
    meaning: "Changing the coordinates, or dividing by a scale for each of them, so that the problem becomes rounder.",
  },
  quadratic: {
    term: "quadratic",
    "zh-hant": "二次函數",
    meaning: "A function with constant curvature; every smooth loss looks like one close to a minimum.",
  },
  ravine: { term: "ravine", "zh-hant": "狹谷", meaning: "A long valley, steep across and gentle along." },
  regret: {
    term: "regret",
    "zh-hant": "遺憾",
    meaning: "How much more was lost, summed over all steps, than by the best fixed parameters in hindsight.",
  },
  regularization: {
    term: "regularization",
    also: ["regularizer", "regularized"],
    "zh-hant": "正則化",
    meaning: "An addition to the loss that prefers simple solutions, such as λ/2 times the squared weights (L2).",
  },
  saddle: {
    term: "saddle point",
    also: ["saddle"],
    "zh-hant": "鞍點",
    meaning: "A stationary point that is a minimum along some directions and a maximum along others.",
  },
  schedule: {
    term: "schedule",
    also: ["learning-rate schedule"],
    "zh-hant": "排程",
    meaning: "A rule that changes the learning rate from step to step.",
  },
  "second-moment": {
    term: "second moment",
    "zh-hant": "二階動差",
    meaning: "The mean of the squares, not centred; in an optimizer v, the memory of the gradient’s scale. Not a variance.",
  },
  sgd: {
    term: "stochastic gradient descent",
    also: ["SGD"],
    "zh-hant": "隨機梯度下降",
    meaning: "Gradient descent with the gradient of a mini-batch in place of the gradient of all data.",
  },
  "sign-descent": {
    term: "sign descent",
    "zh-hant": "符號下降",
    meaning: "Steps of one size in each coordinate, only their signs taken from the gradient.",
  },
  snr: {
    term: "signal-to-noise ratio",
    also: ["SNR"],
    "zh-hant": "訊噪比",
    meaning: "The mean of a gradient divided by the standard deviation of its noise.",
  },
  sparse: {
    term: "sparse feature",
    also: ["sparse"],
    "zh-hant": "稀疏特徵",
    meaning: "A feature that is 0 in most examples, so that its parameter seldom gets a gradient.",
  },
  "spectral-radius": {
    term: "spectral radius",
    also: ["spectral radii"],
    "zh-hant": "譜半徑",
    meaning: "The largest modulus of a matrix’s eigenvalues: the factor of growth or decay in the long run when it is applied again and again.",
  },
  state: { term: "state", also: ["optimizer state"], "zh-hant": "狀態", meaning: "What an optimizer remembers between steps, such as m and v." },
  stationary: { term: "stationary point", "zh-hant": "駐點", meaning: "A point where the gradient is zero: a minimum, a maximum or a saddle point." },
  "step-size": {
    term: "step size",
    "zh-hant": "步長",
    meaning: "How far a step moves the parameters; often a name of the learning rate, which is only a factor of it.",
  },
  "terminal-speed": {
    term: "terminal speed",
    "zh-hant": "終端速度",
    meaning: "The speed at which a steady push and friction are in balance: α/(1 − β) times the gradient for momentum.",
  },
  variance: { term: "variance", "zh-hant": "變異數", meaning: "The mean squared distance from the mean." },
  velocity: { term: "velocity", "zh-hant": "速度", meaning: "What momentum keeps, in the forms in which α is already inside: the step itself." },
  "warm-up": {
    term: "warm-up",
    also: ["warmup"],
    "zh-hant": "暖身",
    meaning: "A few hundred or thousand first steps in which the learning rate grows from 0.",
  },
  "weight-decay": { term: "weight decay", "zh-hant": "權重衰減", meaning: "Shrinking all weights by a small factor at each step." },
};
