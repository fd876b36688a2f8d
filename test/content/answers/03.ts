import { solved, started, type Answers } from "./answers.ts";

const peak = (n: number) => ({ "Longest step, in units of α": n });

export const answers: Answers = {
  "two-forms": {
    right: [
      solved(),
      `function divided(x: number[], decay: number): number[] {
  const trial: number[] = [];
  let m = 0, weight = 0;
  for (const now of x) {
    m = decay * m + (1 - decay) * now;
    weight = decay * weight + (1 - decay);
    trial.push(m / weight);
  }
  return trial;
}

const grown = (x: number[], decay: number) => {
  let mHat = 0;
  return x.map((now, i) => (mHat += ((1 - decay) / (1 - decay ** (i + 1))) * (now - mHat)));
};`,
    ],
    wrong: [
      [started(), "not divided by 1 − βᵗ yet"],
      [solved(["m / (1 - decay ** (i + 1))", "m / (1 - decay ** i)"]), "the index starts at 0"],
      [solved(["m / (1 - decay ** (i + 1))", "m / (1 - decay)"]), "at every step"],
      [solved(["return m / (1", "return m /= (1"]), "went back into m"],
      [solved(["m / (1 - decay ** (i + 1))", "m / (1 - decay ** (i + 2))"]), "t = 1 at the first step"],
      [solved(["const betaT = (decay * (1 - decay ** i)) / (1 - decay ** (i + 1))", "const betaT = decay"]), "still is the plain average"],
      [
        solved(["(decay * (1 - decay ** i)) / (1 - decay ** (i + 1))", "(decay * (1 - decay ** (i - 1))) / (1 - decay ** i)"]),
        "0/0 at the first step",
      ],
      [solved(["(decay * (1 - decay ** i)) /", "(1 - decay ** i) /"]), "βₜ is β(1 − βᵗ⁻¹)/(1 − βᵗ)"],
      [solved(["(decay * (1 - decay ** i)) / (1 - decay ** (i + 1))", "(0.9 * (1 - 0.9 ** i)) / (1 - 0.9 ** (i + 1))"]), "the argument decay"],
    ],
  },
  peak: {
    right: [peak(6.5), peak(6), peak(7)],
    wrong: [
      [peak(3.16), "first step"],
      [peak(0.1), "too long, not too short"],
      [peak(1), "too long, not too short"],
      [peak(5), "grows for longer"],
      [peak(10), "not that far"],
    ],
  },
  repair: {
    right: [
      solved(),
      started(["0.9 ** t)", "0.9 ** (t + 1))"], ["v / (1 - 0.9 ** t)", "v / (1 - 0.999 ** (t + 1))"]),
      `function adamSteps(gradients: number[], lr: number): number[] {
  let [m, v, bm, bv] = [0, 0, 1, 1];
  const steady: number[] = [];
  for (const g of gradients) {
    [m, v, bm, bv] = [0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g, bm * 0.9, bv * 0.999];
    steady.push((lr * (m / (1 - bm))) / (v / (1 - bv)) ** 0.5);
  }
  return steady;
}`,
    ],
    wrong: [
      [started(), "starts at 1"],
      [solved(["const t = i + 1", "const t = i"]), "starts at 1"],
      [solved(["0.999 ** t", "0.9 ** t"]), "its own β"],
      [solved(["0.9 ** t", "0.999 ** t"]), "its own β"],
      [solved(["const t = i + 1", "const t = i + 2"]), "t is 1 at the first step"],
      [solved(["return (lr * mHat) / Math.sqrt(vHat)", "return (lr * g) / Math.abs(g)"]), "keep m and v"],
    ],
  },
};
