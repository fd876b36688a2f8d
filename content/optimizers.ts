/**
 * What the course says of each optimizer: its name and its look in plots, where it is taught, what each library calls it and how its formula differs
 * there, and when to use it. In the order in which the course meets them, which is that of legends and of the cheat sheet.
 * Formulas, state and defaults are not here: they are read from the code of `src/optim`.
 */
import type { Locale } from "../src/i18n/locales.ts";
import type { OptimizerName } from "../src/optim/index.ts";
import type { Dash, Ink } from "../src/plot/inks.ts";

export const libraries = { pytorch: "PyTorch", keras: "Keras", optax: "optax", tfjs: "TF.js" } as const;
export type Library = keyof typeof libraries;

export interface InLibrary {
  /** What the library calls it. */
  call: string;
  /** Options that must be set to get this method, with what is set: their defaults are shown too. */
  set?: Readonly<Record<string, string>>;
  /** Where the library's formula is another one: TeX; between parts that `,\\ ` sets apart a line may break. */
  differs?: string;
}

/** How plots show it. Its label, made a CSS variable, is its colour: `--opt-ema-momentum`. */
export interface Look {
  /** What a chapter calls it. */
  label: string;
  /** Other names that mean the same, without regard to case; the name of its function is one by itself. */
  aliases?: readonly string[];
  /** A family shares a colour, its members differ by the dash. */
  ink: Ink;
  dash: Dash;
}

/** A row of the cheat sheet. */
export interface Taught extends Look {
  /** The number of its chapter. */
  chapter: number;
  /** Names of the file that are not the course's: TeX. */
  names?: Readonly<Record<string, string>>;
  libraries: Partial<Record<Library, InLibrary>>;
  use: Readonly<Record<Locale, string>>;
}

/**
 * Another way to write an optimizer of the sheet: without a row there, and without a look of its own where it has none here. `hasItsOptions`: with the same
 * options it is the same method, in other variables.
 */
export type Form = { formOf: OptimizerName; hasItsOptions?: true } & (Look | Partial<Record<keyof Look, undefined>>);

export type CourseRecord = (Taught & { formOf?: undefined }) | Form;

const velocity = "u\\leftarrow\\beta u-\\alpha g,\\ \\theta\\leftarrow\\theta+u";
const inside = "\\sqrt{v+\\varepsilon}";
const epsHat = "\\frac{\\alpha\\sqrt{1-\\beta_2^t}}{1-\\beta_1^t}\\,\\frac{m}{\\sqrt v+\\varepsilon}";
const beta = { momentum: "β" };

export const optimizers = {
  sgd: {
    label: "SGD",
    aliases: ["GD", "gradient descent", "mini-batch SGD"],
    ink: "grey",
    dash: "full",
    chapter: 1,
    libraries: { pytorch: { call: "SGD" }, keras: { call: "SGD" }, optax: { call: "sgd" }, tfjs: { call: "sgd" } },
    use: {
      en: "The baseline, and the cheapest. One α for all coordinates: scale the inputs, and lower α as the noise takes over.",
      "zh-hant": "基準，也最省。所有座標共用一個 α：先把輸入標準化，雜訊主導時再降低 α。",
    },
  },
  momentum: {
    label: "Momentum",
    aliases: ["HB", "heavy ball", "SGD momentum", "SGD with momentum", "Polyak momentum"],
    ink: "blue",
    dash: "full",
    chapter: 4,
    libraries: {
      pytorch: { call: "SGD", set: beta },
      keras: { call: "SGD", set: beta, differs: velocity },
      optax: { call: "sgd", set: beta },
      tfjs: { call: "momentum", set: beta },
    },
    use: {
      en: "Ill-conditioned problems: √κ steps instead of κ. At β = 0.9 a steady step is ten times SGD’s, so copy no α from there.",
      "zh-hant": "病態問題：步數由 κ 變成 √κ。β = 0.9 時穩定的步長是 SGD 的十倍，別直接沿用 SGD 的 α。",
    },
  },
  emaMomentum: { formOf: "momentum", label: "EMA momentum", aliases: ["momentum (EMA)", "EMA-momentum"], ink: "blue", dash: "dotted" },
  sutskeverMomentum: { formOf: "momentum", hasItsOptions: true, label: "Sutskever momentum", ink: "blue", dash: "dashed" },
  nesterov: {
    label: "NAG",
    aliases: ["Nesterov momentum", "Nesterov accelerated gradient"],
    ink: "purple",
    dash: "full",
    chapter: 5,
    libraries: {
      pytorch: { call: "SGD", set: { ...beta, nesterov: "true" } },
      keras: { call: "SGD", set: { ...beta, nesterov: "true" }, differs: "\\theta\\leftarrow\\theta+\\beta u-\\alpha g" },
      optax: { call: "sgd", set: { ...beta, nesterov: "true" } },
      tfjs: { call: "momentum", set: { ...beta, useNesterov: "true" } },
    },
    use: {
      en: "As momentum, with less overshoot in stiff directions. Its range of stable α is narrower than momentum’s.",
      "zh-hant": "與動量相同，但在陡峭方向過衝較小。穩定的 α 範圍比動量窄。",
    },
  },
  nesterovLookahead: { formOf: "nesterov", hasItsOptions: true },
  adagrad: {
    label: "AdaGrad",
    ink: "amber",
    dash: "full",
    chapter: 6,
    libraries: {
      pytorch: { call: "Adagrad" },
      keras: { call: "Adagrad", differs: inside },
      optax: { call: "adagrad", differs: inside },
      tfjs: { call: "adagrad", differs: "\\sqrt{v+10^{-7}}" },
    },
    use: {
      en: "Sparse features: what is rare keeps a large step. Steps only ever shrink, so not where the problem changes.",
      "zh-hant": "稀疏特徵：罕見的特徵保有大步長。步長只減不增，不適合會變動的問題。",
    },
  },
  rmsprop: {
    label: "RMSProp",
    ink: "teal",
    dash: "full",
    chapter: 7,
    libraries: {
      pytorch: { call: "RMSprop" },
      keras: { call: "RMSprop", differs: inside },
      optax: { call: "rmsprop", differs: inside },
      tfjs: { call: "rmsprop", differs: inside },
    },
    use: {
      en: "Gradients whose scale changes over time. At a fixed α it hovers about the minimum; its first steps are α/√(1 − ρ).",
      "zh-hant": "梯度的尺度隨時間改變時。固定 α 會在極小值附近徘徊；最初的步長是 α/√(1 − ρ)。",
    },
  },
  centeredRmsprop: {
    label: "centered RMSProp",
    aliases: ["RMSProp (centered)", "RMSProp centered"],
    ink: "teal",
    dash: "dotted",
    chapter: 7,
    libraries: {
      pytorch: { call: "RMSprop", set: { centered: "true" } },
      keras: { call: "RMSprop", set: { centered: "true" }, differs: "\\sqrt{v-{\\bar g}^2+\\varepsilon}" },
      optax: { call: "rmsprop", set: { centered: "true" }, differs: "\\sqrt{v-{\\bar g}^2+\\varepsilon}" },
      tfjs: { call: "rmsprop", set: { centered: "true" }, differs: "\\sqrt{v-{\\bar g}^2-\\varepsilon}" },
    },
    use: {
      en: "Divides by the spread of the gradients instead of their size: longer steps where they agree.",
      "zh-hant": "除以梯度的離散程度而非大小：梯度一致時步長較長。",
    },
  },
  adadelta: {
    label: "AdaDelta",
    ink: "amber",
    dash: "dashed",
    chapter: 7,
    libraries: {
      pytorch: { call: "Adadelta" },
      keras: { call: "Adadelta" },
      optax: { call: "adadelta" },
      tfjs: { call: "adadelta", differs: "\\sqrt{v_{t-1}+\\varepsilon}" },
    },
    use: {
      en: "No α to choose, but ε takes its place: it sets how fast the steps grow. Seldom used today.",
      "zh-hant": "不必選 α，但由 ε 取而代之：它決定步長成長的快慢。如今少用。",
    },
  },
  adam: {
    label: "Adam",
    ink: "red",
    dash: "full",
    chapter: 8,
    libraries: { pytorch: { call: "Adam" }, keras: { call: "Adam", differs: epsHat }, optax: { call: "adam" }, tfjs: { call: "adam" } },
    use: {
      en: "The first choice where little is known: a step of about α in each coordinate, whatever the gradient’s scale. Tune α all the same.",
      "zh-hant": "所知不多時的首選：不論梯度的尺度，每個座標的步長約為 α。但 α 仍需調整。",
    },
  },
  adamw: {
    label: "AdamW",
    ink: "red",
    dash: "dashed",
    chapter: 9,
    libraries: { pytorch: { call: "AdamW" }, keras: { call: "AdamW", differs: epsHat }, optax: { call: "adamw" } },
    use: {
      en: "Adam wherever weights decay: the decay is not divided by √v. The usual choice for transformers.",
      "zh-hant": "權重需要衰減時的 Adam：衰減不除以 √v。Transformer 的常用選擇。",
    },
  },
  amsgrad: {
    label: "AMSGrad",
    ink: "plum",
    dash: "full",
    chapter: 9,
    libraries: {
      pytorch: { call: "Adam", set: { amsgrad: "true" } },
      keras: { call: "Adam", set: { amsgrad: "true" }, differs: epsHat.replace("\\sqrt v", "\\sqrt{v^{\\max}}") },
      optax: { call: "amsgrad", differs: "\\max\\hat v" },
    },
    use: {
      en: "Adam with a proof for the convex case, repaired in 2019: it keeps the largest v. For rare, large gradients with a short β₂ window.",
      "zh-hant": "在凸問題上有收斂證明（2019 年補正）的 Adam：保留最大的 v。用於 β₂ 窗口短而大梯度罕見時。",
    },
  },
  adopt: {
    label: "ADOPT",
    ink: "plum",
    dash: "dotted",
    chapter: 9,
    libraries: {},
    use: {
      en: "Adam that converges with any β₂: v never holds the gradient that it divides. Start v on a gradient that is not near 0.",
      "zh-hant": "任何 β₂ 都收斂的 Adam：v 不含它所除的那個梯度。第一個梯度不宜接近 0。",
    },
  },
  adamax: {
    label: "Adamax",
    ink: "plum",
    dash: "dashed",
    chapter: 9,
    libraries: {
      pytorch: { call: "Adamax" },
      keras: { call: "Adamax", differs: "|g|,\\ u+\\varepsilon" },
      optax: { call: "adamax" },
      tfjs: { call: "adamax", differs: "|g|,\\ u+\\varepsilon" },
    },
    use: {
      en: "Adam whose scale is a fading maximum: a spike takes full effect at once. Seldom used.",
      "zh-hant": "以逐漸消退的最大值為尺度的 Adam：突波立即完全反映。少用。",
    },
  },
  nadam: {
    label: "Nadam",
    ink: "purple",
    dash: "dashed",
    chapter: 9,
    libraries: {
      pytorch: { call: "NAdam", differs: "\\beta_1\\to\\beta_1(1-\\tfrac12 0.96^{0.004t})" },
      keras: { call: "Nadam", differs: "\\beta_1\\to\\beta_1(1-\\tfrac12 0.96^{t})" },
      optax: { call: "nadam" },
    },
    use: {
      en: "Adam with NAG’s look-ahead: its first steps are longer than α. A small change; compare before you switch.",
      "zh-hant": "加上 NAG 前瞻的 Adam：最初的步長大於 α。差別不大，換用前先比較。",
    },
  },
  radam: {
    label: "RAdam",
    ink: "red",
    dash: "dotted",
    chapter: 9,
    names: { rho: "\\rho_t" },
    libraries: {
      pytorch: { call: "RAdam", differs: "\\rho_t>5,\\ \\frac{\\sqrt{1-\\beta_2^t}}{\\sqrt v+\\varepsilon}" },
      optax: { call: "radam", differs: "\\rho_t\\ge5" },
    },
    use: {
      en: "Adam with a warm-up that follows from β₂: momentum first, until v has seen enough steps to be trusted.",
      "zh-hant": "暖身由 β₂ 自動決定的 Adam：v 累積足夠步數前先用動量。",
    },
  },
  lion: {
    label: "Lion",
    ink: "green",
    dash: "full",
    chapter: 9,
    libraries: { keras: { call: "Lion" }, optax: { call: "lion" } },
    use: {
      en: "Half of Adam’s state. Every step is ±α: choose α 3 to 10 times smaller than for AdamW, and λ as much larger.",
      "zh-hant": "狀態只有 Adam 的一半。每步都是 ±α：α 取 AdamW 的 1/3 到 1/10，λ 相應放大。",
    },
  },
  adafactor: {
    label: "Adafactor",
    ink: "amber",
    dash: "dotted",
    chapter: 9,
    names: {
      R: "R_i",
      C: "C_j",
      U: "U",
      beta2T: "{\\hat\\beta_{2t}}",
      rowSum: "\\textstyle\\sum_j(g_{ij}^2+\\varepsilon)",
      columnSum: "\\textstyle\\sum_i(g_{ij}^2+\\varepsilon)",
      total: "\\textstyle\\sum_i R_i",
      rms: "\\operatorname{RMS}(U)",
    },
    libraries: {},
    use: {
      en: "Very large matrices where Adam’s v does not fit: rows + columns numbers instead of rows × columns.",
      "zh-hant": "放不下 Adam 的 v 的大型矩陣：只存「列數＋行數」個數，而非「列數×行數」個。",
    },
  },
  shampoo: {
    label: "Shampoo",
    ink: "green",
    dash: "dotted",
    chapter: 9,
    names: { L: "P", R: "Q", GGt: "gg^\\top", GtG: "g^\\top g", X: "(P^{-1/4}\\, g\\, Q^{-1/4})" },
    libraries: {},
    use: {
      en: "Weight matrices whose rows and columns are correlated, where two roots of matrices, made every few steps, can be paid for.",
      "zh-hant": "列與行彼此相關的權重矩陣，且負擔得起每隔幾步計算兩個矩陣的根。",
    },
  },
  soap: {
    label: "SOAP",
    ink: "teal",
    dash: "dashed",
    chapter: 9,
    names: {
      L: "P",
      R: "Q",
      QL: "V_P",
      QR: "V_Q",
      GGt: "gg^\\top",
      GtG: "g^\\top g",
      gTurned: "(V_P^\\top g\\, V_Q)",
      mTurned: "V_P^\\top m\\, V_Q",
      XBack: "V_P X V_Q^\\top",
    },
    libraries: {},
    use: {
      en: "As Shampoo, with Adam’s options and habits. Its program renews the eigenbasis every ten steps.",
      "zh-hant": "同 Shampoo，但沿用 Adam 的選項與習慣。其程式每十步更新一次特徵基底。",
    },
  },
  muon: {
    label: "Muon",
    ink: "green",
    dash: "dashed",
    chapter: 9,
    libraries: {
      pytorch: { call: "Muon", differs: "(1-\\beta)g+\\beta m,\\ \\alpha\\sqrt{\\max(1,\\frac rc)}" },
      keras: { call: "Muon", differs: "g+\\beta m,\\ \\alpha\\sqrt{\\max(1,\\frac rc)}" },
    },
    use: {
      en: "Weight matrices of hidden layers only; embeddings, biases and the output layer stay with AdamW.",
      "zh-hant": "只用於隱藏層的權重矩陣；嵌入、偏差項與輸出層仍用 AdamW。",
    },
  },
  scheduleFree: {
    label: "Schedule-Free",
    aliases: ["Schedule-Free SGD"],
    ink: "grey",
    dash: "dashed",
    chapter: 9,
    names: { z: "z", x: "x" },
    libraries: {},
    use: {
      en: "Runs whose length is not known beforehand: an average takes the place of a falling α. Measure the loss at x, not at θ.",
      "zh-hant": "事先不知道要跑多久時：以平均取代遞減的 α。損失要在 x 處量，不在 θ。",
    },
  },
  scheduleFreeAdamw: { formOf: "scheduleFree", label: "Schedule-Free AdamW", aliases: ["AdamWScheduleFree"], ink: "grey", dash: "dotted" },
} satisfies Record<OptimizerName, CourseRecord>;
