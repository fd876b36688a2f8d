import katex from "katex";
import { expect, test } from "vitest";
import { libraries, type Library } from "../../content/optimizers.ts";
import { cheatSheet } from "../../src/components/cheatSheet.ts";
import { shownOptions, stateVectors } from "../../src/components/cheatOptions.ts";
import { localeNames } from "../../src/i18n/index.ts";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import { distances, tables } from "../optim/dialectTable.ts";

const dialects = { pytorch, keras, optax, tfjs };
const rowOf = (name: string) => cheatSheet.find((row) => row.label === name)!;

test("a method that a library's dialect has is on the sheet, and under a name of that library's", () => {
  for (const library of Object.keys(libraries) as Library[]) {
    const used = new Set(cheatSheet.flatMap((row) => row.libraries[library]?.of ?? []));
    const missing = Object.entries(dialects[library])
      .filter(([name, of]) => !["nadamw", "adamaxw"].includes(name) && !used.has(of))
      .map(([name]) => name);
    expect(missing, library).toEqual([]);
    for (const { libraries } of cheatSheet) {
      const there = libraries[library];
      if (!there) continue;
      const own = Object.entries(dialects[library]).find(([, of]) => (of as unknown) === there.of)![0];
      expect(there.call.toLowerCase()).toBe(own.toLowerCase());
    }
  }
});

test("where a library's steps differ from the course's the sheet says how, and nowhere else", () => {
  // The tables' names that are not the sheet's.
  const names: Record<string, string> = {
    "SGD with momentum": "Momentum",
    Nesterov: "NAG",
    "RMSProp, centered": "centered RMSProp",
    "Adam with weight decay (λ = 0.1)": "AdamW",
    "RAdam (β₂ = 0.9)": "RAdam",
    "Lion (λ = 0.1)": "Lion",
    "Muon (a 2 × 1 matrix)": "Muon",
  };
  for (const [table, rows] of Object.entries(tables)) {
    const apart = distances(rows);
    rows.forEach(({ dialect, of }, i) => {
      const library = dialect.split(" ")[0] as Library;
      const there = rowOf(names[table] ?? table).libraries[library];
      // PyTorch's Adam with L2 stands beside AdamW in the tables.
      if (!there || (there.of as unknown) !== of) return;
      expect(there.differs !== undefined, `${table}, ${dialect}`).toBe(apart[i] > 1e-12);
    });
  }
});

test("an option that is set is one that the library has", () => {
  for (const { label: name, libraries: own } of cheatSheet) {
    for (const [library, { of, set = {} }] of Object.entries(own)) {
      for (const option of Object.keys(set)) {
        // What has no default must be given.
        if (Object.hasOwn(of.defaults, option)) continue;
        expect(() => (of as unknown as (options: object) => unknown)({ learningRate: 0.1 }), `${name} in ${library}: ${option}`).toThrow(
          `missing option: ${option}`,
        );
      }
    }
  }
});

test("options are spelt as the library spells them, defaults are the code's, and what is 0 or off stays out unless it is to be set", () => {
  const shown = (name: string, library: Library) =>
    shownOptions(library, rowOf(name).libraries[library]!).map(({ name, value = "", set = "" }) => `${name} ${value} ${set}`.trim());
  expect(shown("Adam", "keras")).toEqual(["learning_rate 0.001", "beta_1 0.9", "beta_2 0.999", "epsilon 1e-7"]);
  expect(shown("Adam", "pytorch")).toEqual(["lr 0.001", "betas (0.9, 0.999)", "eps 1e-8"]);
  expect(shown("NAG", "pytorch")).toEqual(["lr 0.001", "momentum 0 β", "nesterov False True"]);
  expect(shown("NAG", "tfjs")).toEqual(["momentum  β", "useNesterov false true"]);
  expect(shown("AdaGrad", "tfjs")).toEqual([`initialAccumulatorValue ${tfjs.adagrad.defaults.initialAccumulatorValue}`]);
});

test("the state is what the optimizer keeps", () => {
  expect(Object.fromEntries(cheatSheet.map(({ label, make }) => [label, stateVectors(make).length]))).toEqual({
    SGD: 0,
    Momentum: 1,
    NAG: 1,
    AdaGrad: 1,
    RMSProp: 1,
    "centered RMSProp": 2,
    AdaDelta: 2,
    Adam: 2,
    AdamW: 2,
    AMSGrad: 3,
    ADOPT: 2,
    Adamax: 2,
    Nadam: 2,
    RAdam: 2,
    Lion: 1,
    Adafactor: 2,
    Shampoo: 2,
    SOAP: 6,
    Muon: 1,
    "Schedule-Free": 2,
  });
});

test("every formula can be set, and every row says in each language when to use it", () => {
  for (const { label: name, libraries, use } of cheatSheet) {
    for (const { differs } of Object.values(libraries))
      if (differs) expect(() => katex.renderToString(differs, { strict: "error" }), name).not.toThrow();
    for (const locale of localeNames) expect(use[locale].length, name).toBeGreaterThan(10);
  }
});
