import { solved, started, type Answers } from "./answers.ts";

const forget = (code: string) => started(["1 / (1 - decay)", code]);
const factor = (n: number) => ({ "The standard deviation falls by a factor of": n });
/** A sketch as the pad gives it: a height for each of its 25 columns. */
const sketch = (height: (t: number) => number) => ({
  "Sketch the average": Array.from({ length: 25 }, (_, i): [number, number] => [(50 * i) / 24, height((50 * i) / 24)]),
});

const loops = `function streamed(x: number[], beta: number): number[] {
  const trial: number[] = [];
  let loop = 0;
  for (const now of x) {
    loop += (1 - beta) * (now - loop);
    trial.push(loop);
  }
  return trial;
}

function unrolled(x: number[], beta: number): number[] {
  return x.map((_, t) => x.slice(0, t + 1).reduce((sum, now, i) => sum + (1 - beta) * Math.pow(beta, t - i) * now, 0));
}`;

export const answers: Answers = {
  stream: {
    right: [solved(), loops],
    wrong: [
      [started(), "still the numbers themselves"],
      [solved(["let m = 0", "let m = x[0]"]), "starts from 0"],
      [solved(["beta * m + (1 - beta) * now", "(1 - beta) * m + beta * now"]), "swapped"],
      [solved(["beta * m + (1 - beta) * now", "beta * m + now"]), "the factor 1 − β of the newcomer is missing"],
      [solved(["return (1 - beta) * sum", "return sum"]), "the factor 1 − β of the newcomer is missing"],
      [solved(["k <= t", "k < t"]), "k from 0 to t"],
      [solved(["x[t - k]", "x[k]"]), "the newest number has the age 0"],
      [solved(["k <= t", "k <= Math.min(t, 9)"]), "reach back to the first number"],
      [solved(["m = beta * m + (1 - beta) * now", "m = 0.9 * m + 0.1 * now"]), "use the argument beta"],
    ],
  },
  forget: {
    right: [
      solved(),
      forget("Math.ceil(Math.log2(share) / Math.log2(decay))"),
      started(["return 1 / (1 - decay); // yours", "let k = 0;\n  for (let weight = 1; weight > share; weight *= decay) k++;\n  return k;"]),
    ],
    wrong: [
      [started(), "whatever the share"],
      [forget("Math.log(share) / Math.log(decay)"), "whole"],
      [forget("Math.floor(Math.log(share) / Math.log(decay))"), "round up, not down"],
      [forget("Math.ceil(-Math.log(share) / Math.log(decay))"), "not negative"],
      [forget("1 + Math.ceil(Math.log(share) / Math.log(decay))"), "no step is to be added"],
      [forget("1 + Math.floor(Math.log(share) / Math.log(decay))"), "at most the share is enough"],
      [forget("Math.ceil(1 / (1 - decay))"), "another smallest k"],
    ],
  },
  "noise-ratio": {
    right: [factor(3.16), factor(3.2), factor(3.3)],
    wrong: [
      [factor(10), "the factor of the variance"],
      [factor(1), "does average more noise away"],
      [factor(5), "falls with √n"],
    ],
  },
  jump: {
    right: [
      sketch((t) => (t < 10 ? 0 : 1 - 0.9 ** (t - 9))),
      sketch((t) => (t < 10 ? 0 : 1 - Math.exp(-(t - 10) / 9))),
      sketch((t) => (t < 10 ? 0 : t < 20 ? 0.065 * (t - 9) : Math.min(1, 0.65 + 0.02 * (t - 20)))),
    ],
    wrong: [
      [sketch((t) => Number(t >= 10)), "does not jump"],
      [sketch((t) => (t < 10 ? 0 : (t - 10) / 40)), "faster than that"],
      [sketch((t) => t / 50), "cannot rise before"],
      [sketch((t) => (t < 10 ? 0 : Math.min(0.7, 1 - 0.9 ** (t - 9)))), "bends towards 1"],
    ],
  },
};
