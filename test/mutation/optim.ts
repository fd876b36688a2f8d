/**
 * Mutation check of src/optim: `node test/mutation/optim.ts [pattern of files' names]`.
 * Applies each plausible bug, one at a time and in memory only, to each optimizer that it can be made in, and runs the tests until one
 * fails. Prints the bugs that no test saw, and exits with 1 if there are any.
 */
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";
import * as optimizers from "../../src/optim/optimizers.ts";

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
    const equation = (i: number) =>
      (/^ {8}(\w+)\[i\] .*;( +\/\/ \(\d+\))?$/.exec(lines[i] ?? "") ?? /^ {8}const (\w+) = .*;( +\/\/ \(\d+\))?$/.exec(lines[i] ?? ""))?.[1];
    return lines.flatMap((line, i) => {
      const first = equation(i),
        second = equation(i + 1);
      if (!first || !second || line.includes("const ")) return []; // a constant used before it is made is no program
      return lines[i + 1].includes(`${first}[i]`) || line.includes(`${second}[i]`)
        ? [
            lines
              .with(i, lines[i + 1])
              .with(i + 1, line)
              .join("\n"),
          ]
        : [];
    });
  },
};

const bugs: Bug[] = [
  swapped,
  {
    name: "β₁ and β₂ swapped",
    make: (source) =>
      /beta2 \*/.test(source) && /beta1 \*/.test(source)
        ? [source.replace(/(?<=\(theta: Vec, g: Vec, state[\s\S]*)beta([12])\b/g, (_, k) => `beta${3 - Number(k)}`)]
        : [],
  },
  replace("sign of the step", /theta\[i\] -= /g, "theta[i] += "),
  replace("sign of the velocity", /- alpha \* g\[i\];/g, "+ alpha * g[i];"),
  replace("ε inside the root", /Math\.sqrt\(([^()]*)\) \+ eps\b/g, "Math.sqrt($1 + eps)"),
  replace("ε outside the root", /Math\.sqrt\((\w+\[i\]) \+ eps\)/g, "(Math.sqrt($1) + eps)"),
  replace("ε dropped", / \+ eps(?!\w)/g, ""),
  replace("ε subtracted", / \+ eps(?!\w)/g, " - eps"),
  replace("root dropped", /Math\.sqrt\(/g, "("),
  replace("m not corrected", / \/ correction1/g, ""),
  replace("v not corrected", / \/ correction2/g, ""),
  replace("m corrected with β₂", /biasCorrection\(beta1, t\)/g, "biasCorrection(beta2, t)"),
  replace("v corrected with β₁", /biasCorrection\(beta2, t\)/g, "biasCorrection(beta1, t)"),
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
  "newtonSchulz.ts": [
    ["a coefficient", "3.4445", "3.4545"],
    ["b and c exchanged", "b * A[p * k + q] + c * sum", "c * A[p * k + q] + b * sum"],
    ["A not symmetric", "A[p * k + q] = A[q * k + p] = sum", "A[p * k + q] = sum"],
    ["tall matrices not turned", "rows <= columns ? columns : 1, along", "columns, along"],
  ],
  "muon.ts": [
    ["four rounds", "columns, 5, work", "columns, 4, work"],
    ["not divided by the norm", "m[i] / norm", "m[i]"],
  ],
  "adafactor.ts": [
    ["another exponent", "t ** -0.8", "t ** -0.5"],
    ["rows for columns", "R[Math.floor(k / columns)] * C[k % columns]", "R[k % rows] * C[Math.floor(k / rows)]"],
    ["not clipped", "Math.max(1, rms)", "1"],
    ["not divided by the total", ") / total;", ");"],
    ["the newest column at full weight", "(1 - beta2T) * columnSum", "columnSum"],
    ["ε in the rows alone", "columnSum += g[i * columns + j] ** 2 + eps", "columnSum += g[i * columns + j] ** 2"],
    ["the rows of a state not checked", "checkSide(R, rows);", ""],
    ["the columns of a state not checked", "checkSide(C, columns);", ""],
    ["any n", "if (n !== rows * columns)", "if (false)"],
  ],
  "shampoo.ts": [
    ["roots of the square", "rows, -1 / 4", "rows, -1 / 2"],
    ["roots for roots' inverses", "columns, -1 / 4", "columns, 1 / 4"],
    ["L of the other product", 'rows, columns, rows, "second"', 'rows, columns, rows, "first"'],
    ["L forgotten", "L[k] += ", "L[k] = "],
    ["R forgotten", "R[k] += ", "R[k] = "],
    ["sign of the step", "theta[k] -= ", "theta[k] += "],
    ["L from 0", "L: diagonal(rows, eps)", "L: diagonal(rows, 0)"],
    ["the shape of L not checked", "checkSide(L, rows ** 2);", ""],
    ["the shape of R not checked", "checkSide(R, columns ** 2);", ""],
    ["any n", "if (n !== rows * columns)", "if (false)"],
  ],
  "soap.ts": [
    ["L's basis not turned", "symmetricEigen(L, rows, QL, valuesL, workL);", ""],
    ["R's basis not turned", "symmetricEigen(R, columns, QR, valuesR, workR);", ""],
    ["m not turned", "const mHat = mTurned[k]", "const mHat = m[k]"],
    ["g not turned", "gTurned[k] ** 2", "g[k] ** 2"],
    ["not turned back", 'columns, columns, "second");\n      multiply(X', "columns, columns);\n      multiply(X"],
    ["L forgotten", "beta2 * L[k] + ", ""],
    ["R forgotten", "beta2 * R[k] + ", ""],
    ["m forgotten", "beta1 * m[k] + ", ""],
    ["v forgotten", "beta2 * v[k] + ", ""],
    ["sign of the step", "theta[k] -= ", "theta[k] += "],
    ["any n", "if (given !== n)", "if (false)"],
    ["the shape of L not checked", "checkSide(L, rows ** 2);", ""],
    ["the shape of QL not checked", "checkSide(QL, rows ** 2);", ""],
    ["the shape of R not checked", "checkSide(R, columns ** 2);", ""],
    ["the shape of QR not checked", "checkSide(QR, columns ** 2);", ""],
  ],
  "symmetricEigen.ts": [
    ["turned the other way", "ratio < 0 ? -1 : 1", "ratio < 0 ? 1 : -1"],
    ["one sweep", "sweep < 50", "sweep < 1"],
    ["ends early", "1e-32", "1e-8"],
    ["small ones not put right", "Math.max(values[k % n], least)", "values[k % n]"],
  ],
  "matrix.ts": [
    ["the second not turned", 'turned === "second" ? 1 : r', "r"],
    ["the first not turned", 'turned === "first" ? 1 : q', "q"],
  ],
  "scheduleFree.ts": [
    ["z from 0", "(t > 1 ? z[i] : theta[i])", "z[i]"],
    ["x a step late", "/ t;", "/ (t + 1);"],
    ["x and z exchanged", "z[i] + beta * (x[i] - z[i])", "x[i] + beta * (z[i] - x[i])"],
  ],
  "scheduleFreeAdamw.ts": [
    ["z from 0", "(t > 1 ? z[i] : theta[i])", "z[i]"],
    ["v uncorrected", "v[i] / correction2", "v[i]"],
    ["decay of z", "weightDecay * theta[i]", "weightDecay * z[i]"],
    ["decay divided by √v̂", "/ (Math.sqrt(vHat) + eps) + weightDecay * theta[i])", "+ weightDecay * theta[i]) / (Math.sqrt(vHat) + eps)"],
    ["x a step late", "/ t;", "/ (t + 1);"],
    ["x and z exchanged", "z[i] + beta1 * (x[i] - z[i])", "x[i] + beta1 * (z[i] - x[i])"],
  ],
  "biasCorrection.ts": [
    ["1 too early", "> 40 ?", "> 20 ?"],
    ["the power alone", "1 - beta ** t", "beta ** t"],
    ["t one behind", "beta ** t;", "beta ** (t - 1);"],
  ],
  "ema.ts": [
    ["starts at the first value", "let m = 0;", "let m = series[0];"],
    ["β on the wrong side", "beta * m + (1 - beta) * series[i]", "(1 - beta) * m + beta * series[i]"],
  ],
  "biasCorrect.ts": [
    ["t from 0", "i + 1)", "i || 1)"],
    ["a number passes", 'checkSeries("m", m);', ""],
  ],
  "fourStep.ts": [
    ["φ for ψ", "psi(g[i], v[i]", "phi(g[i], v[i]"],
    ["0 divided by 0", "m[i] === 0 ? 0 : ", ""],
    ["no memory for ψ", "psi(g[i], v[i], t, vMemory", "psi(g[i], v[i], t, mMemory"],
  ],
  "slots.ts": [
    ["β_t one late", "beta * biasCorrection(beta, t - 1)", "beta * biasCorrection(beta, t)"],
    ["AMSGrad without its maximum", "Math.max(vMax, v[i])", "v[i]"],
    ["g not squared", "moment(g ** 2", "moment(g"],
    ["Nadam's next weight", "biasCorrection(beta1, t + 1)", "biasCorrection(beta1, t)"],
  ],
  "schedules.ts": [
    ["cosine ends a step early", "(t - 1) / steps)", "t / steps)"],
    ["drop a step early", "t > last", "t >= last"],
    ["warm-up a step late", "after(1) * t)", "after(1) * (t - 1))"],
    ["1/t from 0", "decay * (t - 1)", "decay * t"],
    ["the peak elsewhere", "rise * steps - 1", "rise * steps"],
    ["divisors below 1", "x >= 1 &&", "x > -1 &&"],
    ["the end divided once", "lr / divFactor / finalDivFactor", "lr / finalDivFactor"],
    ["the decay a step early", "steps - fall + 1", "steps - fall"],
    ["the end passed", "Math.min(t - stable, fall)", "(t - stable)"],
    ["the later clock", "after(t - steps + 1)", "after(t)"],
  ],
  "trace.ts": [
    ["the gradient after the step", "takeGradient(problem, before, g, t);", "takeGradient(problem, theta, g, t);"],
    ["another limit of memory", "mostNumbers = 125e6", "mostNumbers = 100e6"],
    ["options ignored", 'steps, options, ["every", "name"]', "steps, {}, []"],
    ["Δ with the wrong sign", "run.delta[start + i] -= theta[i]", "run.delta[start + i] += theta[i]"],
    ["the last step forgotten", " || t === steps", ""],
    ["loss of the step before", "run.loss[row] = problem.f(theta);", "run.loss[row] = run.loss[row - 1];"],
  ],
  "train.ts": [
    ["one step too many", "t <= steps", "t <= steps + 1"],
    ["the state not resumed", "earlier ?? optimizer.init(n)", "optimizer.init(n)"],
    ["no look-ahead", "optimizer.lookAhead?.(theta, state, point);", "point.set(theta);"],
    ["options ignored", 'steps, options, ["until", "state"]', "steps, {}, []"],
  ],
  "run.ts": [
    ["a returned gradient lost", "returned !== undefined && returned !== g", "false"],
    ["a returned step lost", "returned !== undefined && returned !== theta && returned !== state", "false"],
    ["the state that is returned refused", " && returned !== state", ""],
    ["NaN passes", "if (zero !== 0)", "if (false)"],
    ["divergence refused", "if (!Number.isFinite(loss)) return;", ""],
  ],
  "standings.ts": [
    ["unknown options pass", 'checkKnown(rest, ["by", "largest"]);', ""],
    ["all tied where the largest is best", "Math.abs(one.mean", "(one.mean"],
    ["variance for deviation", "sd: Math.sqrt(", "sd: ("],
    ["spread of the first forgotten", "first.sd / Math.sqrt(first.seeds)", "0"],
  ],
  "optimizers.ts": [
    ["Adam's m uncorrected", "optimizer(makeAdam, { m: mHat,", "optimizer(makeAdam, { m,"],
    ["Nesterov's m is the sum", "g[i] + beta * state.m[i]), v: one", "state.m[i]), v: one"],
    ["Nadam's weights", "(beta1 / biasCorrection(beta1, t + 1)) * state.m[i]", "state.m[i]"],
    ["Lion's m not before the step", "(state.m[i] - (1 - beta2) * g[i]) / beta2", "state.m[i]"],
    ["ADOPT's v after the step", "  v: vBefore,", "  v,"],
    ["ADOPT's m as stored", "step.state.m[i] * (Math.sqrt(out[i]) + step.eps)", "step.state.m[i]"],
  ],
  "moments.ts": [
    ["decay not seen", "vectors.decayed instanceof Float64Array ? vectors.decayed : given", "given"],
    ["Adamax's v is u", "state.u[i] ** 2", "state.u[i]"],
    ["the velocity's sign", "-1 / alpha", "1 / alpha"],
    ["AMSGrad's v uncorrected", 'stored("vMax", ({ t, beta2 }) => 1 / biasCorrection(beta2, t))', 'stored("vMax")'],
  ],
  "record.ts": [
    ["numbers for options", "checkObject(options, (lr)", "void ((lr: number)"],
    ["m and v exchanged", "momentsBy(record.m, record.v", "momentsBy(record.v, record.m"],
  ],
  "check.ts": [
    ["β = 1 accepted", "x >= 0 && x < 1,", "x >= 0 && x <= 1,"],
    [
      "α < 0 accepted",
      'is: (x) => x >= 0 && x < Infinity, want: "a finite number ≥ 0, or',
      'is: (x) => x < Infinity, want: "a finite number ≥ 0, or',
    ],
    ["lengths not compared", " && x.length === n", ""],
    ["types not checked", "isVec(x) && ", ""],
    ["a missing option passes", "if (value === undefined) throw new TypeError(`missing", "if (false) throw new TypeError(`missing"],
    ["a missing state is read", "Object.freeze({})", "undefined"],
    ["schedules not checked", "checkNumber(`${name} at t", "void (`${name} at t"],
  ],
  "dialects/pytorch.ts": [
    ["lrDecay from t", "lrDecay * (t - 1)", "lrDecay * t"],
    ["decay decoupled in Adam", "coupledDecay(sharedAdam", "decoupledDecay(sharedAdam"],
    ["decay coupled in AdamW", ": sharedAdamw({ ...options, weightDecay })", ": coupledDecay(sharedAdam(options), weightDecay)"],
    ["rectified from 4", "rho > 5", "rho > 4"],
    ["ε on the corrected root", ", epsRaw: true", ""],
    ["momentum inside", ", rateOutside: true", ""],
    [
      "another default",
      "betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(1e-2)",
      "betas([0.9, 0.999]), eps: amount(1e-8), weightDecay: amount(1e-3)",
    ],
    [
      "averages exchanged",
      "betas: [beta1, beta2], eps, weightDecay }) => coupledDecay(sharedAdamax",
      "betas: [beta2, beta1], eps, weightDecay }) => coupledDecay(sharedAdamax",
    ],
  ],
  "dialects/keras.ts": [
    ["decay coupled", "decoupledDecay(adamEpsHat", "coupledDecay(adamEpsHat"],
    ["ε outside", 'epsPlace: "inside"', 'epsPlace: "outside"'],
    ["accumulator from 0", '"v", initialAccumulatorValue', '"v", 0 * initialAccumulatorValue'],
    ["PyTorch's schedule", "momentumDecay: 1", "momentumDecay: 0.004"],
    ["Nesterov as PyTorch writes it", "nesterovVelocity({ lr, beta })", "sutskeverMomentum({ lr, beta })"],
  ],
  "dialects/optax.ts": [
    ["rectified above 5 only", "rho >= threshold", "rho >= threshold + 1"],
    [
      "decay dropped",
      "decoupledDecay(sharedNadam({ lr, beta1, beta2, eps }), weightDecay)",
      "decoupledDecay(sharedNadam({ lr, beta1, beta2, eps }), 0 * weightDecay)",
    ],
    ["decay coupled", "decoupledDecay(sharedAdamax", "coupledDecay(sharedAdamax"],
    ["start forgotten", '"v", initialScale', '"v", 0'],
  ],
  "dialects/tfjs.ts": [
    ["the slip mended", 'centered ? "subtracted" : "inside"', '"inside"'],
    ["decay from t", "lrDecay * (t - 1)", "lrDecay * t"],
    ["ε of PyTorch", "beta2: decay(0.999), epsilon: amount(1e-7) }", "beta2: decay(0.999), epsilon: amount(1e-8) }"],
  ],
  "dialects/paper.ts": [
    ["a_0 = 0", "(previous - 1) / a", "previous / a"],
    ["no momentum", "beta: decay(0.9), eps: amount(1e-4)", "beta: decay(0), eps: amount(1e-4)"],
    ["not as printed", "asPrinted: true", "asPrinted: false"],
  ],
  "dialects/forms/decay.ts": [
    ["coupled by subtraction", "g[i] + weightDecay * theta[i]", "g[i] - weightDecay * theta[i]"],
    ["without α", "1 - at(lr, state.t + 1) * weightDecay", "1 - weightDecay"],
    [
      "decay after the step",
      "for (let i = 0; i < theta.length; i++) theta[i] *= keep;\n      optimizer.step(theta, g, state);",
      "optimizer.step(theta, g, state);\n      for (let i = 0; i < theta.length; i++) theta[i] *= keep;",
    ],
    ["α a step late", "at(lr, state.t + 1)", "at(lr, Math.max(1, state.t))"],
  ],
  "dialects/forms/rmspropForm.ts": [
    ["ε's sign", "? -eps : 0", "? eps : 0"],
    ["centered always", "if (centered) ", ""],
    ["m not times the root", "(m[i] / inside) * (Math.sqrt(vOut[i] + epsIn) + epsOut)", "m[i] / inside"],
    ["α left in m", "m[i] / inside) *", "m[i]) *"],
    ["below 0 by rounding", "Math.max(v - gBar ** 2, 0)", "v - gBar ** 2"],
    ["momentum outside", "rateOutside ? 1 : alpha", "rateOutside ? alpha : 1"],
  ],
  "dialects/forms/nadamScheduled.ts": [
    ["0.96 without ½", "1 - 0.5 * 0.96", "1 - 0.96"],
    ["moments: m raw", "mOut[i] = next * m[i] + now * g[i];", "mOut[i] = m[i];"],
    ["the product one late", "1 - product * muNext", "1 - product"],
    ["μ for the next", "mu(t + 1)", "mu(t)"],
    ["v̂'s factor", "asPrinted ? beta2 : 1", "1"],
  ],
  "dialects/forms/radamForm.ts": [
    ["ε not moved", "epsRaw ? eps / Math.sqrt(correction2) : eps", "eps"],
    ["moments: without r", "mOut[i] = (r * m[i]) / correction1", "mOut[i] = m[i] / correction1"],
    ["moments: v̂ before it is used", "rectified ? v[i] / correction2 : 1;", "v[i] / correction2;"],
  ],
  "dialects/forms/muonNesterov.ts": [
    ["no scale", "alpha * scale * X[i]", "alpha * X[i]"],
    ["the norm plain", "normalize(Math.sqrt(squares))", "Math.sqrt(squares)"],
    ["no Nesterov", "nesterov ? weight * g[i] + beta * m[i] : m[i]", "m[i]"],
  ],
  "dialects/forms/momentumDampened.ts": [["the first gradient dampened", "state.t === 1 ? 1 : 1 - dampening", "1 - dampening"]],
  "dialects/options.ts": [
    ["typos pass", "!Object.hasOwn(rules, option)", "false"],
    ["numbers for options", "checkObject(given, call);", ""],
    ["rectified below 4", "x >= 4 &&", "x >= 0 &&"],
    ["missing passes", "if (value === undefined) throw", "if (false) throw"],
  ],
};

/** Bugs that change no result, and why. */
const harmless: [file: RegExp, bug: string, why: string][] = [];

const root = new URL("../../", import.meta.url);
const folder = new URL("src/optim/", root);
const forms = readdirSync(new URL("dialects/forms/", folder)).map((file) => `dialects/forms/${file}`);
const files = [...Object.keys(optimizers).map((name) => `${name}.ts`), ...forms.filter((file) => !file.endsWith("decay.ts"))];

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
].filter(({ file }) => new RegExp(process.argv[2] ?? "").test(file));
for (const { file, source } of mutants) {
  if (source === readFileSync(new URL(file, folder), "utf8")) throw new Error(`${file}: a bug that changes nothing`);
  stripTypeScriptTypes(source); // throws where a bug is no program: tests must fail for its numbers, not for its syntax
}

const quick = ["model", "forms", "matrices", "fourStep", "dialectTable", "examples", "badInput", "oddCalls", "dialectOptions"].map(
  (name) => `test/optim/${name}`,
);
const others = ["laws", "oracles", "trace", "schedules", "standings", "tfjs", "experiments/ch0", "experiments/ch2", "experiments/ch9"].map(
  (name) => `test/optim/${name}`,
);

/** Whether a test fails with the mutant in place of its file. */
async function seen({ file, source }: Mutant, tests: string[]): Promise<boolean> {
  const path = fileURLToPath(new URL(file, folder));
  const vitest = await startVitest(
    "test",
    tests,
    // the cache of modules knows nothing of the mutant
    {
      watch: false,
      bail: 1,
      root: fileURLToPath(root),
      reporters: [{}],
      silent: true,
      fsModuleCache: false,
      isolate: false,
      pool: "threads",
      maxWorkers: 1,
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
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
