/**
 * The kinds of input, one record each: all that the language knows of a kind. Its control is a record of `output/input.ts`, and the type
 * of its call stands in `ambient.d.ts`. Everything else that deals with inputs goes by these records.
 * One file of over 250 lines, so that the kinds stand side by side.
 */
import {
  inputLimits,
  type AddressOption,
  isNumber,
  isText,
  isTexts,
  isPair,
  isCurve,
  addressOf,
  checkOptions,
  checkNames,
  bounds,
  within,
  positive,
  range,
  inside,
  roundStep,
  middle,
  isOnSteps,
  isPlace,
  nearestPlace,
  stepTo,
} from "./inputArguments.ts";

export { inputLimits, isOnSteps, logPlace, logSteps } from "./inputArguments.ts";

/**
 * What an input of each kind has besides its key and label. `value`: its position in this run. `address`: its position is kept in the
 * page's address, so that a link restores it.
 */
export interface InputForms {
  /** A log slider's `step` is in powers of ten. */
  slider: { value: number; min: number; max: number; step: number; scale: "linear" | "log"; address?: true };
  /** `step`: how far an arrow key moves it; `onSteps`: from `min` on, positions between the steps do not fit. */
  number: { value: number; min: number; max: number; step: number; onSteps: boolean; address?: true };
  /** `value`: the text of the chosen option. */
  choice: { value: string; options: string[]; address?: true };
  toggle: { value: boolean; address?: true };
  button: { value: number };
  point: { value: [number, number]; x: [number, number]; y: [number, number]; step: number; address?: true };
  /** The step of a run, to be played; from `min` to `max`. */
  player: { value: number; min: number; max: number; address?: true };
  /** What the reader expects before the cell goes on; null until answered. */
  prediction: { value: Prediction | null; ask: PredictionKind };
}

/** What a prediction is: a number within bounds, one of some options, or a curve drawn over a box. */
export type PredictionKind =
  { kind: "number"; min: number; max: number } | { kind: "option"; options: string[] } | { kind: "curve"; x: [number, number]; y: [number, number] };

/** Numbers and options as they are; a curve as points with growing x. */
export type Prediction = number | string | [number, number][];

export type InputType = keyof InputForms;

/** A widget of a cell; `key` is unique in its cell: its label, numbered when repeated. */
export type InputSpec<T extends InputType = InputType> = { [K in T]: { type: K; key: string; label: string } & InputForms[K] }[T];

export type InputValue = InputForms[InputType]["value"];

/** A spec whose key is not given yet. */
export type Draft<T extends InputType = InputType> = { [K in T]: { type: K; label: string } & InputForms[K] }[T];

/** An input that a cell asks for at its default position. `give`: what the call gives for a position, where that is not the position itself. */
export interface Asked<T extends InputType> {
  draft: Draft<T>;
  give?(value: InputForms[T]["value"]): unknown;
}

/** Whether a part of a spec, or a position, has its shape and a size that a page can bear; it may come from anywhere. */
type Test = (value: unknown) => boolean;

/** What the language knows of one kind of input. */
export interface InputKind<T extends InputType> {
  /** The built-in that makes one. */
  builtin: string;
  /** What a call of the built-in asks for. Throws an error that names the argument at fault. */
  ask(label: string, ...rest: unknown[]): Asked<T>;
  /** Further calls, as of `predict.curve`. */
  forms?: Record<string, (label: string, ...rest: unknown[]) => Asked<T>>;
  /** The test of each part of a spec: specs come to the page from a worker that runs the reader's code. */
  parts: { [P in Exclude<keyof InputForms[T], "address">]: Test };
  /** Whether a position of the right shape is one of this input. */
  fits(spec: InputSpec<T>, value: NonNullable<InputForms[T]["value"]>): boolean;
  /** The position that a text of the page's address, made by `String`, stands for; of a kind that has no place there, null. */
  fromText: FromText<T>;
}

type FromText<T extends InputType> = T extends unknown
  ? "address" extends keyof InputForms[T]
    ? (text: string) => InputForms[T]["value"] | undefined
    : null
  : never;

interface SliderOptions extends AddressOption {
  min: number;
  max: number;
  /** Distance of neighbouring positions; for a log slider in powers of ten. A round hundredth of the range when not given. */
  step?: number;
  value?: number;
  scale?: "linear" | "log";
}

interface NumberOptions extends AddressOption {
  min: number;
  max: number;
  /** Only the numbers so far apart, from `min` on. When not given all numbers, and an arrow key moves it by a round hundredth of the range. */
  step?: number;
  value?: number;
}

interface PointOptions extends AddressOption {
  /** The least and greatest x; likewise y. */
  x: readonly [number, number];
  y: readonly [number, number];
  value?: readonly [number, number];
  /** How far an arrow key moves the handle; a hundredth of the wider side when not given. */
  step?: number;
}

interface PlayerOptions extends AddressOption {
  /** The first step: 0 unless given. */
  min?: number;
  /** The last step. */
  max: number;
  value?: number;
}

const slider = {
  builtin: "slider" as const,
  ask(label: string, options: SliderOptions): Asked<"slider"> {
    checkOptions("slider", label, options, ["min", "max", "step", "value", "scale", "address"]);
    const { scale = "linear" } = options;
    if (scale !== "linear" && scale !== "log") throw new TypeError(`invalid scale: ${String(scale)} (linear or log)`);
    const { min, max } = bounds(options);
    if (scale === "log" && min <= 0) throw new RangeError(`invalid min: ${min} (a log slider needs min > 0)`);
    if (options.value !== undefined) within("value", options.value, min, max);
    const step = positive("step", options.step ?? stepTo(options.value, { min, max, scale }));
    const value = options.value ?? middle(min, max, step, scale);
    const places = { min, max, step, scale };
    if (!isPlace(value, places)) {
      const steps = scale === "log" ? `in steps of 10^${step}` : `in steps of ${step}`;
      throw new RangeError(`invalid value: ${value} (from ${min} on ${steps}; the nearest is ${nearestPlace(value, places)})`);
    }
    return { draft: { type: "slider", label, value, min, max, step, scale, ...addressOf(options) } };
  },
  parts: { value: isNumber, min: isNumber, max: isNumber, step: isNumber, scale: (scale) => scale === "linear" || scale === "log" },
  fits: ({ min, max }, value) => value >= min && value <= max,
  fromText: Number,
} satisfies InputKind<"slider">;

const number = {
  builtin: "number" as const,
  ask(label: string, options: NumberOptions): Asked<"number"> {
    checkOptions("number", label, options, ["min", "max", "step", "value", "address"]);
    const { min, max } = bounds(options);
    const onSteps = options.step !== undefined;
    const step = positive("step", options.step ?? roundStep(max - min));
    if (step > max - min) throw new RangeError(`invalid step: ${step} (at most ${max - min}, from min to max)`);
    const value = options.value ?? middle(min, max, step);
    within("value", value, min, max);
    if (onSteps && !isOnSteps(value, min, step)) throw new RangeError(`invalid value: ${value} (from ${min} on in steps of ${step})`);
    return { draft: { type: "number", label, value, min, max, step, onSteps, ...addressOf(options) } };
  },
  parts: { value: isNumber, min: isNumber, max: isNumber, step: isNumber, onSteps: (on) => typeof on === "boolean" },
  fits: ({ min, max, step, onSteps }, value) => value >= min && value <= max && (!onSteps || isOnSteps(value, min, step)),
  fromText: Number,
} satisfies InputKind<"number">;

const choice = {
  builtin: "choice" as const,
  ask(
    label: string,
    options: readonly unknown[] | Readonly<Record<string, unknown>>,
    rest: { value?: unknown } & AddressOption = {},
  ): Asked<"choice"> {
    checkOptions("choice", label, rest, ["value", "address"]);
    if (typeof options !== "object" || options === null) throw new TypeError("invalid options: an array, or an object of name: value");
    const entries: [string, unknown][] = Array.isArray(options) ? options.map((item) => [String(item), item]) : Object.entries(options);
    const names = entries.map(([name]) => name);
    const values = new Map(entries);
    const [first] = names;
    if (first === undefined) throw new RangeError("invalid options: there must be at least one");
    checkNames(names);
    const repeated = names.find((name, i) => names.indexOf(name) < i);
    if (repeated !== undefined) throw new RangeError(`repeated option: ${repeated}`);
    const chosen = rest.value === undefined ? first : String(rest.value);
    if (!values.has(chosen)) throw new RangeError(`unknown value: ${chosen} (known: ${names.join(", ")})`);
    return { draft: { type: "choice", label, value: chosen, options: names, ...addressOf(rest) }, give: (name) => values.get(name) };
  },
  parts: { value: isText, options: isTexts },
  fits: ({ options }, value) => options.includes(value),
  fromText: (text) => text,
} satisfies InputKind<"choice">;

const toggle = {
  builtin: "toggle" as const,
  ask(label: string, options: { value?: boolean } & AddressOption = {}): Asked<"toggle"> {
    checkOptions("toggle", label, options, ["value", "address"]);
    const { value = false } = options;
    if (typeof value !== "boolean") throw new TypeError(`invalid value: ${String(value)} (true or false)`);
    return { draft: { type: "toggle", label, value, ...addressOf(options) } };
  },
  parts: { value: (value) => typeof value === "boolean" },
  fits: () => true,
  fromText: (text) => (text === "true" ? true : text === "false" ? false : undefined),
} satisfies InputKind<"toggle">;

const button = {
  builtin: "button" as const,
  ask(label: string): Asked<"button"> {
    checkOptions("button", label, {}, []);
    return { draft: { type: "button", label, value: 0 } };
  },
  parts: { value: isNumber },
  fits: (_, value) => Number.isInteger(value) && value >= 0,
  fromText: null,
} satisfies InputKind<"button">;

const point = {
  builtin: "point" as const,
  ask(label: string, options: PointOptions): Asked<"point"> {
    checkOptions("point", label, options, ["x", "y", "value", "step", "address"]);
    const x = range("x", options.x);
    const y = range("y", options.y);
    const value = options.value ?? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
    if (!isPair(value) || !inside(value, x, y)) {
      throw new RangeError(`invalid value: ${String(value)} ([x, y] with x from ${x[0]} to ${x[1]} and y from ${y[0]} to ${y[1]})`);
    }
    const step = positive("step", options.step ?? roundStep(Math.max(x[1] - x[0], y[1] - y[0])));
    return { draft: { type: "point", label, value: [value[0], value[1]], x, y, step, ...addressOf(options) } };
  },
  parts: { value: isPair, x: isPair, y: isPair, step: isNumber },
  fits: ({ x, y }, value) => inside(value, x, y),
  fromText(text) {
    const [x = NaN, y = NaN, ...more] = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
    return more.length === 0 ? [x, y] : undefined;
  },
} satisfies InputKind<"point">;

const player = {
  builtin: "player" as const,
  ask(label: string, options: PlayerOptions): Asked<"player"> {
    checkOptions("player", label, options, ["min", "max", "value", "address"]);
    const { min = 0, max, value = min } = options;
    if (!Number.isInteger(min) || min < 0) throw new RangeError(`invalid min: ${String(min)} (a whole number from 0 on)`);
    if (!Number.isInteger(max) || max <= min) throw new RangeError(`invalid max: ${String(max)} (a whole number from ${min + 1} on)`);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new RangeError(`invalid value: ${String(value)} (a whole number from ${min} to ${max})`);
    return { draft: { type: "player", label, value, min, max, ...addressOf(options) } };
  },
  parts: { value: isNumber, min: isNumber, max: isNumber },
  fits: ({ min, max }, value) => Number.isInteger(value) && value >= min && value <= max,
  fromText: Number,
} satisfies InputKind<"player">;

/** What a prediction asks for: `{ min, max }`, `{ options }`, or as a curve `{ x, y }`. */
const prediction = {
  builtin: "predict" as const,
  ask(label: string, options: object): Asked<"prediction"> {
    checkOptions("predict", label, options, ["min", "max", "options"]);
    const { min, max, options: names } = options as Record<string, unknown>;
    if (names === undefined) return asked(label, { kind: "number", ...bounds({ min, max }) });
    if (!Array.isArray(names) || names.length < 2 || !names.every((name) => typeof name === "string")) {
      throw new TypeError("invalid options: an array of two strings or more");
    }
    checkNames(names);
    return asked(label, { kind: "option", options: [...names] });
  },
  forms: {
    curve(label: string, options: unknown): Asked<"prediction"> {
      checkOptions("predict.curve", label, options, ["x", "y"]);
      const { x, y } = options as Record<string, unknown>;
      return asked(label, { kind: "curve", x: range("x", x), y: range("y", y) });
    },
  },
  parts: { value: (value) => value === null || isNumber(value) || isText(value) || isCurve(value), ask: isPredictionKind },
  fits({ ask }, value) {
    if (ask.kind === "number") return typeof value === "number" && value >= ask.min && value <= ask.max;
    if (ask.kind === "option") return typeof value === "string" && ask.options.includes(value);
    const isCurveOf = (points: [number, number][]): boolean =>
      points.length >= 2 && points.every((p, i) => inside(p, ask.x, ask.y) && p[0] > (points[i - 1]?.[0] ?? -Infinity));
    return Array.isArray(value) && isCurveOf(value);
  },
  fromText: null,
} satisfies InputKind<"prediction">;

const asked = (label: string, ask: PredictionKind): Asked<"prediction"> => ({
  draft: { type: "prediction", label, value: null, ask },
  give: structuredClone,
});

function isPredictionKind(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { kind, min, max, options, x, y } = value as Record<string, unknown>;
  if (kind === "number") return isNumber(min) && isNumber(max);
  return kind === "option" ? isTexts(options) : kind === "curve" && isPair(x) && isPair(y);
}

const kinds = { slider, number, choice, toggle, button, point, player, prediction } satisfies { [T in InputType]: InputKind<T> };

export const inputKinds: { readonly [T in InputType]: InputKind<T> } = kinds;

/** The built-ins that make inputs. */
export type InputBuiltin = (typeof kinds)[InputType]["builtin"];
export const inputBuiltins: readonly InputBuiltin[] = Object.values(kinds).map(({ builtin }) => builtin);

const kindOf = <T extends InputType>(type: T): InputKind<T> => inputKinds[type];

/** Whether a position that comes from outside fits the input. */
export function fits(spec: InputSpec, value: unknown): value is InputValue {
  const kind = kindOf(spec.type);
  return value !== null && kind.parts.value(value) && kind.fits(spec, value as NonNullable<InputValue>);
}

/** The position of the input that a text of the page's address stands for; undefined where that is none. */
export function positionFrom(spec: InputSpec, text: string): InputValue | undefined {
  const value = text.trim() === "" ? undefined : kindOf(spec.type).fromText?.(text);
  return fits(spec, value) ? value : undefined;
}

/** Whether a value from outside may be the position of any input. */
export const isInputValue = (value: unknown): value is InputValue =>
  value !== null && Object.values(inputKinds).some(({ parts }) => parts.value(value));

/** Whether a value from outside has the shape of a spec, and the size that one may have. */
export function isInputSpec(value: unknown): value is InputSpec {
  if (typeof value !== "object" || value === null) return false;
  const { type, key, label, address, ...parts } = value as Record<string, unknown>;
  if (typeof type !== "string" || !Object.hasOwn(inputKinds, type)) return false;
  // The key of a repeated label has a number as well.
  const isNamed = isText(label) && typeof key === "string" && key.length <= inputLimits.label + 10;
  return (
    isNamed &&
    (address === undefined || address === true) &&
    Object.entries<Test>(inputKinds[type as InputType].parts).every(([name, test]) => test(parts[name]))
  );
}

/** Whether two positions of one input are the same. */
export function samePosition(a: InputValue, b: InputValue): boolean {
  return Array.isArray(a) && Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : Object.is(a, b);
}
