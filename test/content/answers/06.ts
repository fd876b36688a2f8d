import { solved, started, type Answers } from "./answers.ts";

const hundred = (next: string, fiftieth = "2500") =>
  started(["nextStep = 3", `nextStep = ${next}`], ["appearanceOfFiftieth = 50", `appearanceOfFiftieth = ${fiftieth}`]);
const sentence = (often: string, rarely: string, clockOf: string) =>
  `const sentence = { often: "${often}", rarely: "${rarely}", clockOf: "${clockOf}" };`;
const turned = (n: number) => ({ "Steps at 45°": n });

export const answers: Answers = {
  hundred: {
    right: [solved(), hundred("101 ** -0.5", "50 ** 2"), hundred("0.0995"), hundred("0.09950372", "2.5e3"), hundred("3 / Math.sqrt(909)")],
    wrong: [
      [started(), "count the gradients"],
      [hundred("0.1"), "0.1 was the step of the hundredth"],
      [hundred("1 / Math.sqrt(100)"), "0.1 was the step of the hundredth"],
      [hundred("0.3"), "the size 3 cancels"],
      [hundred("3 / Math.sqrt(101)"), "the size 3 cancels"],
      [hundred("1 / 101"), "the root is missing"],
      [hundred("0.0995", "50"), "not with k"],
      [hundred("0.0995", "2501"), "one off"],
      [hundred("0.0995", "2499"), "one off"],
      [hundred("0.0995", "500"), "k is a square"],
    ],
  },
  "own-clock": {
    right: [
      solved(),
      solved(
        ["      if (g[i] === 0) continue;\n", ""],
        ["theta[i] -= (lr * g[i]) / Math.sqrt(v[i]);", "if (v[i] > 0) theta[i] -= lr * g[i] * v[i] ** -0.5;"],
      ),
      `function adagradPath(start: number[], lr: number, steps: number, gradientAt: (theta: number[], t: number) => number[]) {
  let theta = start;
  const tight = new Map<number, number>();
  for (let t = 0; t++ < steps;) {
    const slope = gradientAt(theta, t);
    theta = theta.map((x, i) => {
      tight.set(i, Math.hypot(tight.get(i) ?? 0, slope[i]));
      return slope[i] ? x - (lr * slope[i]) / tight.get(i)! : x;
    });
  }
  return theta;
}`,
    ],
    wrong: [
      [started(), "steps of α all the way"],
      [solved(["/ Math.sqrt(v[i])", "/ v[i]"]), "the root is missing"],
      [
        solved([
          "v[i] += g[i] ** 2;\n      theta[i] -= (lr * g[i]) / Math.sqrt(v[i]);",
          "theta[i] -= (lr * g[i]) / Math.sqrt(v[i]);\n      v[i] += g[i] ** 2;",
        ]),
        "a division by 0",
      ],
      [solved(["theta.map(() => 0)", "theta.map(() => 1)"]), "step t should be"],
      [solved(["theta[i] -=", "theta[i] +="]), "uphill"],
      [solved(["v[i] += g[i] ** 2", "v[i] += Math.abs(g[i])"]), "should cancel"],
      [solved(["(lr * g[i])", "(lr * Math.abs(g[i]))"]), "uphill"],
      [solved(["(lr * g[i]) / Math.sqrt(v[i])", "(lr * Math.sign(g[i])) / Math.sqrt(t)"]), "the newest gradient"],
      [solved(["(lr * g[i])", "g[i]"]), "lr for α"],
      [solved(["      if (g[i] === 0) continue;\n", ""]), "0/0 before"],
      [
        solved(["      if (g[i] === 0) continue;\n", ""], ["v[i] += g[i] ** 2", "v[0] += g[i] ** 2"], ["Math.sqrt(v[i])", "Math.sqrt(v[0])"]),
        "a sum of its own",
      ],
      [solved(["Math.sqrt(v[i])", "(Math.sqrt(v[i]) + 1e-4)"]), "step t should be"],
    ],
  },
  sentence: {
    right: [
      solved(),
      sentence("smaller", "larger", "parameter"),
      started(['"larger", // or "smaller"', '"smaller",'], ['"smaller", // or "larger"', "`larger`,"], ['"neuron"', '"parameter"']),
    ],
    wrong: [
      [started(), "a large v divides more"],
      [sentence("larger", "larger", "parameter"), "a large v divides more"],
      [sentence("smaller", "smaller", "parameter"), "a small v divides less"],
      [sentence("smaller", "larger", "neuron"), "one neuron reads all these words"],
    ],
  },
  rotate: {
    right: [turned(949), turned(1000), turned(600)],
    wrong: [
      [turned(100), "not fewer"],
      [turned(173), "not fewer"],
      [turned(219), "both v grow alike"],
      [turned(400), "both v grow alike"],
      [turned(2000), "not that many"],
    ],
  },
};
