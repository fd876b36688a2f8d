import { trace, type Optimizer, type Problem, type Trace, type TraceRow, type Vec } from "../optim/index.ts";
import { anyStep, equations } from "./equations.ts";
import { entryOf, equationOf, evaluate, type Equation, type Numbers } from "./expression.ts";
import { symbolNamed } from "./symbolNames.ts";

/** A run with all that a step-through asks about: the trace, its rows, and what the optimizer remembered before each step. */
export interface Run {
  optimizer: Optimizer<unknown>;
  trace: Trace;
  rows: TraceRow[];
  /** The vectors of the state before step t, at t − 1. */
  memories: Readonly<Record<string, Vec>>[];
}

/** The rows before and after step t. */
export function rowsAround({ rows }: Run, t: number): { before: TraceRow; after: TraceRow } {
  const [before, after] = [rows[t - 1], rows[t]];
  if (!before || !after) throw new RangeError(`invalid t: ${t} (from 1 to ${rows.length - 1})`);
  return { before, after };
}

/** One line of a step: the numbers that it read and what came of them. */
export interface Line {
  equation: Equation;
  /** Names that an earlier line of this step has set. */
  set: ReadonlySet<string>;
  reads: Numbers;
  result: number | Vec;
}

/** Runs `steps` steps by `trace`, and notes the state before each. Errors are those of `trace`. */
export function recordRun(optimizer: Optimizer<unknown>, problem: Problem, start: ArrayLike<number>, steps: number, name?: string): Run {
  const memories: Record<string, Vec>[] = [];
  const watched: Optimizer<unknown> = {
    name: optimizer?.name,
    options: optimizer?.options,
    init: (n) => optimizer.init(n),
    step(theta, g, state) {
      const vectors = Object.entries(state ?? {}).filter((entry): entry is [string, Vec] => entry[1] instanceof Float64Array);
      memories.push(Object.fromEntries(vectors.map(([key, vector]) => [key, vector.slice()])));
      return optimizer.step(theta, g, state);
    },
    ...(optimizer?.moments && { moments: (state, g, m, v) => optimizer.moments!(state, g, m, v) }),
    ...(optimizer?.lookAhead && { lookAhead: (theta, state, out) => optimizer.lookAhead!(theta, state, out) }),
  };
  const run = trace(typeof optimizer?.step === "function" ? watched : optimizer, problem, start, steps, name === undefined ? {} : { name });
  return { optimizer, trace: run, rows: run.rows(), memories };
}

/**
 * Step t of a run, line by line as the optimizer's file has it. Where there is no such file, or its lines do not make the step that
 * the run made (another library's form, a reader's own), the one line that is true of all: θ ← θ − Δ.
 */
export function takeStep(run: Run, t: number): Line[] {
  const { optimizer, memories } = run;
  const { before, after } = rowsAround(run, t);
  const { g, delta, theta } = after;
  const { lr, ...options } = optimizer.options ?? {};
  const alpha = typeof lr === "function" ? lr(t) : lr;
  const known = { ...options, ...(alpha !== undefined && { alpha }), ...memories[t - 1], t, g, theta: before.theta } as Record<string, number | Vec>;
  const { name = "" } = optimizer;
  const lines = (Object.hasOwn(equations, name) ? equations[name] : undefined) ?? anyStep;
  try {
    const taken = calculate(lines, known, theta.length);
    const end = taken.findLast(({ equation }) => equation.target === "theta")!.result as Vec;
    if (end.every((x, i) => isNear(x, entryOf(theta, i)))) return taken;
  } catch {
    // The lines read an option or a vector that this optimizer does not have: it only shares the name.
  }
  return calculate(anyStep, { ...known, delta }, theta.length);
}

const isNear = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)) || a === b;

function calculate(lines: readonly string[], known: Record<string, number | Vec>, n: number): Line[] {
  const now = { ...known };
  const set = new Set<string>();
  return lines.map((line) => {
    const equation = equationOf(line);
    const reads = { ...now };
    const result = isScalar(equation)
      ? evaluate(equation.value, reads, 0)
      : Float64Array.from({ length: n }, (_, i) => evaluate(equation.value, reads, i));
    now[equation.target] = result;
    const earlier = new Set(set);
    set.add(equation.target);
    return { equation, set: earlier, reads, result };
  });
}

/** RAdam's ρ and r are the same for all coordinates. */
const isScalar = ({ target }: Equation): boolean => symbolNamed(target).shape === "scalar";
