import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { command, grid, runShowdown, showdownInputs } from "../../src/tooling/runShowdown.ts";
import { buildGraph } from "../../src/notebook/index.ts";
import type { InputValues, Output } from "../../src/notebook/types.ts";
import { packShowdown, showdown, type ShowdownRun } from "../../src/problems/data/showdown.ts";
import { random } from "../../src/problems/index.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 10 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  raced: "raced",
  tasks: "Object.entries(lineUp).flatMap(([optimizer, { rates }]) => rates.map((lr) => [optimizer, lr]))",
  ends: "[['SGD', 1], ['Momentum', 0.1], ['NAG', 0.1], ['AdaGrad', 0.1], ['RMSProp', 0.01], ['Adam', 0.01]].map(([name, lr]) => [endOf(name, lr), scoreOf(name, lr), spreadOf(name, lr)])",
  untuned: "[['SGD', 0.01], ['Adam', 0.001], ['Momentum', 0.01], ['SGD', 3]].map(([name, lr]) => scoreOf(name, lr))",
  byLoss: "byLoss",
  byScore: "byScore",
  winners: "winners",
  medianLeaders: "medianLeaders",
  adamsLosses: "[adamsRate, straggler, ...scoresOf({ optimizer: 'Adam', lr: adamsRate })]",
  adaGrad: "[1, 10].map((budget) => standings(atBudget(budget), { by: 'loss' }).findIndex(({ optimizer }) => optimizer === 'AdaGrad') + 1)",
  pairs: "pairs",
  luckSd: "100 * luckSd",
  span: "span",
  fits: "learner.accuracy(train(lineUp.SGD.make(1), miniBatch(learner, { size: 20, seed: 1 }), learner.initial(1), 500).theta)",
  parameters: "learner.n",
  variances: "variances.map((row) => Object.values(row))",
  wilson: "wilsonRuns.map((row) => Object.values(row))",
  positive: "made.testAccuracy(Float64Array.from({ length: made.n }, (_, i) => Number(i < 3)))",
  luckyWinners: "lucky.size",
  himmelblau: "[himmelblauSgd.t, himmelblauSgd.minimum, himmelblauMomentum.t, himmelblauMomentum.minimum]",
  arrivals: `Object.fromEntries(Object.entries({
    ravine: [[sgd({ lr: .05 }), 128], [momentum({ lr: .05 }), 78], [nesterov({ lr: .005 }), 50], [adagrad({ lr: 2 }), 31], [adam({ lr: 1 }), 66]],
    Booth: [[sgd({ lr: .1 }), 32], [momentum({ lr: .01 }), 83], [nesterov({ lr: .05 }), 44], [adam({ lr: 1 }), 101]],
    Matyas: [[sgd({ lr: .1 }), 1465], [momentum({ lr: .1 }), 121], [nesterov({ lr: .1 }), 70], [adam({ lr: 1 }), 110]],
    Rosenbrock: [[sgd({ lr: .002 }), 5624], [momentum({ lr: .002 }), 596], [nesterov({ lr: .001 }), 1065], [adagrad({ lr: .5 }), 5995], [rmsprop({ lr: .003 }), 4549], [adam({ lr: 1 }), 451], [sgd({ lr: .01 }), Infinity]],
    Beale: [[sgd({ lr: .02 }), 605], [momentum({ lr: .005 }), 327], [nesterov({ lr: .005 }), 44], [adam({ lr: .3 }), 168], [sgd({ lr: .05 }), Infinity]],
  }).map(([name, runs]) => [name, runs.map(([optimizer, t]) => [arrival(optimizer, surfaces[name], surfaces[name].start).t, t])]))`,
};

const { chapter, text, got, rows, moved } = await testChapter("10-showdown", asked);
const stored = showdown(await readFile("public/data/showdown.json"));
const tableOf = (outputs: Output[]) => outputs.findLast((output) => output.kind === "table")!.rows;

describe("the stored result", () => {
  test("is the whole grid: six optimizers, seven rates, eight seeds, ten epochs, each once", () => {
    const names = stored.runs.map(({ optimizer, lr, seed, budget }) => [optimizer, lr, seed, budget].join());
    expect(names.length).toBe(6 * 7 * 8 * 10);
    expect(new Set(names).size).toBe(names.length);
    const tasks = got.tasks as [string, number][];
    expect(tasks.length).toBe(42);
    for (const [optimizer, lr] of tasks)
      for (let seed = 1; seed <= 8; seed++) for (let epoch = 1; epoch <= 10; epoch++) expect(names).toContain([optimizer, lr, seed, epoch].join());
    for (const optimizer of new Set(tasks.map(([name]) => name))) {
      const rates = tasks.flatMap(([name, lr]) => (name === optimizer ? [Math.log10(lr)] : []));
      rates.slice(1).forEach((rate, i) => near(rate - rates[i], 0.5, 5));
    }
  });

  test("was made from these cells and these digits: else `npm run showdown` makes it anew", async () => {
    expect(stored.inputs).toEqual(await showdownInputs());
    expect(stored.command).toBe(command);
    expect(JSON.parse(await readFile("package.json", "utf8")).scripts[command.replace("npm run ", "")]).toBe("node src/tooling/runShowdown.ts");
  });

  test("is what a sample of the grid gives when it is run again", async () => {
    const { sample } = random(10);
    const chosen = new Set(sample(336, 12));
    expect(chosen.size).toBe(12);
    const key = ({ optimizer, lr, seed, budget }: ShowdownRun) => [optimizer, lr, seed, budget].join();
    const before = new Map(stored.runs.map((run) => [key(run), run]));
    const again: ShowdownRun[] = [];
    await runShowdown(async ({ tasks, work, take }) => {
      expect(tasks.length).toBe(336);
      for (const [i, task] of tasks.entries()) {
        const rows = chosen.has(i) ? ((await work(task)) as ShowdownRun[]) : [];
        again.push(...rows);
        take(i, rows, false);
      }
    });
    expect(again.length).toBe(120);
    for (const run of again) {
      near(run.loss, before.get(key(run))!.loss, 0.01);
      expect(run.accuracy).toBeCloseTo(before.get(key(run))!.accuracy, 3);
    }
  }, 60_000);

  test("comes back from its file as it went in, losses to six digits", () => {
    const runs = stored.runs.slice(0, 40).map((run) => ({ ...run, loss: run.loss * (1 + 1e-9) }));
    expect(showdown(new TextEncoder().encode(packShowdown({ ...stored, runs })))).toEqual({ ...stored, runs: stored.runs.slice(0, 40) });
  });

  test("stands in the page beside its command, and the grid's own cell waits for the reader", () => {
    const lead = chapter.cells.find(({ id }) => id === "ahead")!;
    expect(lead.source).toContain("Stored result of ${raceCommand}");
    expect(chapter.cells.find(({ id }) => id === grid.cell)!.run).toBe("click");
    const { nodes } = buildGraph(chapter.cells);
    for (const { id } of chapter.cells) if (id !== "compare" && id !== grid.cell) expect([...nodes.get(id)!.dependsOn]).not.toContain(grid.cell);
  });
});

describe("E1: the race on the digits", () => {
  const published = [
    ["SGD", 0.854, 0.014],
    ["Momentum", 0.863, 0.009],
    ["NAG", 0.86, 0.016],
    ["AdaGrad", 0.876, 0.01],
    ["RMSProp", 0.867, 0.01],
    ["Adam", 0.876, 0.005],
  ] as const;

  test("196-32-10: at the published rates the losses stand in the published order, and the accuracies are the published ones", () => {
    expect(got.parameters).toBe(196 * 32 + 32 + 32 * 10 + 10);
    const ends = rows("ends");
    const order = ["NAG", "Momentum", "Adam", "RMSProp", "SGD", "AdaGrad"];
    const losses = order.map((name) => ends[published.findIndex(([one]) => one === name)][0]);
    expect(losses).toEqual(losses.toSorted((a, b) => a - b));
    published.forEach(([name, accuracy], i) => {
      expect(Math.abs(ends[i][1] - accuracy), name).toBeLessThan(0.01);
      near(ends[i][0], [0.059, 0.032, 0.026, 0.078, 0.049, 0.037][i], 25);
      expect(ends[i][2]).toBeLessThan(0.025);
    });
  });

  test("accuracies: eight seeds name several winners, yet Adam is ahead of SGD on 8 of 8, and not told apart from AdaGrad and RMSProp", () => {
    const scores = got.byScore as { optimizer: string; lr: number; mean: number; tied: boolean }[];
    expect(got.luckyWinners).toBeGreaterThan(2);
    expect(scores.map(({ optimizer }) => optimizer)).toEqual(["Adam", "AdaGrad", "RMSProp", "NAG", "Momentum", "SGD"]);
    expect(scores.map(({ tied }) => tied)).toEqual([true, true, true, true, false, false]);
    const differences = scores.flatMap((one, i) => scores.slice(i + 1).map((other) => 100 * (one.mean - other.mean)));
    expect(differences.filter((difference) => difference < (got.luckSd as number)).length).toBeGreaterThan(7.5);
    // Seed by seed, from the file itself.
    const of = (name: string) => {
      const { lr } = scores.find(({ optimizer }) => optimizer === name)!;
      return stored.runs
        .filter((run) => run.optimizer === name && run.lr === lr && run.budget === 10)
        .toSorted((a, b) => a.seed - b.seed)
        .map(({ accuracy }) => accuracy);
    };
    const pairs = got.pairs as { optimizer: string; ahead: number; equal: number; mean: number; error: number }[];
    for (const { optimizer, ahead, equal, mean } of pairs) {
      const points = of("Adam").map((score, i) => 100 * (score - of(optimizer)[i]));
      expect([ahead, equal]).toEqual([points.filter((x) => x > 1e-9).length, points.filter((x) => Math.abs(x) < 1e-9).length]);
      expect(mean).toBeCloseTo(points.reduce((a, b) => a + b) / 8, 9);
    }
    expect(pairs[5]).toMatchObject({ optimizer: "SGD", ahead: 8 });
    expect(pairs[5].mean / pairs[5].error).toBeGreaterThan(4);
    for (const { mean, error } of pairs.slice(1, 3)) expect(mean / error).toBeLessThan(1);
    expect(2 * 2 ** -8).toBe(1 / 128);
  });

  test("untuned SGD 0.01 gets about 0.617, Adam 0.001 0.824, momentum 0.01 0.833; SGD 3 collapses", () => {
    const untuned = got.untuned as number[];
    [0.617, 0.824, 0.833].forEach((accuracy, i) => expect(Math.abs(untuned[i] - accuracy)).toBeLessThan(0.02));
    expect(untuned[3]).toBeLessThan(0.15);
  });

  test("each best rate lies inside its grid: nothing of the fair race is flagged", () => {
    for (const { unfair } of got.byLoss as { unfair: string[] }[]) expect(unfair).toEqual([]);
  });

  test("by the mean Adam leads after one epoch and NAG after ten, where the two are tied; by the median Adam leads after each; one run is the reason", () => {
    const winners = got.winners as string[];
    expect([winners[0], winners[9]]).toEqual(["Adam", "NAG"]);
    expect(got.medianLeaders).toEqual(new Array(10).fill("Adam"));
    expect((got.byLoss as { optimizer: string; tied: boolean }[]).find(({ optimizer }) => optimizer === "Adam")!.tied).toBe(true);
    const losses = stored.runs
      .filter(({ optimizer, lr, budget }) => optimizer === "Adam" && lr === 0.03 && budget === 10)
      .map(({ loss }) => loss)
      .sort((a, b) => a - b);
    expect((got.adamsLosses as number[]).slice(0, 2)).toEqual([0.03, losses[7]]);
    expect(losses[7]).toBeGreaterThan(0.13);
    expect(losses[6]).toBeLessThan(0.04);
    const nag = (got.byLoss as { optimizer: string; mean: number }[])[0];
    expect(losses.slice(0, 7).reduce((a, b) => a + b) / 7).toBeLessThan(nag.mean);
  });

  test("along a row the mean loss changes by factors of 26 to 105, down the stars by 3.5; AdaGrad is third after one epoch and last after ten", () => {
    const span = got.span as Record<"narrowest" | "widest" | "firstBest" | "lastBest", number>;
    expect([span.narrowest, span.widest, span.lastBest / span.firstBest]).toEqual([
      expect.closeTo(25.7, 1),
      expect.closeTo(105.2, 1),
      expect.closeTo(3.5, 1),
    ]);
    expect(text).toContain("by a factor of 26 or more, down the framed squares by 3.5");
    expect(got.adaGrad).toEqual([3, 6]);
  });

  test("the ranking changes with the measure", () => {
    const names = (place: "byLoss" | "byScore") => (got[place] as { optimizer: string }[]).map(({ optimizer }) => optimizer);
    expect(names("byScore")).not.toEqual(names("byLoss"));
    expect(names("byScore").toSorted()).toEqual(names("byLoss").toSorted());
  });

  test("a run that ends below a loss of 0.1 has nearly all training digits right, as the text says", () => {
    expect(got.fits).toBeGreaterThan(0.97);
  });

  test("what the text says of accuracies and seeds: 1.5 points on 500 examples, 63 seeds for half a point at one point of deviation", () => {
    expect(100 * Math.sqrt((0.87 * 0.13) / 500)).toBeCloseTo(1.5, 1);
    // The quantiles of the normal for 5 % on two sides and 80 % on one.
    expect(Math.round(2 * (1.96 + 0.84) ** 2 * (1 / 0.5) ** 2)).toBe(63);
    expect(text).toContain("for half a point at one point, 63.");
  });
});

test("E2: variance × B is 17.2, 16.9, 16.6, 16.3 and 12.6, and constant once corrected", () => {
  const published = [17.2, 16.9, 16.6, 16.3, 12.6];
  rows("variances").forEach(([, times, corrected], i) => {
    near(times, published[i]);
    near(corrected, 17.2);
  });
});

test("E3: all fit Wilson's examples; SGD, momentum and NAG are right on fresh ones, the adaptive three as often as +1 comes up", () => {
  const table = got.wilson as (string | number)[][];
  table.forEach(([, fits, accuracy, ...theta], i) => {
    expect(fits).toBe(100);
    if (i < 3) {
      expect(accuracy).toBe(1);
      expect(theta[0]).toBeCloseTo(0.96, 1.9);
      for (const weight of theta.slice(1)) expect(weight).toBeCloseTo(0.015, 1.9);
    } else {
      expect(accuracy).toBe(got.positive);
      near(accuracy as number, 0.697, 5);
      for (const weight of theta) expect(weight).toBeCloseTo(0.25, 2);
    }
  });
});

describe("E4: surfaces", () => {
  test("steps to within 1/100 of a minimum, at the rates of the course; SGD diverges on Rosenbrock at 0.01 and on Beale at 0.05", () => {
    const all = Object.values(got.arrivals as Record<string, [number, number][]>).flat();
    expect(all.length).toBe(25);
    for (const [found, expected] of all) expect(found).toBe(expected);
  });

  test("Himmelblau: SGD is at (3, 2) in 10, momentum at (3.584, −1.848) in 61", () => {
    const [a, at, b, other] = got.himmelblau as [number, number[], number, number[]];
    expect([a, b, at]).toEqual([10, 61, [3, 2]]);
    expect(other[0]).toBeCloseTo(3.584, 3);
    expect(other[1]).toBeCloseTo(-1.848, 3);
  });

  test("the winner changes with the surface", async () => {
    const first = async (surface: string, budget: number) =>
      tableOf((await moved({ "surface-race": { Surface: surface, "Budget: steps": budget } })).shown("surface-race"))[0][0];
    const winners = [await first("Matyas", 3000), await first("Beale", 3000), await first("Rosenbrock", 3000)];
    expect(new Set(winners).size).toBeGreaterThan(1);
  });
});

describe("widgets", () => {
  test("the budget slider changes the first figure's order by the mean, whose columns show the median too", async () => {
    const order = async (inputs: InputValues[string]) => tableOf((await moved({ ahead: inputs })).shown("ahead")).map(([name]) => name);
    const [early, late] = [await order({ "Budget: epochs": 1 }), await order({ "Budget: epochs": 10 })];
    expect([early[0], late[0]]).toEqual(["Adam", "NAG"]);
    const table = (await moved({ ahead: { "Budget: epochs": 10 } })).shown("ahead").findLast((output) => output.kind === "table")!;
    const of = (name: string) => table.rows.find(([optimizer]) => optimizer === name)!.map(Number);
    expect(of("Adam")[4]).toBeLessThan(of("NAG")[4]);
    expect(of("Adam")[2]).toBeGreaterThan(of("NAG")[2]);
  });

  test("each unfair comparison but that of the defaults is flagged, and the fair one is not", async () => {
    const flags = async (comparison: string) =>
      tableOf((await moved({ unfair: { Comparison: comparison } })).shown("unfair"))
        .map((row) => String(row.at(-1)))
        .filter((flag) => flag !== "–");
    expect(await flags("all tuned alike")).toEqual([]);
    expect(await flags("Keras’s defaults")).toEqual([]);
    expect(await flags("the median for the mean")).toEqual([]);
    expect(await flags("only rates up to 0.1")).toEqual(expect.arrayContaining([expect.stringContaining("edge of its grid")]));
    expect(await flags("only Adam tuned")).toEqual([expect.stringContaining("tuning differs: 7")]);
    expect(await flags("half the epochs for NAG")).toEqual(["budgets differ: 5, most have 10"]);
    expect((await flags("one seed for each")).filter((flag) => flag.includes("one seed")).length).toBe(6);
    expect(await flags("Momentum’s best seed")).toEqual([expect.stringContaining("seeds differ: 1, most have 8")]);
  });

  test("each of the six wins where only it is tuned; by the median Adam does", async () => {
    const winner = async (comparison: string) => tableOf((await moved({ unfair: { Comparison: comparison } })).shown("unfair"))[0][0];
    for (const name of ["SGD", "Momentum", "NAG", "AdaGrad", "RMSProp", "Adam"]) expect(await winner(`only ${name} tuned`)).toBe(name);
    expect([await winner("all tuned alike"), await winner("the median for the mean")]).toEqual(["NAG", "Adam"]);
  });

  test("a reader's optimizer joins by φ and ψ, or as a whole step: what is SGD gets SGD's place", async () => {
    const whole = /^```ts\n(import type[\s\S]*?)^```/m.exec(text)![1];
    const twin = `const mine: Runner = { rates: [1], make: (lr) => ({ init: () => ({ optimizer: "m", t: 0 }), step(theta, g) { for (let i = 0; i < theta.length; i++) theta[i] -= lr * g[i]; } }) };\n`;
    const withSource = (source: string) =>
      moved({}, { targets: ["mine-race"], cells: chapter.cells.map((cell) => (cell.id === "mine" ? { ...cell, source, edited: true } : cell)) });
    const own = (await withSource(twin)).values.get("myRuns") as ShowdownRun[];
    const sgd = stored.runs.filter(({ optimizer, lr, seed }) => optimizer === "SGD" && lr === 1 && seed === 1);
    own.forEach(({ loss, accuracy }, i) => {
      near(loss, sgd[i].loss, 0.01);
      expect(accuracy).toBeCloseTo(sgd[i].accuracy, 3);
    });
    const { values, shown } = await withSource(whole);
    expect((values.get("myRuns") as ShowdownRun[]).length).toBe(70);
    expect(tableOf(shown("mine-race")).map((row) => row[1])).toContain("yours");
    expect(
      tableOf(shown("mine-race"))
        .find((row) => row[1] === "yours")!
        .at(-1),
    ).toContain("one seed");
  });

  test("the prediction waits for the reader, then shows both rankings", async () => {
    expect((await moved({ "ranking-guess": {} })).shown("ranking-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "ranking-guess": { "The ranking by test accuracy is": "another" } });
    expect(tableOf(shown("ranking-guess")).map(([, byLoss]) => byLoss)).toEqual(
      (got.byLoss as { optimizer: string }[]).map(({ optimizer }) => optimizer),
    );
  });
});
