/**
 * The data of the cheat sheet: which optimizer, where it is taught, what each library calls it and how its formula differs there, and when to use it.
 * Formulas, state and defaults are not here: they are read from the code of `src/optim`.
 */
import * as optim from "../src/optim/index.ts";
import * as keras from "../src/optim/dialects/keras.ts";
import * as optax from "../src/optim/dialects/optax.ts";
import * as pytorch from "../src/optim/dialects/pytorch.ts";
import * as tfjs from "../src/optim/dialects/tfjs.ts";

export const libraries = { pytorch: "PyTorch", keras: "Keras", optax: "optax", tfjs: "TF.js" } as const;
export type Library = keyof typeof libraries;

interface Dialect {
  readonly defaults: Readonly<Record<string, unknown>>;
}

export interface InLibrary {
  /** What the library calls it. */
  call: string;
  of: Dialect;
  /** Options that must be set to get this method, with what is set: their defaults are shown too. */
  set?: Readonly<Record<string, string>>;
  /** Where the library's formula is another one: TeX; between parts that `,\\ ` sets apart a line may break. */
  differs?: string;
}

export interface CheatRow {
  name: string;
  /** Its file below `src/optim`. */
  file: string;
  /** The number of its chapter. */
  chapter: number;
  make(): optim.Optimizer<unknown>;
  /** Names of the file that are not the course's: TeX. */
  names?: Readonly<Record<string, string>>;
  libraries: Partial<Record<Library, InLibrary>>;
  use: Readonly<Record<"en" | "zh-hant", string>>;
}

const velocity = "u\\leftarrow\\beta u-\\alpha g,\\ \\theta\\leftarrow\\theta+u";
const inside = "\\sqrt{v+\\varepsilon}";
const epsHat = "\\frac{\\alpha\\sqrt{1-\\beta_2^t}}{1-\\beta_1^t}\\,\\frac{m}{\\sqrt v+\\varepsilon}";
const beta = { momentum: "β" };

export const cheatSheet: readonly CheatRow[] = [
  {
    name: "SGD", file: "sgd", chapter: 1, make: () => optim.sgd(),
    libraries: {
      pytorch: { call: "SGD", of: pytorch.sgd }, keras: { call: "SGD", of: keras.sgd },
      optax: { call: "sgd", of: optax.sgd }, tfjs: { call: "sgd", of: tfjs.sgd },
    },
    use: {
      en: "The baseline, and the cheapest. One α for all coordinates: scale the inputs, and lower α as the noise takes over.",
      "zh-hant": "基準，也最省。所有座標共用一個 α：先把輸入標準化，雜訊主導時再降低 α。",
    },
  },
  {
    name: "Momentum", file: "momentum", chapter: 4, make: () => optim.momentum(),
    libraries: {
      pytorch: { call: "SGD", of: pytorch.sgd, set: beta }, keras: { call: "SGD", of: keras.sgd, set: beta, differs: velocity },
      optax: { call: "sgd", of: optax.sgd, set: beta }, tfjs: { call: "momentum", of: tfjs.momentum, set: beta },
    },
    use: {
      en: "Ill-conditioned problems: √κ steps instead of κ. At β = 0.9 a steady step is ten times SGD’s, so copy no α from there.",
      "zh-hant": "病態問題：步數由 κ 變成 √κ。β = 0.9 時穩定的步長是 SGD 的十倍，別直接沿用 SGD 的 α。",
    },
  },
  {
    name: "NAG", file: "nesterov", chapter: 5, make: () => optim.nesterov(),
    libraries: {
      pytorch: { call: "SGD", of: pytorch.sgd, set: { ...beta, nesterov: "true" } },
      keras: { call: "SGD", of: keras.sgd, set: { ...beta, nesterov: "true" }, differs: "\\theta\\leftarrow\\theta+\\beta u-\\alpha g" },
      optax: { call: "sgd", of: optax.sgd, set: { ...beta, nesterov: "true" } },
      tfjs: { call: "momentum", of: tfjs.momentum, set: { ...beta, useNesterov: "true" } },
    },
    use: {
      en: "As momentum, with less overshoot in stiff directions. Its range of stable α is narrower than momentum’s.",
      "zh-hant": "與動量相同，但在陡峭方向過衝較小。穩定的 α 範圍比動量窄。",
    },
  },
  {
    name: "AdaGrad", file: "adagrad", chapter: 6, make: () => optim.adagrad(),
    libraries: {
      pytorch: { call: "Adagrad", of: pytorch.adagrad }, keras: { call: "Adagrad", of: keras.adagrad, differs: inside },
      optax: { call: "adagrad", of: optax.adagrad, differs: inside }, tfjs: { call: "adagrad", of: tfjs.adagrad, differs: "\\sqrt{v+10^{-7}}" },
    },
    use: {
      en: "Sparse features: what is rare keeps a large step. Steps only ever shrink, so not where the problem changes.",
      "zh-hant": "稀疏特徵：罕見的特徵保有大步長。步長只減不增，不適合會變動的問題。",
    },
  },
  {
    name: "RMSProp", file: "rmsprop", chapter: 7, make: () => optim.rmsprop(),
    libraries: {
      pytorch: { call: "RMSprop", of: pytorch.rmsprop }, keras: { call: "RMSprop", of: keras.rmsprop, differs: inside },
      optax: { call: "rmsprop", of: optax.rmsprop, differs: inside }, tfjs: { call: "rmsprop", of: tfjs.rmsprop, differs: inside },
    },
    use: {
      en: "Gradients whose scale changes over time. At a fixed α it hovers about the minimum; its first steps are α/√(1 − ρ).",
      "zh-hant": "梯度的尺度隨時間改變時。固定 α 會在極小值附近徘徊；最初的步長是 α/√(1 − ρ)。",
    },
  },
  {
    name: "RMSProp, centered", file: "centeredRmsprop", chapter: 7, make: () => optim.centeredRmsprop(),
    libraries: {
      pytorch: { call: "RMSprop", of: pytorch.rmsprop, set: { centered: "true" } },
      keras: { call: "RMSprop", of: keras.rmsprop, set: { centered: "true" }, differs: "\\sqrt{v-{\\bar g}^2+\\varepsilon}" },
      optax: { call: "rmsprop", of: optax.rmsprop, set: { centered: "true" }, differs: "\\sqrt{v-{\\bar g}^2+\\varepsilon}" },
      tfjs: { call: "rmsprop", of: tfjs.rmsprop, set: { centered: "true" }, differs: "\\sqrt{v-{\\bar g}^2-\\varepsilon}" },
    },
    use: {
      en: "Divides by the spread of the gradients instead of their size: longer steps where they agree.",
      "zh-hant": "除以梯度的離散程度而非大小：梯度一致時步長較長。",
    },
  },
  {
    name: "AdaDelta", file: "adadelta", chapter: 7, make: () => optim.adadelta(),
    libraries: {
      pytorch: { call: "Adadelta", of: pytorch.adadelta }, keras: { call: "Adadelta", of: keras.adadelta },
      optax: { call: "adadelta", of: optax.adadelta },
      tfjs: { call: "adadelta", of: tfjs.adadelta, differs: "\\sqrt{v_{t-1}+\\varepsilon}" },
    },
    use: {
      en: "No α to choose, but ε takes its place: it sets how fast the steps grow. Seldom used today.",
      "zh-hant": "不必選 α，但由 ε 取而代之：它決定步長成長的快慢。如今少用。",
    },
  },
  {
    name: "Adam", file: "adam", chapter: 8, make: () => optim.adam(),
    libraries: {
      pytorch: { call: "Adam", of: pytorch.adam }, keras: { call: "Adam", of: keras.adam, differs: epsHat },
      optax: { call: "adam", of: optax.adam }, tfjs: { call: "adam", of: tfjs.adam },
    },
    use: {
      en: "The first choice where little is known: a step of about α in each coordinate, whatever the gradient’s scale. Tune α all the same.",
      "zh-hant": "所知不多時的首選：不論梯度的尺度，每個座標的步長約為 α。但 α 仍需調整。",
    },
  },
  {
    name: "AdamW", file: "adamw", chapter: 9, make: () => optim.adamw(),
    libraries: {
      pytorch: { call: "AdamW", of: pytorch.adamw }, keras: { call: "AdamW", of: keras.adamw, differs: epsHat }, optax: { call: "adamw", of: optax.adamw },
    },
    use: {
      en: "Adam wherever weights decay: the decay is not divided by √v. The usual choice for transformers.",
      "zh-hant": "權重需要衰減時的 Adam：衰減不除以 √v。Transformer 的常用選擇。",
    },
  },
  {
    name: "AMSGrad", file: "amsgrad", chapter: 9, make: () => optim.amsgrad(),
    libraries: {
      pytorch: { call: "Adam", of: pytorch.adam, set: { amsgrad: "true" } },
      keras: { call: "Adam", of: keras.adam, set: { amsgrad: "true" }, differs: epsHat.replace("\\sqrt v", "\\sqrt{v^{\\max}}") },
      optax: { call: "amsgrad", of: optax.amsgrad, differs: "\\max\\hat v" },
    },
    use: {
      en: "Adam with a proof for the convex case: its scale never shrinks. For rare, large gradients with a short β₂ window.",
      "zh-hant": "在凸問題上有收斂證明的 Adam：尺度只增不減。用於 β₂ 窗口短而大梯度罕見時。",
    },
  },
  {
    name: "Adamax", file: "adamax", chapter: 9, make: () => optim.adamax(),
    libraries: {
      pytorch: { call: "Adamax", of: pytorch.adamax }, keras: { call: "Adamax", of: keras.adamax, differs: "|g|,\\ u+\\varepsilon" },
      optax: { call: "adamax", of: optax.adamax }, tfjs: { call: "adamax", of: tfjs.adamax, differs: "|g|,\\ u+\\varepsilon" },
    },
    use: {
      en: "Adam whose scale is a fading maximum: a spike takes full effect at once. Seldom used.",
      "zh-hant": "以逐漸消退的最大值為尺度的 Adam：突波立即完全反映。少用。",
    },
  },
  {
    name: "Nadam", file: "nadam", chapter: 9, make: () => optim.nadam(),
    libraries: {
      pytorch: { call: "NAdam", of: pytorch.nadam, differs: "\\beta_1\\to\\beta_1(1-\\tfrac12 0.96^{0.004t})" },
      keras: { call: "Nadam", of: keras.nadam, differs: "\\beta_1\\to\\beta_1(1-\\tfrac12 0.96^{t})" }, optax: { call: "nadam", of: optax.nadam },
    },
    use: {
      en: "Adam with NAG’s look-ahead: its first steps are longer than α. A small change; compare before you switch.",
      "zh-hant": "加上 NAG 前瞻的 Adam：最初的步長大於 α。差別不大，換用前先比較。",
    },
  },
  {
    name: "RAdam", file: "radam", chapter: 9, make: () => optim.radam(), names: { rho: "\\rho_t" },
    libraries: {
      pytorch: { call: "RAdam", of: pytorch.radam, differs: "\\rho_t>5,\\ \\frac{\\sqrt{1-\\beta_2^t}}{\\sqrt v+\\varepsilon}" },
      optax: { call: "radam", of: optax.radam, differs: "\\rho_t\\ge5" },
    },
    use: {
      en: "Adam with a warm-up that follows from β₂: momentum first, until v has seen enough steps to be trusted.",
      "zh-hant": "暖身由 β₂ 自動決定的 Adam：v 累積足夠步數前先用動量。",
    },
  },
  {
    name: "Lion", file: "lion", chapter: 9, make: () => optim.lion(),
    libraries: { keras: { call: "Lion", of: keras.lion }, optax: { call: "lion", of: optax.lion } },
    use: {
      en: "Half of Adam’s state. Every step is ±α: choose α 3 to 10 times smaller than for AdamW, and λ as much larger.",
      "zh-hant": "狀態只有 Adam 的一半。每步都是 ±α：α 取 AdamW 的 1/3 到 1/10，λ 相應放大。",
    },
  },
  {
    name: "Muon", file: "muon", chapter: 9, make: () => optim.muon({ rows: 1, columns: 1 }),
    libraries: {
      pytorch: { call: "Muon", of: pytorch.muon, differs: "(1-\\beta)g+\\beta m,\\ \\alpha\\sqrt{\\max(1,\\frac rc)}" },
      keras: { call: "Muon", of: keras.muon, differs: "g+\\beta m,\\ \\alpha\\sqrt{\\max(1,\\frac rc)}" },
    },
    use: {
      en: "Weight matrices of hidden layers only; embeddings, biases and the output layer stay with AdamW.",
      "zh-hant": "只用於隱藏層的權重矩陣；嵌入、偏差項與輸出層仍用 AdamW。",
    },
  },
];
