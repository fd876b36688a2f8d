import { solved, started, type Answers } from "./answers.ts";

const first = (step: string, rho = "0.96") => started(["firstStep = 1", `firstStep = ${step}`], ["rhoOfFive = 0.5", `rhoOfFive = ${rho}`]);
const back = (after: number) => ({ "Steps until it is back": after });
const [v, divide, D] = [
  "v[i] = rho * v[i] + (1 - rho) * g[i] ** 2;",
  "const delta = Math.sqrt((D[i] + eps) / (v[i] + eps)) * g[i];",
  "D[i] = rho * D[i] + (1 - rho) * delta ** 2;",
];
const ordered = (...lines: string[]) => started([`${divide}\n      ${v}\n      ${D}`, lines.join("\n      ")]);
const rule = "v = rho * v + (1 - rho) * g ** 2;\n    return (x -= (lr * g) / Math.sqrt(v));";
const rms = (code: string) => solved([rule, code]);
const deltaRule =
  "v = rho * v + (1 - rho) * g ** 2;\n    const delta = (Math.sqrt(D + eps) / Math.sqrt(v + eps)) * g;\n    D = rho * D + (1 - rho) * delta ** 2;";
const ada = (code: string) => solved([deltaRule, code]);

export const answers: Answers = {
  "first-step": {
    right: [solved(), first("1 / Math.sqrt(1 - 0.99)", "1 - 1 / 25"), first("10", "24 / 25")],
    wrong: [
      [started(), "only a corrected average"],
      [first("100"), "the root is missing"],
      [first("0.1"), "upside down"],
      [first("5"), "v₁ is (1 − ρ)g²"],
      [first("10", "0.04"), "that is 1 − ρ"],
      [first("10", "0.8"), "its root is the step"],
      [first("10", "25"), "between 0 and 1"],
      [first("10", "0.9"), "solved for ρ"],
    ],
  },
  who: {
    right: [back(125), back(100), back(150)],
    wrong: [
      [back(10), "10,000 times too large"],
      [back(88), "still weigh something"],
      [back(400), "sooner"],
    ],
  },
  both: {
    right: [
      solved(),
      `function rmspropPath(x: number, lr: number, rho: number, steps: number) {
  const own: number[] = [];
  for (let t = 0, v = 0; t < steps; t++) {
    const three = 2 * x;
    v += (1 - rho) * (three * three - v);
    own.push((x -= lr * three * v ** -0.5));
  }
  return own;
}

function adadeltaPath(x: number, rho: number, eps: number, steps: number) {
  const average = (old: number, now: number) => rho * old + (1 - rho) * now * now;
  let [v, D] = [0, 0];
  return Array.from({ length: steps }, () => {
    v = average(v, 2 * x);
    const step = 2 * x * Math.sqrt((D + eps) / (v + eps));
    D = average(D, step);
    return (x -= step);
  });
}`,
    ],
    wrong: [
      [started(), "that is gradient descent"],
      [rms("const step = (lr * g) / Math.sqrt(v);\n    v = rho * v + (1 - rho) * g ** 2;\n    return (x -= step);"), "before it divides"],
      [rms("v = rho * v + g ** 2;\n    return (x -= (lr * g) / Math.sqrt(v));"), "the weight 1 − ρ"],
      [rms("v = rho * v + (1 - rho) * g ** 2;\n    return (x -= (lr * g) / v);"), "the root is missing"],
      [rms("v = rho * v + (1 - rho) * g;\n    return (x -= (lr * g) / Math.sqrt(v));"), "v ← ρv + (1 − ρ)g²"],
      [rms("v = 0.9 * v + 0.1 * g ** 2;\n    return (x -= (lr * g) / Math.sqrt(v));"), "the arguments lr and rho"],
      [ada("const delta = 0.001 * g;"), "that is gradient descent"],
      [
        ada("v = rho * v + (1 - rho) * g ** 2;\n    const delta = (Math.sqrt(D) / Math.sqrt(v)) * g;\n    D = rho * D + (1 - rho) * delta ** 2;"),
        "ε stands under both roots",
      ],
      [
        ada(
          "const delta = (Math.sqrt(D + eps) / Math.sqrt(v + eps)) * g;\n    v = rho * v + (1 - rho) * g ** 2;\n    D = rho * D + (1 - rho) * delta ** 2;",
        ),
        "v takes in g² before the step",
      ],
      [
        ada("v = rho * v + (1 - rho) * g ** 2;\n    const delta = ((D + eps) / (v + eps)) * g;\n    D = rho * D + (1 - rho) * delta ** 2;"),
        "v first, then Δ",
      ],
      [
        ada(
          "v = rho * v + (1 - rho) * g ** 2;\n    const delta = (Math.sqrt(D + eps) / Math.sqrt(v + eps)) * g;\n    D = rho * D + (1 - rho) * Math.abs(delta);",
        ),
        "v first, then Δ",
      ],
      [
        ada(
          "v = rho * v + (1 - rho) * g ** 2;\n    const delta = (Math.sqrt(D + 1e-6) / Math.sqrt(v + 1e-6)) * g;\n    D = rho * D + (1 - rho) * delta ** 2;",
        ),
        "rho and eps are arguments",
      ],
    ],
  },
  order: {
    right: [
      solved(),
      ordered(v, divide.replace("Math.sqrt((D[i] + eps) / (v[i] + eps))", "((D[i] + eps) / (v[i] + eps)) ** 0.5"), D),
      solved(["theta[i] -= delta;", "theta[i] = theta[i] - delta;"]),
    ],
    wrong: [
      [started(), "the first step is g itself"],
      [ordered("const old = D[i];", v, "D[i] = rho * D[i] + (1 - rho) * (old + eps) / (v[i] + eps) * g[i] ** 2;", divide), "only v is up to date"],
      [ordered(divide, D, v), "the first step is g itself"],
      [ordered(v, divide, "D[i] = rho * D[i] + (1 - rho) * delta;"), "D must be one step behind"],
    ],
  },
};
