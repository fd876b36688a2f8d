import { solved, started, type Answers } from "./answers.ts";

const limit = (n: number) => ({ "Largest αL of NAG": n });
const rate = (n: number | string) => started(["0.05", String(n)]);
const aheadA: [string, string] = ["2 * (x + beta * u)", ""];
const gradientA = (code: string) => solved([aheadA[0], code]);
const stepD = (code: string) => solved(["lr * (g + beta * m)", code]);
const nextC = (code: string) => solved(["x + beta * (x - previous)", code]);

export const answers: Answers = {
  "a-and-d": {
    right: [
      solved(),
      `function runA(x: number, lr: number, beta: number, steps: number) {
  const a: { theta: number; u: number }[] = [];
  for (let t = 0, u = 0; t < steps; t++) {
    const tight = x + beta * u;
    const next = tight - lr * 2 * tight;
    u = next - x;
    x = next;
    a.push({ u, theta: x });
  }
  return a;
}

function runD(x: number, lr: number, beta: number, steps: number) {
  let m = 0;
  return Array.from({ length: steps }, () => {
    const g = 2 * x, old = m;
    m = beta * old + g;
    return (x -= lr * ((1 + beta) * g + beta ** 2 * old));
  });
}`,
    ],
    wrong: [
      [started(), "that is momentum"],
      [gradientA("2 * (x + u)"), "looks ahead by βu"],
      [gradientA("2 * (x - beta * u)"), "looks back"],
      [gradientA("2 * beta * u"), "A: the gradient of x + βu"],
      [stepD("lr * m"), "along m alone"],
      [stepD("lr * beta * m"), "D: m ← βm + g"],
      [stepD("lr * (g + m)"), "too much"],
      [stepD("lr * (beta * g + m)"), "D: m ← βm + g"],
      [
        solved(["m = beta * m + g;\n    return (x -= lr * (g + beta * m));", "x -= lr * (g + beta * m);\n    m = beta * m + g;\n    return x;"]),
        "with the new m",
      ],
      [stepD("lr * (g + 0.9 * m)"), "the arguments lr and beta"],
    ],
  },
  "derive-c": {
    right: [
      solved(),
      nextC("(1 + beta) * x - beta * previous"),
      `const runC = (x: number, lr: number, beta: number, steps: number) => {
  const three: number[] = [];
  for (let y = x; three.length < steps; three.push(x)) {
    const next = (1 - 2 * lr) * y;
    y = next + beta * (next - x);
    x = next;
  }
  return three;
};`,
    ],
    wrong: [
      [started(), "gradient descent"],
      [solved(["x = y - lr", "x = previous - lr"]), "x is a gradient step from y"],
      [solved(["return x;", "return y;"]), "not y"],
      [nextC("x + beta * (previous - x)"), "looks back"],
      [solved(["x = y - lr * 2 * y", "x = y - lr * 2 * previous"]), "gradient step starts from y"],
      [nextC("x + 0.9 * (x - previous)"), "the arguments lr and beta"],
    ],
  },
  "larger-rate": {
    right: [limit(1.357), limit(1.36), limit(4 / 3)],
    wrong: [
      [limit(5), "more than momentum"],
      [limit(3.8), "not as much as momentum"],
      [limit(2), "even less than SGD"],
      [limit(1.7), "less than that too"],
      [limit(0.5), "not as little as that"],
    ],
  },
  "copied-rate": {
    right: [solved(), rate(0.07), rate("2 / 25"), rate(0.1), rate(0.15)],
    wrong: [
      [started(), "NAG converges"],
      [rate(0.001), "too slow"],
      [rate(0.1519), "close to its limit"],
      [rate(0.2), "momentum diverges too"],
      [rate(0.054), "NAG converges"],
    ],
  },
};
