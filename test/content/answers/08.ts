import { solved, started, type Answers } from "./answers.ts";

const way = (option: string) => ({ "In kilometres, 20 steps lead": option });
const gradients = (code: string) => `const cruel = ${code};`;

export const answers: Answers = {
  "write-adam": {
    right: [
      solved(),
      `function myAdam(slope: (x: number) => number, x: number, lr: number, steps: number) {
  const well: number[] = [];
  for (let t = 1, m = 0, v = 0; t <= steps; t++) {
    const first = slope(x);
    m += 0.1 * (first - m);
    v += 0.001 * (first * first - v);
    x -= (lr * (m / (1 - Math.pow(0.9, t)))) / (1e-8 + Math.sqrt(v / (1 - Math.pow(0.999, t))));
    well.push(x);
  }
  return well;
}`,
      started([
        "return (x -= (lr * m) / (Math.sqrt(v) + 1e-8));",
        "const t = i + 1, c = Math.sqrt(1 - 0.999 ** t);\n    return (x -= (lr * c / (1 - 0.9 ** t)) * m / (Math.sqrt(v) + 1e-8 * c));",
      ]),
      started(
        ["let [m, v] = [0, 0];", "let [m, v, b1, b2] = [0, 0, 1, 1];"],
        [
          "return (x -= (lr * m) / (Math.sqrt(v) + 1e-8));",
          "b1 *= 0.9;\n    b2 *= 0.999;\n    return (x = x - lr * m / (1 - b1) / ((v / (1 - b2)) ** 0.5 + 1e-8));",
        ],
      ),
    ],
    wrong: [
      [started(), "not corrected"],
      [
        started([
          "return (x -= (lr * m) / (Math.sqrt(v) + 1e-8));",
          "return (x -= (lr * Math.sqrt(1 - 0.999 ** (i + 1)) / (1 - 0.9 ** (i + 1))) * m / (Math.sqrt(v) + 1e-8));",
        ]),
        "look at ε",
      ],
      [solved(["0.9 ** (i + 1)", "0.9 ** i"]), "1 − β⁰ is 0"],
      [solved(["Math.sqrt(vHat)", "Math.sqrt(v)"]), "v is not"],
      [solved(["lr * mHat", "lr * m"]), "m is not"],
      [solved(["Math.sqrt(vHat)", "vHat"]), "the root is missing"],
      [solved(["0.001 * g ** 2", "0.001 * g"]), "m and v are not both corrected"],
      [solved(["(1 - 0.999 ** (i + 1))", "(1 - 0.9 ** (i + 1))"]), "each with its own β"],
      [solved(["0.9 ** (i + 1)", "0.9"]), "not after it"],
      [solved(["const mHat = m /", "const mHat = m /="]), "keep m and v uncorrected"],
      [solved(["x -= (lr", "x += (lr"]), "uphill"],
      [solved(["(Math.sqrt(vHat) + 1e-8)", "Math.sqrt(vHat)"]), "look at ε"],
      [solved(["(Math.sqrt(vHat) + 1e-8)", "Math.sqrt(vHat + 1e-8)"]), "look at ε"],
      [solved(["(Math.sqrt(vHat) + 1e-8)", "(Math.sqrt(vHat + 1e-16))"]), "look at ε"],
    ],
  },
  louder: {
    right: [way("a thousandth as far")],
    wrong: [
      [way("as far as before"), "0.1 metres"],
      [way("a millionth as far"), "so it would be with SGD"],
      [way("a thousand times as far"), "not larger"],
    ],
  },
  beyond: {
    right: [solved(), gradients("[...Array<number>(4999).fill(0), 0.5, 1]"), gradients("Array.from({ length: 6000 }, (_, i) => 1.1 ** (i - 5999))")],
    wrong: [
      [started(), "point the same way"],
      [gradients("Array<number>(5000).fill(1)"), "a constant gradient"],
      [gradients("[...Array<number>(50).fill(0), 1]"), "a short silence"],
      [gradients("[...Array<number>(500).fill(0), 1]"), "the silence was too short"],
      [gradients("[...Array<number>(4999).fill(0), 1, -1]"), "point the same way"],
      [gradients("[0, Infinity]"), "infinite"],
      [gradients("[] as number[]"), "there is no gradient"],
    ],
  },
};
