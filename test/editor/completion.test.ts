import { CompletionContext, type Completion } from "@codemirror/autocomplete";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { EditorState, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { beforeAll, describe, expect, test } from "vitest";
import { complete } from "../../src/editor/offers.ts";
import { createScope, type Surroundings } from "../../src/editor/meaning.ts";
import { editorLibrary } from "../../src/tooling/editorLibrary.ts";

let around: Surroundings;
const cells = [
  {
    title: "A run",
    code: 'import { trace, adam as adamOf } from "optim";\nimport { ravine } from "problems";\nconst run = trace(adamOf(), ravine, [1, 2], 10);',
  },
  {
    title: "More",
    code: "const lr = slider('α', { min: 0, max: 1 }), { a, b: second } = run;\nconst list = [1, 2];\nfunction helper(inner) {}\ninterface Row { x: number }",
  },
  { title: "Broken", code: "const here = (" },
];
beforeAll(() => {
  around = { library: editorLibrary(), cells };
});

/** What is offered where | stands. */
function offered(marked: string, { explicit = false, ...more }: { explicit?: boolean } & Partial<Surroundings> = {}): readonly Completion[] {
  const pos = marked.indexOf("|");
  const state = EditorState.create({ doc: marked.replace("|", ""), extensions: [typescriptLanguage] });
  const options = complete(new CompletionContext(state, pos, explicit), { ...around, ...more })?.options ?? [];
  expect(new Set(options.map(({ label }) => label)).size, `no name twice: ${marked}`).toBe(options.length);
  return options;
}
const labels = (...given: Parameters<typeof offered>): string[] => offered(...given).map(({ label }) => label);

/** The text after `name` is chosen where | stands, `further` being typed first, with the caret, or what is selected, between bars. */
function chosen(marked: string, name: string, further = ""): string {
  const { apply = name, label } = offered(marked).find((option) => option.label === name)!;
  const pos = marked.indexOf("|");
  let state = EditorState.create({ doc: marked.replace("|", further), extensions: [typescriptLanguage] });
  const from = pos - /[\w$]*$/.exec(marked.slice(0, pos))![0].length;
  const to = pos + further.length;
  const dispatch = (...specs: TransactionSpec[]) => (state = state.update(...specs).state);
  if (typeof apply === "string") dispatch({ changes: { from, to, insert: apply }, selection: { anchor: from + apply.length } });
  else apply({ state, dispatch } as unknown as EditorView, { label }, from, to);
  const { from: start, to: end } = state.selection.main;
  return `${state.sliceDoc(0, start)}|${start === end ? "" : `${state.sliceDoc(start, end)}|`}${state.sliceDoc(end)}`;
}
const detail = (options: readonly Completion[], name: string) => options.find(({ label }) => label === name)?.detail;

describe("options", () => {
  test("of an optimizer are offered in its braces with their defaults, in their order, without those given", () => {
    const options = offered('import { adam } from "optim";\nadam({|})');
    expect(options.map(({ label, detail }) => `${label} ${detail}`)).toEqual(["lr = 1e-3", "beta1 = 0.9", "beta2 = 0.999", "eps = 1e-8"]);
    expect(labels('import { adam } from "optim";\nadam({ lr: 1, b| })')).toEqual(["beta1", "beta2", "eps"]);
    expect(labels('import { adam } from "optim";\nadam({|')).toEqual(["lr", "beta1", "beta2", "eps"]);
  });

  test("are those of the module that the name comes from: renamed, of a whole module, or imported in another cell", () => {
    expect(labels('import { adam as a } from "optim/pytorch";\na({ | })')).toContain("amsgrad");
    expect(labels('import * as torch from "optim/pytorch";\ntorch.sgd({ | })')).toContain("nesterov");
    expect(labels("adamOf({ | })")).toContain("beta1");
    expect(labels("slider('a', { | })")).toEqual(expect.arrayContaining(["min", "max", "scale"]));
  });

  test("of Plot's marks, of the plot and of its scales", () => {
    expect(labels("Plot.plot({ marks: [Plot.dot(run.rows(), { | })] })")).toEqual(expect.arrayContaining(["x", "fill", "r"]));
    expect(labels("Plot.plot({ marks: [Plot.dot(run.rows(), {})], | })")).toEqual(expect.arrayContaining(["caption", "color"]));
    expect(labels("Plot.plot({ y: { | } })")).toEqual(expect.arrayContaining(["type", "domain", "label"]));
  });

  test("are not offered where a value stands, nor of a name that is another thing here", () => {
    expect(labels('import { adam } from "optim";\nadam({ lr: | })')).toEqual([]);
    expect(labels('import { adam } from "optim";\nconst f = (adam) => adam({ | })')).toEqual([]);
    expect(labels("unknown({ | })")).toEqual([]);
  });
});

describe("names", () => {
  test("of imports: the modules, and what each exports but is not imported yet", () => {
    expect(labels('import { adam } from "opt|"')).toEqual([
      "optim",
      "optim/pytorch",
      "optim/keras",
      "optim/optax",
      "optim/tfjs",
      "optim/paper",
      "problems",
      "steps",
    ]);
    const keras = labels('import { sgd, | } from "optim/keras";');
    expect(keras).toContain("adamw");
    expect(keras).not.toContain("sgd");
    expect(keras).not.toContain("shampoo");
    expect(detail(offered("import { ra| }"), "ravine")).toBe("problems");
  });

  test("of the page, the built-ins, the language, and of what could be imported, where an expression begins", () => {
    const options = offered("const mine = 1;\nfunction f(inner, { deep }) { const near = 2; return | }", { explicit: true });
    const names = options.map(({ label }) => label);
    expect(names).toEqual(
      expect.arrayContaining([
        "mine",
        "inner",
        "deep",
        "near",
        "run",
        "lr",
        "a",
        "second",
        "list",
        "helper",
        "here",
        "slider",
        "Plot",
        "Math",
        "momentum",
        "const",
      ]),
    );
    expect(names).not.toContain("Row");
    expect(names).not.toContain("Optimizer");
    expect(detail(options, "run")).toBe("A run");
    expect(detail(options, "momentum")).toBe("optim");
    expect(detail(options, "ravine")).toBe("problems");
  });

  test("of types, where a type is written", () => {
    const names = labels("let x: R|");
    expect(names).toEqual(expect.arrayContaining(["Row", "Optimizer", "number"]));
    expect(names).not.toContain("run");
  });

  test("nothing in comments, strings and numbers, nor where a name is given; within a template code is code", () => {
    for (const code of [
      "// ru|",
      '// from "op|',
      'const text = "it is from \'op|"',
      "/* ru| */",
      '"ru|"',
      "`ru|`",
      "/ru|/",
      "const ru|",
      "12|",
      "1.|",
      "function f(ru|) {}",
    ])
      expect(labels(code), code).toEqual([]);
    expect(labels("`${ru|}`")).toContain("run");
    expect(labels("|")).toEqual([]);
  });
});

describe("choosing", () => {
  test("an option writes its default, which is selected, unless a value stands there; in empty braces with spaces", () => {
    expect(chosen('import { adam } from "optim";\nadam({|})', "beta1")).toBe('import { adam } from "optim";\nadam({ beta1: |0.9| })');
    expect(chosen("adamOf({ | })", "lr"), "the page's own lr").toBe("adamOf({ lr| })");
    expect(chosen("adamOf({ b|: 1 })", "beta1")).toBe("adamOf({ beta1|: 1 })");
    expect(chosen("adamOf({ b|ta1: 1 })", "beta2")).toBe("adamOf({ beta2|ta1: 1 })");
    expect(chosen("slider('a', { | })", "min")).toBe("slider('a', { min: | })");
  });

  test("a name imports it: in a line of its own, or beside others of its module, wherever that import is and whatever was typed since", () => {
    expect(chosen("bi|", "biasCorrection")).toBe('import { biasCorrection } from "optim";\nbiasCorrection|');
    expect(chosen('import { sgd } from "optim";\nbi|', "biasCorrection")).toBe('import { sgd, biasCorrection } from "optim";\nbiasCorrection|');
    expect(chosen('import { sgd, } from "optim";\nbi|', "biasCorrection")).toBe('import { sgd, biasCorrection } from "optim";\nbiasCorrection|');
    expect(chosen('import {\n  sgd, // plain\n} from "optim";\nbi|', "biasCorrection")).toBe(
      'import {\n  sgd, biasCorrection // plain\n} from "optim";\nbiasCorrection|',
    );
    expect(chosen('f(b|);\nimport { sgd } from "optim";', "biasCorrection", "ia")).toBe(
      'f(biasCorrection|);\nimport { sgd, biasCorrection } from "optim";',
    );
  });

  test("a name is not imported by a comment, by an import of types, or by one of another module", () => {
    for (const others of ['// import { sgd } from "optim";\n', 'import type { Vec } from "optim";\n', 'import { sgd } from "optim/keras";\n'])
      expect(chosen(`${others}bi|`, "biasCorrection"), others).toBe(`import { biasCorrection } from "optim";\n${others}biasCorrection|`);
  });

  test("a name in an import without a module gets its module", () => {
    expect(chosen("import { ra| }", "ravine", "vi")).toBe('import { ravine| } from "problems";');
    expect(chosen("import { ra| }\nlet a;", "ravine")).toBe('import { ravine| } from "problems";\nlet a;');
  });
});

describe("behind a full stop", () => {
  test("stand exports of a module, of Plot, and members of a type, as far as the text tells it", () => {
    expect(labels('import * as torch from "optim/pytorch";\ntorch.|')).toContain("adamw");
    expect(labels("Plot.|")).toContain("lineY");
    expect(labels("run.|")).toEqual(expect.arrayContaining(["rows", "loss"]));
    expect(labels('import { trace } from "optim"; trace(1, 2).lo|')).toContain("loss");
    expect(labels('import { adam } from "optim"; const o = adam(); o.|')).toContain("step");
    expect(labels("ravine.|")).toEqual(expect.arrayContaining(["f", "gradient", "start"]));
    expect(labels("list.ma|")).toContain("map");
    expect(labels("Math.s|")).toContain("sqrt");
    expect(labels("tex.|")).toEqual(["block"]);
    expect(labels("run.loss.|")).toContain("length");
  });

  test("stands nothing that is not known", () => {
    for (const code of ["what.|", "(x) => x.|", "lr.foo.|", "(run) => run.|", "f().|"]) expect(labels(code), code).toEqual([]);
  });
});

test("names that tell of each other only end somewhere", () => {
  expect(labels("const a1 = b1.f();\nconst b1 = a1.g();\na1.|")).toEqual([]);
  expect(labels("const a1 = a1();\na1.|")).toEqual([]);
});

test("in text that is not read as code, nothing is offered", () => {
  const state = EditorState.create({ doc: "so th" });
  expect(complete(new CompletionContext(state, 5, true), around)).toBe(null);
});

test("without the library, the page's own names are there, until the next key, when it may have come", () => {
  const state = EditorState.create({ doc: "ru", extensions: [typescriptLanguage] });
  const validFor = (given: Surroundings) => complete(new CompletionContext(state, 2, false), given)!.validFor;
  expect(validFor({ cells })).toBe(undefined);
  expect(validFor(around)).toBeInstanceOf(RegExp);
  const names = labels("ru|", { library: undefined });
  expect(names).toContain("run");
  expect(names).not.toContain("slider");
});

test("a name means what stands nearest, and else nothing", () => {
  const scope = createScope("const table = 1;", around);
  expect(scope.meaningOf("table")).toMatchObject({ kind: "own" });
  expect(scope.meaningOf("slider")).toMatchObject({ kind: "entry", module: "" });
  expect(scope.meaningOf("adamOf")).toMatchObject({ kind: "entry", module: "optim", entry: { name: "adam" } });
  expect(scope.meaningOf("run")).toMatchObject({ kind: "own", title: "A run" });
  expect(scope.meaningOf("adam")).toBe(undefined);
  expect(scope.meaningOf("constructor")).toBe(undefined);
});
