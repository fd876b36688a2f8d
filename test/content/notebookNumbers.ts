import { expect } from "vitest";
import { createNotebook, toCell } from "../../src/notebook/index.ts";
import { Plot } from "../../src/plot/draw.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { readPublicData } from "../experiments/data.ts";

/**
 * What our own optimizers have for each of the results of a chapter's Python notebook: an expression over the names of the chapter's cells, or, where
 * the chapter has no such name, over the library's. Nothing else of the chapter runs than what they rest on.
 */
export const oursOf: Record<string, Record<string, string>> = {
  "01-sgd": {
    path: "descent.slice(0, 61).map(({ x, y }) => [x, y])",
    steps: "ravineRuns.filter(({ steps }) => steps !== null).map(({ steps }) => steps)",
    "size of y at the limit": "Math.abs(trace(sgd({ lr: 2 / 25 }), ravine, [1, 1], 1000).theta.at(-1))",
  },
  "03-bias-correction": {
    "without correction, t = 1, 12, 100, 1000": "[1, 12, 100, 1000].map((t) => tooLarge[t - 1].step)",
    "with correction, t = 1, 12, 100, 1000": "[1, 12, 100, 1000].map((t) => asTold[t - 1].step)",
    "longest at t": "tooLarge.toSorted((a, b) => b.step - a.step)[0].t",
    "first steps: Adam, Adam at g = 1e-7, RMSprop": "Object.values(firstSteps[0]).slice(1)",
  },
  "04-momentum": {
    "path of SGD": "valleyPaths.filter(({ optimizer }) => optimizer === 'SGD').map(({ x, y }) => [x, y])",
    "path of momentum": "valleyPaths.filter(({ optimizer }) => optimizer === 'Momentum').map(({ x, y }) => [x, y])",
    "SGD, steps by κ": "kappaRuns.slice(0, 4).map((row) => row.SGD)",
    "Momentum, steps by κ": "kappaRuns.slice(0, 4).map((row) => row.Momentum)",
    "steps 1000 and 1001": "sumSteps.slice(999, 1001)",
  },
  "05-nag": {
    "looked at": "threeSteps.map((row) => row['NAG looked at'])",
    path: "formD",
    "SGD, steps by κ": "kappaRuns.map((row) => row.SGD)",
    "Momentum, steps by κ": "kappaRuns.map((row) => row.Momentum)",
    "NAG, steps by κ": "torchSteps",
    "distances at the edge":
      "[0.999, 1.001].map((factor) => Math.hypot(...train(nesterov({ lr: (factor * 3.8) / 2.8 / 25, beta: 0.9 }), quadratic([1, 25]), [1, 1], 5000).theta))",
  },
  "06-adagrad": {
    "steps 1, 4, 25, 100, 10000": "[1, 4, 25, 100, 10000].map((t) => steady[t - 1])",
    "distances after them": "[1, 4, 25, 100, 10000].map(distanceAfter)",
    "AdaGrad, steps by κ": "blind.map((row) => row.AdaGrad)",
    "SGD, steps by κ": "blind.slice(0, 3).map((row) => row.SGD)",
    "SGD, at 0° and 45°": "[turnedRows[0]['0°'], turnedRows[0]['45°']]",
    "AdaGrad, at 0° and 45°": "[turnedRows[1]['0°'], turnedRows[1]['45°']]",
    "AdaGrad with α = 3, at 0° and 45°": "[turnedRows[2]['0°'], turnedRows[2]['45°']]",
    "after large gradients, t = 500, 501, 1000": "[500, 501, 1000].map((t) => afterEarly[t - 1])",
  },
  "07-rmsprop-adadelta": {
    "AdaGrad, t = 500, 501, 550, 1000": "[500, 501, 550, 1000].map((t) => jump.AdaGrad[t - 1])",
    "RMSProp, t = 500, 501, 550, 1000": "[500, 501, 550, 1000].map((t) => jump.RMSProp[t - 1])",
    "radius at α = 0.01 and 0.1": "[radii[0], radii[2]].map((row) => row['largest |x|'])",
    "loss after twenty steps": "twenty.map(({ loss }) => loss)",
    "path of AdaDelta": "trace(adadelta({ rho: 0.95, eps: 1e-6 }), shallow, [-5, -2], 20).rows().map(({ x, y }) => [x, y])",
    "AdaDelta, steps by ε": "epsRuns.map((row) => row['steps to a distance of 0.01'])",
  },
  "08-adam": {
    "path of Momentum": "threePaths.filter(({ optimizer }) => optimizer === 'Momentum').map(({ x, y }) => [x, y])",
    "path of RMSProp": "threePaths.filter(({ optimizer }) => optimizer === 'RMSProp').map(({ x, y }) => [x, y])",
    "path of Adam": "threePaths.filter(({ optimizer }) => optimizer === 'Adam').map(({ x, y }) => [x, y])",
    "first steps": "firstSteps.map(({ step }) => step)",
    "longest steps, t = 1, 10, 100, 1000": "[1, 10, 100, 1000].map((t) => reached[t])",
    "steps at κ = 25 and 10000, and at 25 turned": "blind.slice(0, 3).map(({ steps }) => steps)",
  },
  "09-beyond-adam": {
    "Adam + L2 under noise of 1 and 100": "decayRows.slice(1).map((row) => row['Adam + L2'])",
    "AdamW under noise of 1 and 100": "decayRows.slice(1).map((row) => row.AdamW)",
    "board: SGD, every 50 steps": "balls.filter(({ optimizer, i }) => optimizer === 'SGD' && i > 0).map(({ x }) => x)",
    "board: Adam, every 50 steps": "balls.filter(({ optimizer, i }) => optimizer === 'Adam' && i > 0).map(({ x }) => x)",
    "board: Adam, β₂ = 0.999, every 50 steps": "roll(adam({ lr, beta1: 0, beta2: 0.999 }), reddi(), 3000).filter((_, i) => i % 50 === 49)",
    "board: AMSGrad, every 50 steps": "balls.filter(({ optimizer, i }) => optimizer === 'AMSGrad' && i > 0).map(({ x }) => x)",
    "board: Adam after 30000 steps": "shortMemory[0].Adam",
    "board: Adam with β₂ = 0.999 after 30000 steps": "shortMemory[3].Adam",
    "Adam on a slope, first steps": "fed(adam({ lr: 1 }), slope.slice(0, 10)).delta.subarray(1)",
    "Adamax on a slope, first steps": "fed(adamax({ lr: 1 }), slope.slice(0, 10)).delta.subarray(1)",
    "NAdam on a slope, first steps": "nadamSlope(2)",
    "RAdam on a slope, first steps": "fed(torchRadam({ lr: 1 }), slope.slice(0, 10)).delta.subarray(1)",
    "Adam, 1/√v̂ at t = 1, 10, 100, 1000, 10000": "growth.map((row) => row.Adam)",
    "AMSGrad, 1/√v̂ at t = 1, 10, 100, 1000, 10000": "growth.map((row) => row['AMSGrad, (10)'])",
  },
};

/** What the expressions of a chapter need besides its cells: lines of code in front of them. */
const besides: Record<string, string> = {
  "09-beyond-adam": `
import { nadam as torchNadam, radam as torchRadam } from "optim/pytorch";
/** The first ten steps of PyTorch's NAdam on a slope of 1, where v̂ is 1: the weight of m has μ(t) so many times. Once is right; twice is the slip of PyTorch 1.13. */
function nadamSlope(times) {
  const mu = (t) => 0.9 * (1 - 0.5 * 0.96 ** (0.004 * t));
  let product = 1;
  return Array.from({ length: 10 }, (_, i) => {
    const t = i + 1;
    product *= mu(t);
    const now = (1 - mu(t)) / (1 - product);
    const next = (mu(t + 1) * (1 - 0.9 ** t)) / (1 - product * mu(t) ** (times - 1) * mu(t + 1));
    return (now + next) / (1 + 1e-8);
  });
}`,
};

/** The values of expressions over the names of a chapter's cells, of which no more runs than they rest on. */
export async function askChapter(chapter: string, asked: Record<string, string>): Promise<Record<string, unknown>> {
  readPublicData();
  const { cells } = await readChapter(`content/en/${chapter}.mdx`);
  const entries = Object.entries(asked).map(([name, expression]) => `${JSON.stringify(name)}: ${expression},`);
  const source = `${besides[chapter] ?? ""}\nconst answersForPython = {\n${entries.join("\n")}\n};`;
  const question = toCell({ lang: "ts", meta: "cell id=answers-for-python", source, line: 1 });
  let failure: unknown;
  const notebook = createNotebook({ modules, plot: Plot, now: () => 0, emit: (event) => event.type === "error" && (failure ??= event) });
  await notebook.run({ cells: [...cells, question], targets: [question.id], inputs: {}, reason: "run" });
  expect(failure).toBeUndefined();
  return notebook.values.get("answersForPython") as Record<string, unknown>;
}
