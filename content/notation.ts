/**
 * The one symbol table of the course: hover text, the glossary and the checks of formulas read it. One symbol has one meaning in
 * every chapter, and is spelt in code as `code` says.
 */
import type { Locale } from "../src/i18n/locales.ts";

export interface NotationEntry {
  /** As written in a formula, for KaTeX. */
  tex: string;
  /** As spelt in code; null where code never names it. */
  code: string | null;
  meaning: Readonly<Record<Locale, string>>;
  /**
   * Its unit, for a loss in ℓ and a parameter in u: the gradient is then in ℓ/u. "1" is a pure number, and "" says that the
   * unit differs between chapters or coordinates.
   */
  unit: string;
  /** n is the number of parameters. A vector's entries may have different units u. */
  shape: "scalar" | "n" | "n × n" | "rows × rows" | "columns × columns" | "function";
  /** File name of the chapter that defines it, without its extension. */
  chapter: string;
}

const entries = {
  // The problem
  theta: ["\\theta", "theta", "parameters, overwritten by every step", "參數,每一步都會更新", "u", "n", "00-framework"],
  thetaStar: ["\\theta^*", "optimum", "a minimizer of the loss", "使損失最小的參數", "u", "n", "01-sgd"],
  n: ["n", "n", "number of parameters", "參數的個數", "1", "scalar", "00-framework"],
  f: ["f", "f", "loss to be minimized", "要最小化的損失", "ℓ", "function", "00-framework"],
  ft: [
    "f_t",
    null,
    "loss that step t sees: the whole of f, or its estimate on a mini-batch",
    "第 t 步看到的損失:完整的 f,或小批次上的估計",
    "ℓ",
    "function",
    "00-framework",
  ],
  g: ["g", "g", "gradient of the loss that the step sees", "該步損失的梯度", "ℓ/u", "n", "00-framework"],
  hessian: ["H", "hessian", "matrix of second derivatives (Hessian)", "二階導數矩陣(黑塞矩陣)", "ℓ/u²", "n × n", "01-sgd"],
  lambda: ["\\lambda", "lambda", "curvature along one direction: an eigenvalue of H", "沿某一方向的曲率:H 的特徵值", "ℓ/u²", "scalar", "01-sgd"],
  L: ["L", "L", "largest curvature", "最大曲率", "ℓ/u²", "scalar", "01-sgd"],
  mu: ["\\mu", "mu", "smallest curvature", "最小曲率", "ℓ/u²", "scalar", "01-sgd"],
  kappa: ["\\kappa", "kappa", "condition number L/μ", "條件數 L/μ", "1", "scalar", "01-sgd"],

  // The four steps
  t: ["t", "t", "step counter, from 1", "步數,從 1 起算", "1", "scalar", "00-framework"],
  T: ["T", "T", "number of steps of the whole run", "整個過程的總步數", "1", "scalar", "01-sgd"],
  m: ["m", "m", "first moment: the memory of direction", "一階動差:對方向的記憶", "ℓ/u", "n", "00-framework"],
  v: ["v", "v", "second moment (uncentred): the memory of scale", "二階動差(未置中):對尺度的記憶", "ℓ²/u²", "n", "00-framework"],
  mHat: ["\\hat m", "mHat", "bias-corrected first moment", "偏差修正後的一階動差", "ℓ/u", "n", "03-bias-correction"],
  vHat: ["\\hat v", "vHat", "bias-corrected second moment", "偏差修正後的二階動差", "ℓ²/u²", "n", "03-bias-correction"],
  delta: ["\\Delta", "delta", "the step: what is subtracted from θ", "步伐:從 θ 減去的量", "u", "n", "00-framework"],
  reach: [
    "D_\\infty",
    null,
    "largest distance of a parameter from its best value, in one coordinate",
    "任一座標上參數與最佳值的最大距離",
    "u",
    "scalar",
    "06-adagrad",
  ],
  regret: [
    "\\mathrm{Regret}_T",
    null,
    "loss of T steps in excess of the best constant choice",
    "前 T 步的損失超出最佳固定選擇的部分",
    "ℓ",
    "scalar",
    "06-adagrad",
  ],
  D: ["D", "D", "average of the squares of past steps, in AdaDelta", "AdaDelta 中過去步伐平方的移動平均", "u²", "n", "07-rmsprop-adadelta"],
  gBar: ["\\bar g", "gBar", "average of the gradients, in centered RMSProp", "梯度的移動平均(置中版 RMSProp)", "ℓ/u", "n", "07-rmsprop-adadelta"],

  u: [
    "u",
    "u",
    "velocity: the last move of θ, with α inside; in Adamax, the decayed maximum of |g|",
    "速度:θ 上一次的位移,學習率已含在內;在 Adamax 中為 |g| 的衰減最大值",
    "",
    "n",
    "04-momentum",
  ],
  lookAhead: ["\\tilde\\theta", "ahead", "where the velocity alone would carry θ", "僅憑速度 θ 會到達的點", "u", "n", "05-nag"],

  // What the author of a run chooses
  lr: ["\\alpha", "lr", "learning rate", "學習率", "", "scalar", "00-framework"],
  beta: ["\\beta", "beta", "decay of an average or of a momentum", "平均或動量的衰減係數", "1", "scalar", "02-ema"],
  beta1: ["\\beta_1", "beta1", "decay of the first moment", "一階動差的衰減係數", "1", "scalar", "03-bias-correction"],
  beta2: ["\\beta_2", "beta2", "decay of the second moment", "二階動差的衰減係數", "1", "scalar", "03-bias-correction"],
  rho: [
    "\\rho",
    "rho",
    "decay of the second moment where a paper calls it so",
    "二階動差的衰減係數(依論文寫法)",
    "1",
    "scalar",
    "07-rmsprop-adadelta",
  ],
  eps: ["\\varepsilon", "eps", "small constant that keeps a division finite", "避免除以零的小常數", "", "scalar", "00-framework"],

  // Beyond Adam
  weightDecay: ["\\lambda", "weightDecay", "strength of weight decay", "權重衰減的強度", "", "scalar", "09-beyond-adam"],
  vMax: ["v^{\\max}", "vMax", "largest second moment so far (AMSGrad)", "至今最大的二階動差(AMSGrad)", "ℓ²/u²", "n", "09-beyond-adam"],
  rhoT: [
    "\\rho_t",
    "rhoT",
    "number of gradients that the second moment rests on after t steps (RAdam)",
    "第 t 步時二階動差所依據的梯度個數(RAdam)",
    "1",
    "scalar",
    "09-beyond-adam",
  ],
  rhoMax: ["\\rho_\\infty", "rhoMax", "the same in the long run", "上述個數的極限", "1", "scalar", "09-beyond-adam"],
  rectification: ["r_t", "rT", "share of the step that RAdam takes", "RAdam 所採步長的比例", "1", "scalar", "09-beyond-adam"],
  mixture: [
    "c_t",
    "cT",
    "average and newest gradient mixed, of which Lion takes the sign",
    "平均與最新梯度的混合,Lion 取其符號",
    "ℓ/u",
    "n",
    "09-beyond-adam",
  ],
  orthogonal: [
    "X",
    "X",
    "the momentum as a matrix, its singular values brought near 1 (Muon)",
    "動量矩陣,其奇異值接近 1(Muon)",
    "1",
    "n",
    "09-beyond-adam",
  ],

  gradientMatrix: ["G_t", null, "gradient of a layer, as a matrix", "某一層的梯度,寫成矩陣", "ℓ/u", "n", "09-beyond-adam"],
  rowMoment: [
    "P_t",
    null,
    "second moment of the rows of a layer’s gradient, a matrix (Shampoo, SOAP)",
    "某層梯度各列的二階動差,為一矩陣(Shampoo、SOAP)",
    "ℓ²/u²",
    "rows × rows",
    "09-beyond-adam",
  ],
  columnMoment: [
    "Q_t",
    null,
    "second moment of the columns of a layer’s gradient, a matrix (Shampoo, SOAP)",
    "某層梯度各行的二階動差,為一矩陣(Shampoo、SOAP)",
    "ℓ²/u²",
    "columns × columns",
    "09-beyond-adam",
  ],
  rowSum: ["R_i", null, "sum of v over row i of a layer (Adafactor)", "某層第 i 列的 v 之和(Adafactor)", "ℓ²/u²", "scalar", "09-beyond-adam"],
  columnSum: ["C_j", null, "sum of v over column j of a layer (Adafactor)", "某層第 j 行的 v 之和(Adafactor)", "ℓ²/u²", "scalar", "09-beyond-adam"],

  // Rates and noise
  fraction: ["\\delta", null, "fraction of the first error that a run is to reach", "希望誤差縮小到的比例", "1", "scalar", "01-sgd"],
  rate: ["r", "rate", "factor by which the error shrinks in one step, at worst", "每一步誤差縮小的倍率(最壞情形)", "1", "scalar", "01-sgd"],
  N: ["N", "N", "number of examples in the data", "資料的筆數", "1", "scalar", "01-sgd"],
  B: ["B", "B", "batch size", "批次大小", "1", "scalar", "01-sgd"],
  gB: ["g_B", "gB", "gradient averaged over a mini-batch of B examples", "在 B 筆小批次上平均的梯度", "ℓ/u", "n", "01-sgd"],
  xi: ["\\xi", "xi", "noise of a gradient: zero mean", "梯度的雜訊,平均為零", "ℓ/u", "n", "01-sgd"],
  sigma1: ["\\sigma_1", null, "standard deviation of the gradient of one example", "單一資料梯度的標準差", "ℓ/u", "scalar", "01-sgd"],
  sigma: ["\\sigma", "sigma", "standard deviation of the gradient's noise", "梯度雜訊的標準差", "ℓ/u", "scalar", "01-sgd"],
} as const satisfies Record<string, readonly [string, string | null, string, string, string, NotationEntry["shape"], string]>;

export type NotationName = keyof typeof entries;

/** Every symbol by its name: `notation.lr.tex` is `\alpha`. */
export const notation = Object.fromEntries(
  Object.entries(entries).map(([name, [tex, code, en, zhHant, unit, shape, chapter]]) => [
    name,
    { tex, code, meaning: { en, "zh-hant": zhHant }, unit, shape, chapter },
  ]),
) as Readonly<Record<NotationName, NotationEntry>>;

/** By chapter: symbols that are another one there, because all papers on its subject write that so. */
export const readAs: Readonly<Record<string, Readonly<Partial<Record<NotationName, NotationName>>>>> = {
  "09-beyond-adam": { lambda: "weightDecay" },
};
