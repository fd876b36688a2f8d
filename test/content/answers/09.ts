import { solved, started, type Answers } from "./answers.ts";

const end = (option: string) => ({ "Adam with β₂ = 0.999 ends at": option });
const decay = (code: string) => solved(["x -= lr * λ * x;", code]);
const kept = "const c = 0.9 * m + 0.1 * g;\n    m = 0.99 * m + 0.01 * g;";
const mixtures = (code: string) => solved([kept, code]);

export const answers: Answers = {
  "to-adamw": {
    right: [
      solved(),
      decay("x *= 1 - lr * λ;"),
      started(
        ["slope(x) + λ * x; // yours", "slope(x);"],
        ["return (x -= (lr * mHat) / (Math.sqrt(vHat) + 1e-8));", "return (x = x - lr * (mHat / (Math.sqrt(vHat) + 1e-8) + λ * x));"],
      ),
    ],
    wrong: [
      [started(), "At 0.9 the decay still goes through"],
      [started([" + λ * x", ""]), "or nothing decays"],
      [started([" + λ * x", " + lr * λ * x"]), "At 0.9 the decay still goes through"],
      [decay("x -= λ * x;"), "and not λ of it"],
      [decay("x += lr * λ * x;"), "the decay is subtracted"],
      [started(["return (x -=", "x -= lr * λ * x;\n    return (x -="]), "the moments see the slope alone"],
      [
        solved([
          "x -= lr * λ * x;\n    return (x -= (lr * mHat) / (Math.sqrt(vHat) + 1e-8));",
          "x -= (lr * mHat) / (Math.sqrt(vHat) + 1e-8);\n    return (x -= lr * λ * x);",
        ]),
        "1 less the decay",
      ],
      [decay("if (i === 0) x -= lr * λ * x;"), "each step decays x"],
    ],
  },
  "long-memory": {
    right: [end("−1, the best")],
    wrong: [
      [end("+1, the worst"), "a short memory"],
      [end("0, where it began"), "do not cancel"],
    ],
  },
  "write-lion": {
    right: [
      solved(),
      `function myLion(slope: (x: number) => number, x: number, lr: number, steps: number) {
  const bowl: number[] = [];
  for (let m = 0, first = 0; bowl.length < steps; m += 0.01 * (first - m)) {
    first = slope(x);
    bowl.push((x = x - (m * 9 + first > 0 ? lr : m * 9 + first < 0 ? -lr : 0)));
  }
  return bowl;
}`,
      solved([`${kept}\n    return (x -= lr * Math.sign(c));`, "x -= lr * Math.sign(9 * m + g);\n    m += (g - m) / 100;\n    return x;"]),
      mixtures("const old = m;\n    m = 0.99 * old + 0.01 * g;\n    const c = 0.9 * old + 0.1 * g;"),
    ],
    wrong: [
      [started(), "what is kept averages with β₂"],
      [mixtures("const c = 0.99 * m + 0.01 * g;\n    m = 0.9 * m + 0.1 * g;"), "the sign is of the mixture with β₁"],
      [mixtures("m = 0.99 * m + 0.01 * g;\n    const c = 0.9 * m + 0.1 * g;"), "from the old m"],
      [mixtures("const c = 0.9 * m + 0.1 * g;\n    m = c;"), "what is kept averages with β₂"],
      [solved(["Math.sign(c)", "c"]), "α times a sign"],
      [solved(["x -= lr", "x += lr"]), "uphill"],
      [mixtures("const c = g;"), "the mixture with β₁"],
    ],
  },
};
