import { solved, started, type Answers } from "./answers.ts";

const rank = (option: string) => ({ "The ranking by test accuracy is": option });
const psi = (code: string) => started(["(g, v, t) => 1; // yours", code]);
const course = (code: string) => `import { psi } from "optim";\nconst myPsi = ${code};`;

export const answers: Answers = {
  ranking: { right: [rank("another")], wrong: [[rank("the same"), "how sure they are"]] },
  search: {
    right: [
      solved(),
      `function search(lossAt: (lr: number) => number, from: number, factor: number, count: number) {
  const valley = new Map<number, number>();
  const loss = (k: number) => {
    if (!valley.has(k)) valley.set(k, lossAt(from * factor ** k));
    const found = valley.get(k)!;
    return Number.isNaN(found) ? Infinity : found;
  };
  let [low, high] = [-(count - 1) / 2, (count - 1) / 2];
  for (;;) {
    let best = low;
    for (let k = low; k <= high; k++) if (loss(k) < loss(best)) best = k;
    if (best === low) low--;
    else if (best === high) high++;
    else return from * factor ** best;
  }
}`,
      solved(["Number.isFinite(loss) ? loss : Infinity", "loss >= 0 ? loss : 1e300"]),
    ],
    wrong: [
      [started(), "NaN is not handled"],
      [solved(["Number.isFinite(loss) ? loss : Infinity", "loss || 0"]), "NaN is not handled"],
      [started(["rates.map(lossAt)", "rates.map((lr) => lossAt(lr) || Infinity)"]), "stops at the upper edge"],
      [
        started([
          "return rates[losses.indexOf(Math.min(...losses))];",
          "const runs = rates.map((lr, i) => ({ lr, loss: losses[i] }));\n  return runs.reduce((a, b) => (b.loss < a.loss ? b : a)).lr;",
        ]),
        "upper edge",
      ],
      [
        started([
          "return rates[losses.indexOf(Math.min(...losses))];",
          "const best = losses.reduce((at, loss, i) => (loss < (losses[at] || Infinity) ? i : at), 0);\n  return best % (count - 1) ? rates[best] : search(lossAt, rates[best], factor, count);",
        ]),
        "keep the losses",
      ],
      [solved(["best === 0", "best < 0"]), "stops at the lower edge"],
      [solved(["best === rates.length - 1", "best > rates.length"]), "stops at the upper edge"],
      [solved(["more < 50", "more < 1"]), "goes on from it only once"],
      [solved(["const best = ", "rates.forEach(lossAt);\n    const best = "]), "keep the losses"],
      [solved(["else return rates[best];", "else return losses[best];"]), "return the rate with the smallest loss"],
    ],
  },
  "new-psi": {
    right: [solved(), psi("(g, v) => (0.98 * Math.sqrt(v) + 0.02 * Math.abs(g)) ** 2;"), psi("(g, v, t) => v + (g * g - v) / t;")],
    wrong: [
      [started(), "psi.one()"],
      [course("psi.ema(0.99)"), "psi.ema(0.99)"],
      [psi("(g, v) => 0.9755 * v + 0.0245 * g * g;"), "psi.ema(0.9755)"],
      [psi("(g, v) => 0.9999 * v + 0.0001 * g * g;"), "psi.ema(0.9999)"],
      [psi("(g, v, t) => v + (0.01234 / (1 - 0.98766 ** t)) * (g * g - v);"), "psi.corrected(0.98766)"],
      [psi("(g, v) => Math.max(0.95 ** 2 * v, g ** 2);"), "psi.decayedMaximum(0.95)"],
      [psi("(g) => g * g;"), "psi.ema(0)"],
      [psi("(g, v) => 0.98 * v + 0.02 * Math.abs(g);"), "square of the gradient"],
      [psi("() => 4;"), "square of the gradient"],
      [psi("(g, v) => v - g * g;"), "not a number above 0"],
      [psi("(g, v) => 1e6 * (0.98 * v / 1e6 + 0.02 * g * g);"), "does not get down"],
    ],
  },
};
