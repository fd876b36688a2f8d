/**
 * Mutation check of src/optim: `node test/mutation/optim.ts [part of a file's name]`.
 * Applies each plausible bug, one at a time and in memory only, to each optimizer that it can be made in, and runs the tests until one
 * fails. Prints the bugs that no test saw, and exits with 1 if there are any.
 */
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";

interface Bug {
  name: string;
  /** All places of a source where the bug can be made: the source with the bug in it. */
  make(source: string): string[];
}
/** The bug that `by` ($1 … stand for groups) in place of `pattern` is, at each place where the pattern is found. */
const replace = (name: string, pattern: RegExp, by: string): Bug => ({
  name,
  make: (source) =>
    [...source.matchAll(pattern)].map(({ index }) => {
      let done = false;
      return source.replace(pattern, (...found: (string | number)[]) => {
        if (done || found.slice(1).find((part) => typeof part === "number") !== index) return String(found[0]);
        done = true;
        return by.replace(/\$(\d)/g, (_, k) => String(found[Number(k)] ?? ""));
      });
    }),
});

/** Swaps two equations of which one needs what the other makes: an old value used where the new one belongs. */
const swapped: Bug = {
  name: "two equations in the other order",
  make(source) {
    const lines = source.split("\n");
    const equation = (i: number) => (/^ {8}(\w+)\[i\] .*;( +\/\/ \(\d+\))?$/.exec(lines[i] ?? "") ?? /^ {8}const (\w+) = .*;( +\/\/ \(\d+\))?$/.exec(lines[i] ?? ""))?.[1];
    return lines.flatMap((line, i) => {
      const first = equation(i), second = equation(i + 1);
      if (!first || !second || line.includes("const ")) return []; // a constant used before it is made is no program
      return lines[i + 1].includes(`${first}[i]`) || line.includes(`${second}[i]`) ? [lines.with(i, lines[i + 1]).with(i + 1, line).join("\n")] : [];
    });
  },
};

const bugs: Bug[] = [
  swapped,
  { name: "β₁ and β₂ swapped", make: (source) => (/beta2 \*/.test(source) && /beta1 \*/.test(source) ? [source.replace(/(?<=\(theta: Vec, g: Vec, state[\s\S]*)beta([12])\b/g, (_, k) => `beta${3 - Number(k)}`)] : []) },
  replace("sign of the step", /theta\[i\] -= /g, "theta[i] += "),
  replace("sign of the velocity", /- alpha \* g\[i\];/g, "+ alpha * g[i];"),
  replace("ε inside the root", /Math\.sqrt\(([^()]*)\) \+ eps\b/g, "Math.sqrt($1 + eps)"),
  replace("ε outside the root", /Math\.sqrt\((\w+\[i\]) \+ eps\)/g, "(Math.sqrt($1) + eps)"),
  replace("ε dropped", / \+ eps(?!\w)/g, ""),
  replace("ε subtracted", / \+ eps(?!\w)/g, " - eps"),
  replace("root dropped", /Math\.sqrt\(/g, "("),
  replace("m not corrected", / \/ mass1/g, ""),
  replace("v not corrected", / \/ mass2/g, ""),
  replace("m corrected with β₂", /mass\(beta1, t\)/g, "mass(beta2, t)"),
  replace("v corrected with β₁", /mass\(beta2, t\)/g, "mass(beta1, t)"),
  replace("t one ahead", /const t = \+\+state\.t;/g, "const t = ++state.t + 1;"),
  replace("t one behind", /const t = \+\+state\.t;/g, "const t = Math.max(1, state.t++);"),
  replace("t not counted", /^ +state\.t\+\+;\n/gm, ""),
  replace("the schedule read a step late", /at\((\w+), state\.t \+ 1/g, "at($1, Math.max(1, state.t)"),
  replace("the schedule ignored", /= at\((lr), state\.t \+ 1\)/g, "= at($1, 1)"),
  replace("the newest gradient at full weight", /\(1 - (beta\d?|rho|betaT)\) \* /g, ""),
  replace("no decay of the memory", /(beta\d?|rho) \* (?=\w+\[i\] \+)/g, ""),
  replace("memory forgotten", /(beta\d?|rho) \* \w+\[i\] \+ /g, ""),
  replace("g not squared", /g\[i\] \*\* 2/g, "Math.abs(g[i])"),
  replace("Δ not squared", /delta \*\* 2/g, "delta"),
  replace("the mean not squared", /gBar\[i\] \*\* 2/g, "gBar[i]"),
  replace("Adam's rule for AdaGrad's sum", /v\[i\] \+= /g, "v[i] = 0.9 * v[i] + "),
  replace("minimum for maximum", /Math\.max\((?!1, rows|norm)/g, "Math.min("),
  replace("abs dropped", /Math\.abs\((.*?)\)/g, "$1"),
  replace("sign dropped", /Math\.sign\((.*?)\)/g, "$1"),
  replace("α dropped", /alpha \* /g, ""),
  replace("decay not multiplied by α", /alpha \* weightDecay/g, "weightDecay"),
  replace("decay dropped", / \+ weightDecay \* theta\[i\]/g, ""),
  replace("decay grows", /1 - alpha \* weightDecay/g, "1 + alpha * weightDecay"),
  replace("decay of the sign's wrong side", /\+ weightDecay \* theta/g, "- weightDecay * theta"),
  replace("look-ahead without β", /\bb \* u\[i\]/g, "u[i]"),
  replace("look-ahead forgotten", / \+ (b|beta) \* (?=[um]\[i\])/g, " + 0 * "),
  replace("rectified from another ρ", /(rhoT?) > 4/g, "$1 > 5"),
  replace("r left out", /alpha \* r \* mHat/g, "alpha * mHat"),
  replace("ρ_∞ off by one", /- 1;( +\/\/ \(1\))?$/gm, ";$1"),
  replace("a state of another optimizer accepted", /= checkStep\(/g, "= theta.length || ("),
  replace("options not checked", /checkOptions\((\{[^}]*\}), rest\)/g, "($1)"),
  replace("another default β₁", /beta1 = 0\.9\b/g, "beta1 = 0.95"),
  replace("another default β₂", /beta2 = 0\.99(9?)\b/g, "beta2 = 0.98$1"),
  replace("another default β", /beta = 0\.9(5?)\b/g, "beta = 0.8$1"),
  replace("another default ρ", /rho = 0\.9(5?)\b/g, "rho = 0.8$1"),
  replace("another default α", /lr = (?=[\d.])/g, "lr = 2 * "),
  replace("another default ε", /eps = (?=[\d.])/g, "eps = 2 * "),
  replace("another default λ", /weightDecay = (?=[\d.])/g, "weightDecay = 0.001 + "),
];

/** Bugs of libraries' forms and of what the optimizers stand on, which no pattern makes. */
const particular: Record<string, [name: string, find: string, by: string][]> = {
  "newtonSchulz.ts": [["a coefficient", "3.4445", "3.4545"], ["b and c exchanged", "b * A[p * k + q] + c * sum", "c * A[p * k + q] + b * sum"], ["A not symmetric", "A[p * k + q] = A[q * k + p] = sum", "A[p * k + q] = sum"], ["tall matrices not turned", "rows <= columns ? columns : 1, along", "columns, along"]],
  "muon.ts": [["four rounds", "columns, 5, work", "columns, 4, work"], ["not divided by the norm", "m[i] / norm", "m[i]"]],
  "mass.ts": [["1 too early", "> 40 ?", "> 20 ?"], ["the power alone", "1 - beta ** t", "beta ** t"], ["t one behind", "beta ** t;", "beta ** (t - 1);"]],
  "ema.ts": [["starts at the first value", "let m = 0;", "let m = series[0];"], ["β on the wrong side", "beta * m + (1 - beta) * series[i]", "(1 - beta) * m + beta * series[i]"]],
  "biasCorrect.ts": [["t from 0", "i + 1)", "i || 1)"]],
  "fourStep.ts": [["φ for ψ", "psi(g[i], v[i]", "phi(g[i], v[i]"], ["0 divided by 0", "m[i] === 0 ? 0 : ", ""], ["no memory for ψ", "psi(g[i], v[i], t, vMemory", "psi(g[i], v[i], t, mMemory"]],
  "slots.ts": [["β_t one late", "beta * mass(beta, t - 1)", "beta * mass(beta, t)"], ["AMSGrad without its maximum", "Math.max(vMax, v[i])", "v[i]"], ["g not squared", "moment(g ** 2", "moment(g"], ["Nadam's next weight", "mass(beta1, t + 1)", "mass(beta1, t)"]],
  "schedules.ts": [["cosine ends a step early", "(t - 1) / steps)", "t / steps)"], ["drop a step early", "t > last", "t >= last"], ["warm-up a step late", "after(1) * t)", "after(1) * (t - 1))"], ["1/t from 0", "decay * (t - 1)", "decay * t"], ["the peak elsewhere", "rise * steps - 1", "rise * steps"], ["the later clock", "after(t - steps + 1)", "after(t)"]],
  "trace.ts": [["the gradient after the step", "problem.gradient(before, g);", "problem.gradient(theta, g);"], ["Δ with the wrong sign", "run.delta[start + i] -= theta[i]", "run.delta[start + i] += theta[i]"], ["the last step forgotten", " || t === steps", ""], ["loss of the step before", "run.loss[row] = problem.f(theta);", "run.loss[row] = run.loss[row - 1];"]],
  "train.ts": [["one step too many", "t <= steps", "t <= steps + 1"], ["the state not resumed", "earlier ?? optimizer.init(n)", "optimizer.init(n)"], ["no look-ahead", "optimizer.lookAhead?.(theta, state, point);", "point.set(theta);"]],
  "moments.ts": [["Adam's m uncorrected", "  adam: [mHat, vHat],", "  adam: [m, vHat],"], ["Nesterov's m is the sum", "g[i] + beta * state.m[i]), one]", "state.m[i]), one]"], ["Adamax's v is u", "state.u[i] ** 2", "state.u[i]"], ["Nadam's weights", "next * state.m[i]", "state.m[i]"], ["Lion's m not before the step", "(state.m[i] - (1 - beta2) * g[i]) / beta2", "state.m[i]"], ["the velocity's sign", "-1 / alpha", "1 / alpha"]],
  "check.ts": [["β = 1 accepted", "x >= 0 && x < 1,", "x >= 0 && x <= 1,"], ["α < 0 accepted", "is: (x) => x >= 0 && x < Infinity, want: \"a finite number ≥ 0, or", "is: (x) => x < Infinity, want: \"a finite number ≥ 0, or"], ["lengths not compared", " && x.length === n", ""], ["types not checked", "isVec(x) && ", ""], ["schedules not checked", "checkNumber(`${name} at t", "void (`${name} at t"]],
  "dialects/pytorch.ts": [["lrDecay from t", "lrDecay * (t - 1)", "lrDecay * t"], ["decay decoupled in Adam", "coupledDecay(sharedAdam", "decoupledDecay(sharedAdam"], ["decay coupled in AdamW", ": sharedAdamw({ ...options, weightDecay })", ": coupledDecay(sharedAdam(options), weightDecay)"], ["rectified from 4", "rho > 5", "rho > 4"], ["ε on the corrected root", ", epsRaw: true", ""], ["momentum inside", ", rateOutside: true", ""], ["another default", "betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(1e-2)", "betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(1e-3)"], ["averages exchanged", "betas: [beta1, beta2], eps, weightDecay }) => coupledDecay(sharedAdamax", "betas: [beta2, beta1], eps, weightDecay }) => coupledDecay(sharedAdamax"]],
  "dialects/keras.ts": [["decay coupled", "decoupledDecay(adamEpsHat", "coupledDecay(adamEpsHat"], ["ε outside", "epsPlace: \"inside\"", "epsPlace: \"outside\""], ["accumulator from 0", "\"v\", initialAccumulatorValue", "\"v\", 0 * initialAccumulatorValue"], ["PyTorch's schedule", "momentumDecay: 1", "momentumDecay: 0.004"], ["Nesterov as PyTorch writes it", "nesterovVelocity({ lr, beta })", "sutskeverMomentum({ lr, beta })"]],
  "dialects/optax.ts": [["rectified above 5 only", "rho >= threshold", "rho >= threshold + 1"], ["decay dropped", "decoupledDecay(sharedNadam({ lr, beta1, beta2, eps }), weightDecay)", "decoupledDecay(sharedNadam({ lr, beta1, beta2, eps }), 0 * weightDecay)"], ["start forgotten", "\"v\", initialScale", "\"v\", 0"]],
  "dialects/tfjs.ts": [["the slip mended", "centered ? \"subtracted\" : \"inside\"", "\"inside\""], ["decay from t", "lrDecay * (t - 1)", "lrDecay * t"], ["ε of PyTorch", "beta2: decay(0.999), epsilon: amount(1e-7) }", "beta2: decay(0.999), epsilon: amount(1e-8) }"]],
  "dialects/paper.ts": [["a_0 = 0", "(previous - 1) / a", "previous / a"], ["no momentum", "beta: decay(0.9), eps: amount(1e-4)", "beta: decay(0), eps: amount(1e-4)"], ["not as printed", "asPrinted: true", "asPrinted: false"]],
  "dialects/forms/decay.ts": [["coupled by subtraction", "g[i] + weightDecay * theta[i]", "g[i] - weightDecay * theta[i]"], ["without α", "1 - at(lr, state.t + 1) * weightDecay", "1 - weightDecay"], ["decay after the step", "for (let i = 0; i < theta.length; i++) theta[i] *= keep;\n      optimizer.step(theta, g, state);", "optimizer.step(theta, g, state);\n      for (let i = 0; i < theta.length; i++) theta[i] *= keep;"], ["α a step late", "at(lr, state.t + 1)", "at(lr, Math.max(1, state.t))"]],
  "dialects/forms/rmspropForm.ts": [["ε's sign", "? -eps : 0", "? eps : 0"], ["centered always", "if (centered) ", ""], ["momentum outside", "rateOutside ? 1 : alpha", "rateOutside ? alpha : 1"]],
  "dialects/forms/nadamScheduled.ts": [["0.96 without ½", "1 - 0.5 * 0.96", "1 - 0.96"], ["the product one late", "1 - product * muNext", "1 - product"], ["μ for the next", "mu(t + 1)", "mu(t)"], ["v̂'s factor", "asPrinted ? beta2 : 1", "1"]],
  "dialects/forms/radamForm.ts": [["ε not moved", "epsRaw ? eps / Math.sqrt(mass2) : eps", "eps"]],
  "dialects/forms/muonNesterov.ts": [["no scale", "alpha * scale * X[i]", "alpha * X[i]"], ["the norm plain", "normalize(Math.sqrt(squares))", "Math.sqrt(squares)"], ["no Nesterov", "nesterov ? weight * g[i] + beta * m[i] : m[i]", "m[i]"]],
  "dialects/forms/momentumDampened.ts": [["the first gradient dampened", "state.t === 1 ? 1 : 1 - dampening", "1 - dampening"]],
  "dialects/options.ts": [["typos pass", "if (!Object.hasOwn(rules, name)) throw", "if (false) throw"], ["missing passes", "if (value === undefined) throw", "if (false) throw"]],
};

/** Bugs that change no result, and why. */
const harmless: [file: RegExp, bug: string, why: string][] = [];

const root = new URL("../../", import.meta.url);
const folder = new URL("src/optim/", root);
const helping = ["index.ts", "types.ts", "check.ts", "moments.ts", "trace.ts", "train.ts", "schedules.ts", "newtonSchulz.ts", "ema.ts", "mass.ts", "biasCorrect.ts", "slots.ts", "fourStep.ts"];
const files = [...readdirSync(folder), ...readdirSync(new URL("dialects/forms/", folder)).map((file) => `dialects/forms/${file}`)].filter((file) => file.endsWith(".ts") && !helping.includes(file) && !file.endsWith("decay.ts"));

interface Mutant {
  file: string;
  bug: string;
  source: string;
}
const mutants: Mutant[] = [
  ...files.flatMap((file) => {
    const source = readFileSync(new URL(file, folder), "utf8");
    return bugs.flatMap((bug) => bug.make(source).map((changed, k) => ({ file, bug: `${bug.name}${k > 0 ? ` (${k + 1})` : ""}`, source: changed })));
  }),
  ...Object.entries(particular).flatMap(([file, list]) =>
    list.map(([bug, find, by]) => {
      const source = readFileSync(new URL(file, folder), "utf8");
      if (!source.includes(find)) throw new Error(`${file} has no "${find}"`);
      return { file, bug, source: source.replace(find, by) };
    }),
  ),
].filter(({ file }) => file.includes(process.argv[2] ?? ""));
for (const { file, source } of mutants) {
  if (source === readFileSync(new URL(file, folder), "utf8")) throw new Error(`${file}: a bug that changes nothing`);
  stripTypeScriptTypes(source); // throws where a bug is no program: tests must fail for its numbers, not for its syntax
}

const quick = ["model", "forms", "fourStep", "dialectTable", "examples", "badInput"].map((name) => `test/optim/${name}`);
const others = ["laws", "oracles", "trace", "schedules", "tfjs", "experiments/ch0", "experiments/ch2", "experiments/ch9"].map((name) => `test/optim/${name}`);

/** Whether a test fails with the mutant in place of its file. */
async function seen({ file, source }: Mutant, tests: string[]): Promise<boolean> {
  const path = fileURLToPath(new URL(file, folder));
  const vitest = await startVitest(
    "test",
    tests,
    // the cache of modules knows nothing of the mutant
    { watch: false, bail: 1, root: fileURLToPath(root), reporters: [{}], silent: true, fsModuleCache: false, isolate: false, pool: "threads", maxWorkers: 1, testTimeout: 120_000, hookTimeout: 120_000 },
    { plugins: [{ name: "mutant", enforce: "pre", transform: (_code, id) => (id.split("?")[0] === path ? source : undefined) }] },
  );
  const results = vitest.state.getFiles();
  if (results.length === 0) throw new Error("no test ran");
  const failed = results.some(({ result }) => result?.state === "fail") || vitest.state.getUnhandledErrors().length > 0;
  await vitest.close();
  return failed;
}

const survivors: string[] = [];
const caught = new Map<string, number>();
const sound = { file: "sgd.ts", bug: "none", source: readFileSync(new URL("sgd.ts", folder), "utf8") };
if (await seen(sound, [...quick, ...others])) throw new Error("tests fail without any bug");
for (const mutant of mutants) {
  const name = `${mutant.file}: ${mutant.bug}`;
  if (harmless.some(([file, bug]) => file.test(mutant.file) && mutant.bug.startsWith(bug))) continue;
  const found = (await seen(mutant, quick)) || (await seen(mutant, others));
  if (!found) survivors.push(name);
  else caught.set(mutant.file, (caught.get(mutant.file) ?? 0) + 1);
  process.stdout.write(!found ? `\nnot seen: ${name}\n` : ".");
}
console.log(`\n${[...caught].map(([file, count]) => `${file.padEnd(42)}${String(count).padStart(4)} bugs seen`).join("\n")}`);
console.log(`${mutants.length} bugs made, ${survivors.length} not seen by any test${survivors.map((name) => `\n  ${name}`).join("")}`);
process.exitCode = survivors.length > 0 ? 1 : 0;
