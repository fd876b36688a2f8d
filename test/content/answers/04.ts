import { solved, started, type Answers } from "./answers.ts";

const critical = (code: string) => started(["1 - lr * lambda", code]);
const steps = (n: number) => ({ "Steps with β = 0.99": n });
const beta = (n: number | string) => started(["0.95", String(n)]);
const velocity: [string, string] = ["u = decay * u - lr * 2 * x, x += u", ""];
const average: [string, string] = ["m = decay * m + (1 - decay) * 2 * x, x -= (lr / (1 - decay)) * m", ""];
const withVelocity = (code: string) => solved([velocity[0], code]);
const withAverage = (code: string) => solved([average[0], code]);

export const answers: Answers = {
  critical: {
    right: [solved(), critical("1 - 2 * Math.sqrt(lr * lambda) + lr * lambda"), critical("((lr * lambda) ** 0.5 - 1) ** 2")],
    wrong: [
      [started(), "factor of gradient descent"],
      [critical("1 - Math.sqrt(lr * lambda)"), "square it"],
      [critical("(1 + Math.sqrt(lr * lambda)) ** 2"), "not stable"],
      [critical("(1 - lr * lambda) ** 2"), "the root of αλ is missing"],
      [critical("1 - 2 * Math.sqrt(lr * lambda)"), "third term"],
      [critical("(1 - Math.sqrt(lr) * lambda) ** 2"), "the discriminant"],
      [critical("lr * lambda > 1 ? 0 : (1 - Math.sqrt(lr * lambda)) ** 2"), "rises again"],
    ],
  },
  "more-beta": {
    right: [steps(2700), steps(2580), steps(2000)],
    wrong: [
      [steps(26), "not fewer"],
      [steps(100), "not fewer"],
      [steps(258), "it does change"],
      [steps(800), "about ten times"],
    ],
  },
  "three-forms": {
    right: [
      solved(),
      started(
        [
          "return Array.from({ length: steps }, () => (x -= lr * 2 * x)); // yours",
          `const sum: number[] = [];
  for (let t = 0, u = 0; t < steps; t++) {
    u = decay * u + lr * 2 * x;
    x = x - u;
    sum.push(x);
  }
  return sum;`,
        ],
        [
          "return Array.from({ length: steps }, () => (x -= lr * 2 * x)); // yours",
          `let m = 0;
  const tight = lr / (1 - decay);
  return Array.from({ length: steps }, () => {
    m += (1 - decay) * (2 * x - m);
    x -= tight * m;
    return x;
  });`,
        ],
      ),
    ],
    wrong: [
      [started(), "nothing is remembered"],
      [withVelocity("u = decay * u - 2 * x, x += u"), "α is missing"],
      [withVelocity("u = decay * u - lr * 2 * x, x += lr * u"), "α stands twice"],
      [withVelocity("u = decay * u - lr * 2 * x, x -= u"), "check the signs"],
      [withVelocity("x += u, u = decay * u - lr * 2 * x, x"), "before x"],
      [withVelocity("u = decay * u - (1 - decay) * lr * 2 * x, x += u"), "α stands twice"],
      [withVelocity("u = 0.9 * u - lr * 2 * x, x += u"), "the arguments lr and decay"],
      [withAverage("m = decay * m + (1 - decay) * 2 * x, x -= lr * m"), "another learning rate"],
      [withAverage("m = decay * m + (1 - decay) * 2 * x, x -= lr * (1 - decay) * m"), "not multiplied"],
      [withAverage("m = decay * m + 2 * x, x -= lr / (1 - decay) * m"), "m ← βm + (1 − β)g"],
      [withAverage("m = decay * m + (1 - decay) * 2 * x, x -= 10 * lr * m"), "the arguments lr and decay"],
    ],
  },
  "no-luck": {
    right: [solved(), beta(0.97), beta("1 - 0.03")],
    wrong: [
      [started(), "lower minimum"],
      [beta(0.9), "the claim is about"],
      [beta(0.99), "below 0.99"],
      [beta(0.85), "from 0.9 on"],
      [beta(0.92), "odd number of times"],
    ],
  },
};
