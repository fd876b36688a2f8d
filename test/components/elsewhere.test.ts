import { expect, test } from "vitest";
import { libraries, optimizers, type Form, type Library, type Taught } from "../../content/optimizers.ts";
import { spelt } from "../../src/components/cheatOptions.ts";
import { elsewhere } from "../../src/components/elsewhere.ts";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import { trace, type Optimizer, type OptimizerName } from "../../src/optim/index.ts";
import * as optim from "../../src/optim/optimizers.ts";
import { quadratic } from "../../src/problems/index.ts";
import { callOf, writtenIn, type Given } from "../../src/reader/elsewhere/recipes.ts";

const names = Object.keys(optimizers) as OptimizerName[];
type Make = (options?: object) => Optimizer<unknown>;
const dialects = { pytorch, keras, optax, tfjs } as unknown as Record<Library, Record<string, Make & { rules: object }>>;
const labels = Object.fromEntries(Object.entries(libraries).map(([library, label]) => [label, library])) as Record<string, Library>;
function codes(name: OptimizerName, given: Record<string, Given> = {}): Record<string, string> {
  const { defaults, recipes } = elsewhere(name);
  return Object.fromEntries(recipes.map((recipe) => [labels[recipe.library], callOf(recipe, { ...defaults, ...given })]));
}

test("an optimizer is spelled as each library spells it", () => {
  expect(codes("nesterov")).toEqual({
    pytorch: "torch.optim.SGD(params, lr=0.001, momentum=0.9, nesterov=True)",
    keras: "keras.optimizers.SGD(learning_rate=0.001, momentum=0.9, nesterov=True)",
    optax: "optax.sgd(learning_rate=0.001, momentum=0.9, nesterov=True)",
    tfjs: "tf.train.momentum(0.001, 0.9, true)",
  });
  expect(codes("adam")).toEqual({
    pytorch: "torch.optim.Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8)",
    keras: "keras.optimizers.Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8)",
    optax: "optax.adam(learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8)",
    tfjs: "tf.train.adam(0.001, 0.9, 0.999, 1e-8)",
  });
  expect(codes("rmsprop").pytorch).toBe("torch.optim.RMSprop(params, lr=0.01, alpha=0.9, eps=1e-8)");
  expect(codes("centeredRmsprop").tfjs).toBe("tf.train.rmsprop(0.01, 0.9, 0, 1e-8, true)");
  expect(codes("adamw").optax).toBe("optax.adamw(learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8, weight_decay=0.01)");
  expect(codes("muon").pytorch).toBe("torch.optim.Muon(params, lr=0.02, weight_decay=0, momentum=0.95, eps=1e-7)");
  expect(codes("adagrad").tfjs).toBe("tf.train.adagrad(0.01, 0)");
  expect(codes("adagrad").keras).toBe("keras.optimizers.Adagrad(learning_rate=0.01, initial_accumulator_value=0, epsilon=1e-10)");
});

test("with other options it is spelled with those; what is not known stands by its name, and what may come besides is left open", () => {
  expect(codes("adam", { lr: 0.1 + 0.2, beta2: { text: "decay" } })).toEqual({
    pytorch: "torch.optim.Adam(params, lr=0.3, betas=(0.9, decay), eps=1e-8)",
    keras: "keras.optimizers.Adam(learning_rate=0.3, beta_1=0.9, beta_2=decay, epsilon=1e-8)",
    optax: "optax.adam(learning_rate=0.3, b1=0.9, b2=decay, eps=1e-8)",
    tfjs: "tf.train.adam(0.3, 0.9, decay, 1e-8)",
  });
  const { defaults, recipes } = elsewhere("sgd");
  expect(recipes.map((recipe) => callOf(recipe, defaults, true)).slice(0, 2)).toEqual([
    "torch.optim.SGD(params, lr=0.001, …)",
    "keras.optimizers.SGD(learning_rate=0.001, …)",
  ]);
  expect(writtenIn("python", true) + writtenIn("javascript", true)).toBe("Truetrue");
});

test("PyTorch is not asked for Nesterov’s form without momentum, which it refuses", () => {
  expect(codes("nesterov", { beta: 0 })).toMatchObject({
    pytorch: "torch.optim.SGD(params, lr=0.001, momentum=0)",
    tfjs: "tf.train.momentum(0.001, 0)",
  });
});

/** The call that a reader sees, made by the dialect of the library. */
function made(library: Library, code: string, shape: object): Optimizer<unknown> {
  const [, call, list] = /^(?:torch\.optim|keras\.optimizers|optax|tf\.train)\.(\w+)\((.*)\)$/.exec(code)!;
  const dialect = dialects[library][call.toLowerCase()];
  const known = Object.keys(dialect.rules);
  const value = (text: string): unknown =>
    /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text.startsWith("(") ? text.slice(1, -1).split(", ").map(value) : Number(text);
  const args = (list.match(/(?:\([^)]*\)|[^,])+/g) ?? []).map((arg) => arg.trim()).filter((arg) => arg !== "params");
  const options = args.map((arg, i): [string, unknown] => {
    if (library === "tfjs") return [known[i], value(arg)];
    const [name, text] = arg.split("=");
    const option = known.find((one) => spelt(library, one) === name);
    expect(option, `${code}: ${name}`).toBeDefined();
    return [option!, value(text)];
  });
  return dialect({ ...Object.fromEntries(options), ...shape });
}

/** Positions that the inputs of a page may have, those at the ends of their ranges too. */
const given: Record<string, readonly number[]> = {
  lr: [0.05, 0.5],
  beta: [0, 0.37],
  beta1: [0, 0.6],
  beta2: [0.9, 0.5],
  rho: [0.5, 0.99],
  eps: [1e-3, 1e-6],
  weightDecay: [0.2, 0],
};

test.for(names)(
  "%s: each call as it is shown, with defaults and with other options, makes the same steps in its library, or it is said how it differs",
  (name) => {
    const { formOf, hasItsOptions }: Partial<Form> = optimizers[name];
    const { defaults, recipes, missing } = elsewhere(name);
    const { libraries: having } = optimizers[hasItsOptions && formOf ? formOf : name] as Partial<Taught>;
    expect(recipes.map(({ library }) => labels[library])).toEqual(Object.keys(libraries).filter((library) => having && library in having));
    if (having) expect(recipes.length + missing.length).toBe(Object.keys(libraries).length);
    // Its θ is another: `test/optim/forms.test.ts` compares the two.
    if (name === "nesterovLookahead") return;
    const make = optim[name] as unknown as Make & { record: { needs?: object } };
    const shape = make.record.needs ?? {};
    const cases = [
      {},
      ...Object.keys(defaults).flatMap((option) => given[option].map((value) => ({ [option]: value }))),
      ...[0, 1].map((i) => Object.fromEntries(Object.keys(defaults).map((option) => [option, given[option][i]]))),
    ];
    for (const recipe of recipes) {
      const [library, { differs, without }] = [labels[recipe.library], recipe];
      // What it does not have changes its formula too.
      expect(without.length === 0 || differs, recipe.call).toBeTruthy();
      for (const options of cases) {
        const code = callOf(recipe, { ...defaults, ...options });
        const theirs = made(library, code, shape);
        if (differs) continue;
        // In the second valley the gradients are as small as ε, so that it counts.
        for (const valley of [quadratic([1, 25]), quadratic([1e-8, 25e-8])]) {
          const [a, b] = [make({ ...shape, ...options }), theirs].map((rule) => trace(rule, valley, [7, -3], 30).theta);
          a.forEach((x, i) => expect(Math.abs(b[i] - x), `${code} ${JSON.stringify(options)}`).toBeLessThan(1e-9 * (1 + Math.abs(x))));
        }
      }
    }
  },
);
