// `createBuiltins` is long because it is a list: what a cell can call, over the inputs and warnings of one run.
import { cut, inspect, inspectedText } from "./inspect.ts";
import { type Asked, type Draft, fits, type InputBuiltin, inputKinds, inputLimits, type InputType, samePosition } from "./inputs.ts";
import { createChecks } from "./checks.ts";
import type { BuiltinName } from "./names.ts";
import { outputKind } from "./outputs.ts";
import type { Sink } from "./sink.ts";
import { createSpread, type WorkerPool, type SpreadOptions } from "./spread.ts";
import { type TableOptions, toTable } from "./table.ts";
import { asMade, MAX_TEXT, outputsIn, toOutput } from "./toOutput.ts";
import type { Checked, InputSpec, InputValue, Output } from "./types.ts";

/** An input that a run has used: its spec at the position used, and where it stands when nobody moves it. */
export interface UsedInput {
  spec: InputSpec;
  initial: InputValue;
}

/** A built-in was called after its run had ended. */
export class LateCall extends Error {
  readonly cell: string;
  /** Tells the run from others of its cell. */
  readonly run: object;
  constructor(name: string, cell: string, run: object) {
    super(`${name} was called after the cell had ended`);
    this.cell = cell;
    this.run = run;
  }
}

export interface BuiltinOptions {
  cell: string;
  /** Tells the run from others of its cell. */
  run: object;
  sink: Sink;
  plot: unknown;
  /** Positions asked for; those that do not fit their input are ignored. */
  positions: Readonly<Record<string, unknown>>;
  /** Who does the tasks of `spread`. */
  workerPool: WorkerPool;
  /** Milliseconds. */
  now: () => number;
  /** What the results of a function rest on, as text, at the positions that the inputs of this cell have now. */
  fingerprint: (work: unknown, inputs: readonly UsedInput[]) => string;
  /** The inputs of the cell's last run: a point that has not moved stays the same array. */
  previous: readonly UsedInput[];
  /** What its checks look at, where that is no answer in code. */
  checked?: Checked;
}

/** The built-ins of one run of a cell, and what they note: inputs used and warnings. */
export interface Builtins {
  scope: Readonly<Record<BuiltinName, unknown>>;
  inputs: readonly UsedInput[];
  warnings: readonly string[];
  /** What ended a run that asks for a prediction which the reader has not made yet; its message is the input's label. */
  readonly waiting: Error | undefined;
  /** Ends the run: a built-in called from now on throws. */
  close(): void;
}

export function createBuiltins({ cell, run, sink, plot, positions, workerPool, now, fingerprint, previous, checked }: BuiltinOptions): Builtins {
  const inputs: UsedInput[] = [];
  const warnings: string[] = [];
  const labels = new Map<string, number>();
  let open = true;
  let waiting: Error | undefined;

  const whileOpen =
    <A extends unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      if (!open) throw new LateCall(name, cell, run);
      return call(...args);
    };

  const log =
    (prefix: string) =>
    (...values: unknown[]): void => {
      const text = prefix + values.map((value) => (typeof value === "string" ? value : inspectedText(inspect(value)))).join(" ");
      if (prefix === "warning: ") warnings.push(text.slice(prefix.length));
      sink.log(text);
    };

  function input<T extends InputType>(draft: Draft<T>): InputSpec<T> {
    if (inputs.length >= inputLimits.inputs) throw new RangeError(`too many inputs: a cell has at most ${inputLimits.inputs}`);
    const times = (labels.get(draft.label) ?? 0) + 1;
    labels.set(draft.label, times);
    const key = times === 1 ? draft.label : `${draft.label} ${times}`;
    const spec = { ...draft, key } as InputSpec;
    const initial = spec.value;
    spec.value = position(spec, positions, initial);
    const before = previous[inputs.length]?.spec;
    if (Array.isArray(spec.value)) {
      if (before?.type === spec.type && before.value !== null && samePosition(before.value, spec.value)) spec.value = before.value;
      Object.freeze(spec.value);
    }
    inputs.push({ spec, initial });
    sink.add({ kind: "input", input: structuredClone(spec) });
    return spec as InputSpec<T>;
  }

  /** The call of a built-in that makes an input: gives its value, or ends the run where it has none yet. */
  const giving =
    <T extends InputType>(name: string, ask: (label: string, ...rest: unknown[]) => Asked<T>) =>
    (label: string, ...rest: unknown[]): unknown => {
      if (!open) throw new LateCall(name, cell, run);
      const { draft, give } = ask(label, ...rest);
      const { value } = input(draft);
      if (value === null) throw (waiting = new Error(label));
      return give ? give(value) : value;
    };
  const inputCalls = Object.fromEntries(
    Object.values(inputKinds).map(({ builtin, ask, forms = {} }) => {
      const further = Object.entries(forms).map(([form, askForm]) => [form, giving(`${builtin}.${form}`, askForm)]);
      return [builtin, Object.assign(giving<InputType>(builtin, ask), Object.fromEntries(further))];
    }),
  ) as Record<InputBuiltin, unknown>;

  const tex = (strings: TemplateStringsArray, ...values: unknown[]) => formula(false, strings, values);
  tex.block = (strings: TemplateStringsArray, ...values: unknown[]) => formula(true, strings, values);

  const showProgress = (fraction: number | null, label: string = "") => sink.progress(progressOutput(fraction, label));
  const spread = createSpread({
    cell,
    workerPool,
    now,
    progress: showProgress,
    fingerprint: (work) => fingerprint(work, inputs),
    isOpen: () => open,
  });

  const scope: Record<BuiltinName, unknown> = {
    Plot: plot,
    display: whileOpen("display", (value: unknown, name?: string) => show(sink, value, name)),
    table: (rows: Iterable<object>, options?: TableOptions) => asMade(toTable(rows, options)),
    tex,
    md: note,
    progress: whileOpen("progress", showProgress),
    live: whileOpen("live", (value: unknown) => sink.live(toOutput(value))),
    spread: whileOpen("spread", (tasks: Iterable<unknown>, work: unknown, options?: SpreadOptions) => spread(tasks, work, options)),
    ...inputCalls,
    check: whileOpen("check", createChecks(sink, checked)),
    console: Object.freeze({
      log: whileOpen("console.log", log("")),
      info: whileOpen("console.info", log("")),
      debug: whileOpen("console.debug", log("")),
      warn: whileOpen("console.warn", log("warning: ")),
      error: whileOpen("console.error", log("error: ")),
      table: whileOpen("console.table", (rows: Iterable<object>) => sink.add(toTable(rows))),
    }),
  };
  return {
    scope,
    inputs,
    warnings,
    get waiting() {
      return waiting;
    },
    close: () => void (open = false),
  };
}

/** The position of an input among those asked for, or its initial one. */
export function position(spec: InputSpec, positions: Readonly<Record<string, unknown>>, initial: InputValue): InputValue {
  const asked = positions[spec.key];
  return fits(spec, asked) ? asked : initial;
}

/** Adds a value to the outputs, an array of outputs one after the other; where its kind has no place for a name, the name stands above it. */
export function show(sink: Sink, value: unknown, name?: string): void {
  if (name !== undefined && typeof name !== "string") throw new TypeError(`invalid name: ${String(name)} (a string)`);
  const several = outputsIn(value);
  if (several) {
    for (const [i, one] of several.entries()) show(sink, one, i === 0 ? name : undefined);
    return;
  }
  const output = toOutput(value, name);
  if (name !== undefined && !outputKind(output.kind).showsName(output)) {
    sink.add({ kind: "text", text: name });
  }
  sink.add(output);
}

function formula(block: boolean, strings: TemplateStringsArray, values: unknown[]): Output {
  if (!Array.isArray(strings?.raw)) throw new TypeError(`invalid formula: write tex${block ? ".block" : ""}\`…\``);
  return asMade({ kind: "tex", tex: String.raw(strings, ...values), block });
}

function note(text: string | TemplateStringsArray, ...values: unknown[]): Output {
  const whole = typeof text === "string" ? text : Array.isArray(text?.raw) ? String.raw(text, ...values) : undefined;
  if (whole === undefined) throw new TypeError("invalid note: write md`…`, or md of a text");
  return asMade({ kind: "note", text: cut(whole, MAX_TEXT) });
}

function progressOutput(fraction: number | null, label: string): Output {
  if (fraction !== null && !(typeof fraction === "number" && fraction >= 0 && fraction <= 1 + 1e-9)) {
    throw new RangeError(`invalid fraction: ${String(fraction)} (from 0 to 1, or null where it is not known)`);
  }
  if (typeof label !== "string") throw new TypeError(`invalid label: ${String(label)} (a string)`);
  return { kind: "progress", label, fraction: fraction === null ? null : Math.min(1, fraction) };
}
