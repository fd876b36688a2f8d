import { solved, started, type Answers } from "./answers.ts";

const inLoop = (lines: string) => started(["// yours: for each i, overwrite state.m[i], state.v[i] and theta[i]", lines]);
const label = "Equal in x and y are the first steps of";

export const answers: Answers = {
  generic: {
    right: [
      solved(),
      inLoop(`const { m, v, t } = state;
      theta.forEach((_, i) => {
        theta[i] = theta[i] - lr * (m[i] = first(g[i], m[i], t)) * (v[i] = second(g[i], v[i], t)) ** -0.5;
      });`),
      inLoop(`g.forEach((x, i) => {
        const ravine = first(x, state.m[i], state.t), runOf = second(x, state.v[i], state.t);
        state.m[i] = ravine; state.v[i] = runOf;
        theta[i] -= lr * ravine / Math.sqrt(runOf);
      });`),
    ],
    wrong: [
      [started(), "does not move"],
      [solved(["theta[i] -=", "theta[i] +="]), "uphill"],
      [solved(["first(g[i], state.m[i]", "first(state.m[i], g[i]"]), "g[i] as its first argument"],
      [solved(["(lr * state.m[i])", "(lr * g[i])"]), "along m"],
      [solved(["Math.sqrt(state.v[i])", "state.v[i]"]), "divided by the root"],
      [solved(["second(g[i]", "second(g[i] ** 2"]), "not its square"],
      [solved(["second(g[i]", "second(state.m[i]"]), "something other than g[i]"],
      [solved(["state.t++;", ""], ["theta[i] -=", "if (i === 1) state.t++;\n        theta[i] -="]), "t is not 1"],
    ],
  },
  equal: {
    right: [{ [label]: "those with a v other than 1" }],
    wrong: [
      [{ [label]: "all methods" }, "SGD's first step"],
      [{ [label]: "those with an m other than g" }, "as unequal as SGD's"],
      [{ [label]: "none" }, "loses that size"],
    ],
  },
  repair: {
    right: [
      solved(),
      started(["2 * x * y - Math.sin(x), x ** 2 + 6 * y", "Math.sin(x) + 2 * y * x, 6 * y + x * x"]),
      started(["return [2 * x * y - Math.sin(x), x ** 2 + 6 * y];", "const [a, b] = gradient(bump)(Float64Array.of(x, y));\n  return [a, b];"]),
    ],
    wrong: [
      [started(), "derivative of −cos x"],
      [solved(["2 * x * y + Math.sin(x)", "2 * x * y - Math.cos(x)"]), "derivative of −cos x"],
      [solved(["6 * y", "3 * y"]), "x² + 6y"],
    ],
  },
};
