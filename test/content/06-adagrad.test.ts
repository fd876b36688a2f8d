import { describe, expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 6 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  rare: "rare.map(({ t, rate }) => [t, rate])",
  learnt: "learnt.filter(({ t }) => t === 10_000).map(({ optimizer, feature, error }) => [`${optimizer} ${feature}`, error])",
  ways: "[distanceAfter(100), distanceAfter(10_000)]",
  steady: "[...steady]",
  bayes: "worlds.map(({ bayes }) => bayes)",
  rareBest: "rareBest.map((row) => [row['best α'], row['excess loss']])",
  rareGrids: "Object.values(rareGrids).map((runs) => runs.map(({ lr }) => lr))",
  mailBest: "mailBest.map((row) => [row.method, row.loss, row['test accuracy'], row['best α']])",
  mailGrids: "Object.values(mailGrids).map((runs) => runs.map(({ lr }) => lr))",
  gains: "gains",
  forgetting: "forgetting",
  mails: "[spam.words.length, mailsWith.length, mailsWith[spam.words.indexOf('wrote')], mailsWith[spam.words.indexOf('free')], spam.test.y.length]",
  wrote:
    "Array.from({ length: 1500 }, (_, i) => i).filter((i) => indices.subarray(offsets[i], offsets[i + 1]).includes(spam.words.indexOf('wrote')) && spam.train.y[i] === 1).length",
  nagGrid: "grid(0.007).map(read((lr) => nesterov({ lr }))).toSorted((a, b) => a.loss - b.loss)[0].lr",
  reading: "readingBlocks.map(({ optimizer, mails, loss }) => [optimizer, mails, loss])",
  aheadOfNag: "aheadOfNag",
  sparse: "1 - offsets[1500] / 1500 / 3001",
  wordRates: "wordRows.map(({ word, rate }) => [word, rate])",
  lemma: "Object.values(lemma)",
  regrets: "regrets.map((row) => Object.values(row))",
  share: "mailsWith.reduce((sum, k) => sum + Math.sqrt(k), 0) / Math.sqrt(3000 * mailsWith.reduce((sum, k) => sum + k, 0))",
  fates: "fates.map(({ t, bowl, slope, noisy }) => [t, bowl.rate, bowl.x, slope.rate, slope.x, noisy.rate, noisy.x])",
  blind: "blind.map((row) => Object.values(row))",
  turned: "turnedRows.map((row) => Object.values(row))",
  full: "[0, 17, 30, 45, 80].map((angle) => fullSteps(3, angle))",
  six: "[0, 6].map((angle) => byAngle.find((row) => row.angle === angle && row.method === 'AdaGrad').steps)",
  early: "[...afterEarly]",
  libraries: "libraryCurves.map(({ name, t, step }) => [name, t, step])",
  scaled: "scaled.map((row) => Object.values(row))",
};

const { chapter, text, got, numbers, rows, moved } = await testChapter("06-adagrad", asked);
const named = (name: keyof typeof asked) => new Map((got[name] as [string, ...number[]][]).map(([key, ...values]) => [key, values]));

describe("the first figure", () => {
  test("a feature that is there once in 100 steps has the rate 1/√k at its k-th appearance", () => {
    for (const [t, rate] of rows("rare")) expect(rate).toBeCloseTo(1 / Math.sqrt(t / 100), 12);
    expect(rows("rare").at(-1)).toEqual([10_000, 0.1]);
  });

  test("after 10,000 steps both methods have learnt the common weight; only AdaGrad the rare one", () => {
    const errors = named("learnt");
    for (const learnt of ["SGD common", "AdaGrad common"]) expect(errors.get(learnt)![0]).toBeLessThan(0.06);
    expect(errors.get("AdaGrad rare")![0]).toBeLessThan(0.15);
    expect(errors.get("SGD rare")![0]).toBeGreaterThan(0.3);
  });
});

describe("E1: gradients of constant size, and the lemma", () => {
  test("step α/√t; 18.590α in 100 steps, 198.54α in 10⁴, about 2√T − 1.46", () => {
    numbers("steady").forEach((step, i) => expect(step).toBeCloseTo(1 / Math.sqrt(i + 1), 9));
    const [hundred, tenThousand] = numbers("ways");
    expect(hundred).toBeCloseTo(18.59, 3);
    expect(tenThousand).toBeCloseTo(198.54, 2);
    for (const [T, way] of [
      [100, hundred],
      [10_000, tenThousand],
    ])
      expect(way - (2 * Math.sqrt(T) - 1.4603545)).toBeCloseTo(0.5 / Math.sqrt(T), 4);
  });

  test("Σ g²/√v ≤ 2√v_T on heavy-tailed noise; AdaGrad's v never falls, RMSProp's in most steps", () => {
    const [left, right, sumFalls, averageFalls] = numbers("lemma");
    expect(left).toBeLessThanOrEqual(right);
    expect(left).toBeGreaterThan(right / 2); // no idle bound
    expect(sumFalls).toBe(0);
    expect(averageFalls).toBeGreaterThan(600);
    expect(averageFalls).toBeLessThan(1000);
  });
});

test("the regret stays below (4) and falls per round", () => {
  for (const [, regret, bound] of rows("regrets")) {
    expect(regret).toBeGreaterThan(0);
    expect(regret).toBeLessThan(bound);
  }
  expect(rows("regrets").map(([T]) => T)).toEqual([100, 1000, 10_000, 100_000]);
  expect(rows("regrets")[3][1] / 1e5).toBeLessThan(rows("regrets")[0][1] / 100 / 5);
});

test("the bracket of (4) is smallest at α = W/√2, and the promise is √2·W there", () => {
  const bracket = (alpha: number, W: number) => W ** 2 / (2 * alpha) + alpha;
  expect(bracket(3 / Math.SQRT2, 3)).toBeCloseTo(3 * Math.SQRT2, 12);
  for (const factor of [0.9, 1.1]) expect(bracket((factor * 3) / Math.SQRT2, 3)).toBeGreaterThan(3 * Math.SQRT2);
  expect(numbers("share")).toBeLessThan(1);
});

test("while reading, AdaGrad is no better than SGD in the first 150 mails and ahead in most blocks after that; not in every order", () => {
  const blocks = got.reading as [string, number, number][];
  const of = (name: string) => blocks.filter(([optimizer]) => optimizer === name).map(([, , loss]) => loss);
  const [sgd, nag, adagrad] = ["SGD", "NAG", "AdaGrad"].map(of);
  expect(adagrad).toHaveLength(10);
  expect(adagrad[0]).toBeGreaterThan(sgd[0]);
  for (const other of [sgd, nag]) expect(adagrad.filter((loss, i) => i > 0 && loss < other[i]).length).toBeGreaterThanOrEqual(7);
  expect(got.nagGrid).toBe(0.007);
  expect(got.aheadOfNag).toBeGreaterThan(10);
  expect(got.aheadOfNag).toBeLessThan(20);
});

describe("E2: turning the ravine", () => {
  test("steps straight and at 45°", () => {
    expect(rows("turned").map(([, , straight, oblique]) => [straight, oblique])).toEqual([
      [173, 173],
      [219, 949],
      [33, 269],
      [12, 283],
      [295, 814],
    ]);
    for (const said of ["takes 219 steps", "takes 173 at any angle", "33 steps become 269"]) expect(text).toContain(said);
  });

  test("the full matrix counts the same at every angle; six degrees double the diagonal's count", () => {
    expect(new Set(numbers("full")).size).toBe(1);
    const [straight, six] = numbers("six");
    expect(straight).toBe(33);
    expect(six).toBeGreaterThanOrEqual(66);
  });

  test("along the axes κ does not matter to AdaGrad", () => {
    expect(rows("blind").map(([kappa, sgd]) => [kappa, sgd])).toEqual([
      [1, 1],
      [25, 173],
      [100, 691],
      [10_000, 69078],
    ]);
    expect(new Set(rows("blind").map((row) => row[2])).size).toBe(1);
  });
});

describe("E3: features as unequal as words", () => {
  test("AdaGrad's excess loss is at most 0.75 of the better SGD's, and no best rate lies at the edge of its grid", () => {
    const [sgd, falling, adagrad] = rows("rareBest").map(([, excess]) => excess);
    expect(adagrad).toBeGreaterThan(0);
    expect(adagrad).toBeLessThanOrEqual(0.75 * Math.min(sgd, falling));
    expect(falling).toBeLessThan(sgd);
    rows("rareBest").forEach(([lr], i) => expect(rows("rareGrids")[i].slice(1, -1)).toContain(lr));
    expect(rows("rareBest")[1][0]).toBe(10); // as the text says
  });

  test("the loss of the true weights is near 0.3149, one draw of which the syllabus has", () => {
    for (const bayes of numbers("bayes")) near(bayes, 0.3149, 30);
  });
});

describe("E4: real mails", () => {
  test("the losses come in the order RMSProp, AdaGrad, Adam, SGD, SGD with α/√t, each at a rate inside its grid", () => {
    const order = [...named("mailBest")].toSorted(([, [a]], [, [b]]) => a - b).map(([method]) => method);
    expect(order).toEqual(["RMSProp", "AdaGrad", "Adam", "SGD", "SGD, α/√t"]);
    [...named("mailBest").values()].forEach(([, , lr], i) => expect(rows("mailGrids")[i].slice(1, -1)).toContain(lr));
    for (const [, accuracy] of named("mailBest").values()) expect(accuracy).toBeGreaterThan(0.93);
  });

  test("AdaGrad is ahead in orders that did not choose the rates", () => {
    const gains = numbers("gains");
    expect(gains.length).toBe(20);
    const mean = gains.reduce((a, b) => a + b, 0) / 20;
    const error = Math.sqrt(gains.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 19 / 20);
    expect(mean).toBeGreaterThan(2 * error);
    expect(
      numbers("forgetting")
        .map((gain) => gain > 0)
        .filter(Boolean).length,
    ).toBe(19);
  });

  test("what the text says of words and mails", () => {
    expect(numbers("mails")).toEqual([3000, 3000, 355, 350, 500]);
    expect(got.wrote).toBe(0);
    expect(numbers("sparse")).toBeCloseTo(0.97, 2);
    const rates = named("wordRates");
    expect(rates.get("wrote")![0]).toBeGreaterThan(1.5 * rates.get("free")![0]);
    expect(rates.get("obligation")![0]).toBeGreaterThan(4 * rates.get("the")![0]);
    expect([...rates.keys()].indexOf("obligation")).toBe(19); // the places that the text's numbers read
    expect([...rates.keys()].slice(8, 10)).toEqual(["free", "wrote"]);
  });
});

test("on the bowl the rate stays; on the slope it falls as 1/√t and x goes on; with noise it falls and x comes to rest", () => {
  const [early, , late] = rows("fates");
  expect(late[1]).toBeGreaterThan(0.99 * early[1]);
  expect(Math.abs(late[2])).toBeLessThan(1e-100);
  expect([late[3], late[4]]).toEqual([expect.closeTo(1e-3, 9), expect.closeTo(2000 - 1.46, 2)]);
  near(late[5], 1e-3, 5);
  expect(Math.abs(late[6])).toBeLessThan(0.1);
});

test("E5: after 500 gradients of 100 the step stays 0.00045α to t = 1000", () => {
  const steps = numbers("early");
  expect(steps[499]).toBeCloseTo(1 / Math.sqrt(500), 9);
  for (const step of steps.slice(500)) expect(step).toBeCloseTo(0.00045, 5);
  expect(500 * 100 ** 2).toBe(5e6); // the text's sum
});

describe("libraries", () => {
  test("PyTorch steps α/√t whatever the gradient; the other three α·g/√(0.1 + t·g²)", () => {
    for (const [name, t, step] of got.libraries as [string, number, number][]) {
      expect(step, `${name}, t = ${t}`).toBeCloseTo(name === "PyTorch" ? 1 / Math.sqrt(t) : 0.1 / Math.sqrt(0.1 + 1e-7 + t * 0.01), 6);
    }
    expect(new Set((got.libraries as [string][]).map(([name]) => name))).toEqual(new Set(["PyTorch", "Keras", "optax", "TensorFlow.js"]));
  });

  test("PyTorch does not see the scale of the loss; Keras does, from its 0.1 and, far less, from its ε", () => {
    const [one, hundredth, small] = rows("scaled").map(([, ...ends]) => ends);
    for (const ends of [hundredth, small]) near(ends[0], one[0], 0.001);
    expect([one[1] < 0.05, hundredth[1] > 0.5, small[1] > 0.99]).toEqual([true, true, true]);
    near(hundredth[2], one[2], 1);
    expect(small[2]).toBeGreaterThan(2 * one[2]);
  });

  test("the table of defaults is what the dialects say", () => {
    type Rule = { options: { lr: number }; init(n: number): { v: Float64Array } };
    const make = (library: string, options = {}) => (modules[library] as { adagrad(options: object): Rule }).adagrad(options);
    expect([make("optim/pytorch"), make("optim/keras")].map((rule) => [rule.options.lr, rule.init(1).v[0]])).toEqual([
      [0.01, 0],
      [0.001, 0.1],
    ]);
    for (const library of ["optim/optax", "optim/tfjs"]) {
      expect(() => make(library)).toThrow(/learningRate/);
      expect(make(library, { learningRate: 1 }).init(1).v[0]).toBe(0.1);
    }
  });
});

describe("widgets", () => {
  test("at 1 : 1 the two clocks are one, at 1 : 1000 the rare one has ticked ten times", async () => {
    const once = "The rare word appears once in … steps";
    const rates = async (apart: number) => (await moved({ clock: { [once]: apart } })).values.get("rare") as { t: number; rate: number }[];
    for (const { t, rate } of await rates(1)) expect(rate).toBeCloseTo(1 / Math.sqrt(t), 12);
    expect((await rates(1000)).map(({ t }) => t)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((k) => 1000 * k));
  }, 60_000);

  test("the words are hot before they are read, and cool down", async () => {
    const rates = async (read: number) =>
      new Map(
        ((await moved({ "word-clocks": { "Emails read": read } })).values.get("wordRows") as { word: string; rate: number }[]).map(
          ({ word, rate }) => [word, rate],
        ),
      );
    const [early, late] = [await rates(50), await rates(1500)];
    for (const [word, rate] of late) expect(rate, word).toBeLessThanOrEqual(early.get(word)!);
    expect(late.get("the")).toBeLessThan(early.get("the")! / 1.5);
  }, 60_000);

  test("the turned ravine counts 33 along its axes and 269 at 45°; no table depends on its sliders", async () => {
    const at = async (angle: number) =>
      (await moved({ "rotate-widget": { "Angle in degrees": angle, "AdaGrad's learning rate α": 3 } }))
        .shown("rotate-widget")
        .find(({ kind }) => kind === "tex");
    expect(await at(0)).toMatchObject({ kind: "tex", tex: expect.stringContaining("AdaGrad } 33") });
    expect(await at(45)).toMatchObject({ kind: "tex", tex: expect.stringContaining("AdaGrad } 269") });
    const { nodes } = buildGraph(chapter.cells);
    for (const input of ["degrees", "turnedRate"])
      expect(
        [...nodes.values()].filter(({ reads }) => reads.has(input)).map(({ cell }) => cell.id),
        input,
      ).toEqual([]);
  }, 60_000);

  test("the larger the early gradients, the smaller the steps after them", async () => {
    const after = async (size: number) =>
      ((await moved({ early: { "Size of the first 500 gradients": size } })).values.get("afterEarly") as number[])[999];
    expect(await after(1)).toBeCloseTo(1 / Math.sqrt(1000), 9);
    expect(await after(1000)).toBeCloseTo(4.47e-5, 7);
  });

  test("the prediction waits for the reader, then shows 219 and 949 beside the guess", async () => {
    expect((await moved({ "rotate-guess": {} })).shown("rotate-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "rotate-guess": { "Steps at 45°": 219 } });
    expect(shown("rotate-guess").find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        ["your prediction", 45, 219],
        ["counted", 0, 219],
        ["counted", 45, 949],
      ],
    });
  });
});
