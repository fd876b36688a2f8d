/**
 * The numbered lines of each optimizer's file, in order: line k is the one that ends in `// (k)`. They are copies, without `const`
 * and without indices; a test compares them with the files, so what a step-through shows is what the file does.
 */
export const equations: Readonly<Record<string, readonly string[]>> = {
  sgd: ["theta -= alpha * g"],
  momentum: ["m = beta * m + g", "theta -= alpha * m"],
  emaMomentum: ["m = beta * m + (1 - beta) * g", "theta -= alpha * m"],
  sutskeverMomentum: ["u = beta * u - alpha * g", "theta += u"],
  nesterov: ["m = beta * m + g", "theta -= alpha * (g + beta * m)"],
  nesterovLookahead: ["ahead = theta + b * u", "u = b * u - alpha * g", "theta += u"],
  adagrad: ["v += g ** 2", "theta -= (alpha * g) / (Math.sqrt(v) + eps)"],
  rmsprop: ["v = rho * v + (1 - rho) * g ** 2", "theta -= (alpha * g) / (Math.sqrt(v) + eps)"],
  centeredRmsprop: [
    "v = rho * v + (1 - rho) * g ** 2",
    "gBar = rho * gBar + (1 - rho) * g",
    "theta -= (alpha * g) / (Math.sqrt(v - gBar ** 2) + eps)",
  ],
  adadelta: [
    "v = rho * v + (1 - rho) * g ** 2",
    "delta = (Math.sqrt(D + eps) / Math.sqrt(v + eps)) * g",
    "D = rho * D + (1 - rho) * delta ** 2",
    "theta -= alpha * delta",
  ],
  adam: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = m / mass1",
    "vHat = v / mass2",
    "theta -= (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  adamw: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = m / mass1",
    "vHat = v / mass2",
    "theta = keep * theta - (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  amsgrad: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "vMax = Math.max(vMax, v)",
    "mHat = m / mass1",
    "vHat = vMax / mass2",
    "theta -= (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  adamax: [
    "m = beta1 * m + (1 - beta1) * g",
    "u = Math.max(beta2 * u, Math.abs(g) + eps)",
    "mHat = m / mass1",
    "theta -= (alpha * mHat) / u",
  ],
  nadam: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = (beta1 * m) / next1 + ((1 - beta1) * g) / mass1",
    "vHat = v / mass2",
    "theta -= (alpha * mHat) / (Math.sqrt(vHat) + eps)",
  ],
  radam: [
    "rhoMax = 2 / (1 - beta2) - 1",
    "rhoT = rhoMax - (2 * t * (1 - mass2)) / mass2",
    "rT = Math.sqrt(((rhoT - 4) * (rhoT - 2) * rhoMax) / ((rhoMax - 4) * (rhoMax - 2) * rhoT))",
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g ** 2",
    "mHat = m / mass1",
    "vHat = v / mass2",
    "theta -= rhoT > 4 ? (alpha * rT * mHat) / (Math.sqrt(vHat) + eps) : alpha * mHat",
  ],
  lion: [
    "cT = beta1 * m + (1 - beta1) * g",
    "theta -= alpha * (Math.sign(cT) + weightDecay * theta)",
    "m = beta2 * m + (1 - beta2) * g",
  ],
  muon: ["m = beta * m + g", "X = m / norm", "newtonSchulz(X, rows, columns, 5, work)", "theta -= alpha * X"],
};

/** What is known of every step, whoever made it: Δ is what was subtracted. */
export const anyStep: readonly string[] = ["theta -= delta"];

/** What the files compute once a step, before their numbered lines. `length` is the root of the sum of squares. */
export const definitions: Readonly<Record<string, string>> = {
  mass1: "1 - beta1 ** t",
  mass2: "1 - beta2 ** t",
  next1: "1 - beta1 ** (t + 1)",
  keep: "1 - alpha * weightDecay",
  norm: "length(m) + eps",
  b: "beta",
};

/** How a name is written: in formulas, and in plain text. What changes from step to step has an index in both. */
export const symbols: Readonly<Record<string, readonly [tex: string, text: string]>> = {
  theta: ["\\theta", "θ"], g: ["g", "g"], m: ["m", "m"], v: ["v", "v"], u: ["u", "u"], cT: ["c_t", "c"], D: ["D", "D"], X: ["X", "X"],
  mHat: ["\\hat m", "m̂"], vHat: ["\\hat v", "v̂"], vMax: ["v^{\\max}", "vᵐᵃˣ"], gBar: ["\\bar g", "ḡ"], delta: ["\\Delta", "Δ"],
  ahead: ["\\tilde\\theta", "θ̃"], rT: ["r_t", "r"], rhoT: ["\\rho_t", "ρ"], rhoMax: ["\\rho_\\infty", "ρ∞"],
  t: ["t", "t"], alpha: ["\\alpha", "α"], beta: ["\\beta", "β"], beta1: ["\\beta_1", "β₁"], beta2: ["\\beta_2", "β₂"], rho: ["\\rho", "ρ"],
  eps: ["\\varepsilon", "ε"], weightDecay: ["\\lambda", "λ"],
};
