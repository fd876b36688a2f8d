import type { GuessKind, InputSpec, InputValue } from "./types.ts";

/** `address`: the input's position is kept in the page's address. */
interface AddressOption {
  address?: boolean;
}

export interface SliderOptions extends AddressOption {
  min: number;
  max: number;
  /** Distance of neighbouring positions; for a log slider in powers of ten. A round hundredth of the range when not given. */
  step?: number;
  value?: number;
  scale?: "linear" | "log";
}

export interface PointOptions extends AddressOption {
  /** The least and greatest x; likewise y. */
  x: readonly [number, number];
  y: readonly [number, number];
  value?: readonly [number, number];
  /** How far an arrow key moves the handle; a hundredth of the wider side when not given. */
  step?: number;
}

/** A spec whose key is not given yet. */
export type Draft<T extends InputSpec["type"]> = Omit<Extract<InputSpec, { type: T }>, "key">;

/** A slider's spec at its default position. Throws an error that names the option at fault, as do the others below. */
export function sliderSpec(label: string, options: SliderOptions): Draft<"slider"> {
  checkOptions("slider", label, options, ["min", "max", "step", "value", "scale", "address"]);
  const { min, max, scale = "linear" } = options;
  if (scale !== "linear" && scale !== "log") throw new TypeError(`invalid scale: ${String(scale)} (linear or log)`);
  finite("min", min);
  finite("max", max);
  if (!(min < max)) throw new RangeError(`invalid max: ${max} (it must be above min, ${min})`);
  if (scale === "log" && min <= 0) throw new RangeError(`invalid min: ${min} (a log slider needs min > 0)`);
  const step = options.step ?? roundStep(scale === "log" ? Math.log10(max / min) : max - min);
  if (!(Number.isFinite(step) && step > 0)) throw new RangeError(`invalid step: ${String(step)} (it must be above 0)`);
  const value = options.value ?? sliderMiddle(min, max, step, scale);
  finite("value", value);
  if (value < min || value > max) throw new RangeError(`invalid value: ${value} (from ${min} to ${max})`);
  return { type: "slider", label, value, min, max, step, scale, ...addressOf(options) };
}

/** A choice's spec, and what each option stands for. */
export function choiceSpec(
  label: string,
  options: readonly unknown[] | Readonly<Record<string, unknown>>,
  rest: { value?: unknown } & AddressOption = {},
): { spec: Draft<"choice">; values: ReadonlyMap<string, unknown> } {
  checkOptions("choice", label, rest, ["value", "address"]);
  if (typeof options !== "object" || options === null) throw new TypeError("invalid options: an array, or an object of name: value");
  const entries: [string, unknown][] = Array.isArray(options) ? options.map((item) => [String(item), item]) : Object.entries(options);
  const names = entries.map(([name]) => name);
  const values = new Map(entries);
  if (names.length === 0) throw new RangeError("invalid options: there must be at least one");
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated !== undefined) throw new RangeError(`repeated option: ${repeated}`);
  const chosen = rest.value === undefined ? names[0] : String(rest.value);
  if (!values.has(chosen)) throw new RangeError(`unknown value: ${chosen} (known: ${names.join(", ")})`);
  return { spec: { type: "choice", label, value: chosen, options: names, ...addressOf(rest) }, values };
}

export function toggleSpec(label: string, options: { value?: boolean } & AddressOption = {}): Draft<"toggle"> {
  checkOptions("toggle", label, options, ["value", "address"]);
  const { value = false } = options;
  if (typeof value !== "boolean") throw new TypeError(`invalid value: ${String(value)} (true or false)`);
  return { type: "toggle", label, value, ...addressOf(options) };
}

export function buttonSpec(label: string): Draft<"button"> {
  checkOptions("button", label, {}, []);
  return { type: "button", label, value: 0 };
}

export function pointSpec(label: string, options: PointOptions): Draft<"point"> {
  checkOptions("point", label, options, ["x", "y", "value", "step", "address"]);
  const x = range("x", options.x);
  const y = range("y", options.y);
  const value = options.value ?? [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  if (!isPair(value) || !inside(value, x, y)) {
    throw new RangeError(`invalid value: ${String(value)} ([x, y] with x from ${x[0]} to ${x[1]} and y from ${y[0]} to ${y[1]})`);
  }
  const step = options.step ?? roundStep(Math.max(x[1] - x[0], y[1] - y[0]));
  if (!(Number.isFinite(step) && step > 0)) throw new RangeError(`invalid step: ${String(step)} (it must be above 0)`);
  return { type: "point", label, value: [value[0], value[1]], x, y, step, ...addressOf(options) };
}

export interface PlayerOptions extends AddressOption {
  /** The first step: 0 unless given. */
  min?: number;
  /** The last step. */
  max: number;
  value?: number;
}

export function playerSpec(label: string, options: PlayerOptions): Draft<"player"> {
  checkOptions("player", label, options, ["min", "max", "value", "address"]);
  const { min = 0, max, value = min } = options;
  if (!Number.isInteger(min) || min < 0) throw new RangeError(`invalid min: ${String(min)} (a whole number from 0 on)`);
  if (!Number.isInteger(max) || max <= min) throw new RangeError(`invalid max: ${String(max)} (a whole number from ${min + 1} on)`);
  if (!Number.isInteger(value) || value < min || value > max) throw new RangeError(`invalid value: ${String(value)} (a whole number from ${min} to ${max})`);
  return { type: "player", label, value, min, max, ...addressOf(options) };
}

/** What a prediction asks for: `{ min, max }`, `{ options }`, or as a curve `{ x, y }`. */
export function guessSpec(label: string, options: object, isCurve: boolean): Draft<"guess"> {
  checkOptions(isCurve ? "predict.curve" : "predict", label, options, isCurve ? ["x", "y"] : ["min", "max", "options"]);
  return { type: "guess", label, value: null, ask: guessKind(options, isCurve) };
}

function guessKind(options: object, isCurve: boolean): GuessKind {
  const { x, y, min, max, options: names } = options as Record<string, unknown>;
  if (isCurve) return { kind: "curve", x: range("x", x), y: range("y", y) };
  if (names !== undefined) {
    if (!Array.isArray(names) || names.length < 2 || !names.every((name) => typeof name === "string")) {
      throw new TypeError("invalid options: an array of two strings or more");
    }
    return { kind: "option", options: [...names] };
  }
  finite("min", min);
  finite("max", max);
  if (!((min as number) < (max as number))) throw new RangeError(`invalid max: ${String(max)} (it must be above min, ${String(min)})`);
  return { kind: "number", min: min as number, max: max as number };
}

function fitsGuess(ask: GuessKind, value: unknown): boolean {
  switch (ask.kind) {
    case "number": return typeof value === "number" && value >= ask.min && value <= ask.max;
    case "option": return typeof value === "string" && ask.options.includes(value);
    case "curve":
      return Array.isArray(value) && value.length >= 2 && value.length <= 1000 && value.every((p, i) => isPair(p) && inside(p, ask.x, ask.y) && (i === 0 || p[0] > value[i - 1][0]));
  }
}

/** Whether a position that comes from outside fits the input. */
export function fits(spec: InputSpec, value: unknown): value is InputValue {
  switch (spec.type) {
    case "slider": return typeof value === "number" && value >= spec.min && value <= spec.max;
    case "choice": return typeof value === "string" && spec.options.includes(value);
    case "toggle": return typeof value === "boolean";
    case "button": return typeof value === "number" && Number.isInteger(value) && value >= 0;
    case "point": return isPair(value) && inside(value, spec.x, spec.y);
    case "player": return typeof value === "number" && Number.isInteger(value) && value >= spec.min && value <= spec.max;
    case "guess": return fitsGuess(spec.ask, value);
  }
}

/** Whether two positions of one input are the same. */
export function samePosition(a: InputValue, b: InputValue): boolean {
  return Array.isArray(a) && Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : Object.is(a, b);
}

function addressOf({ address = false }: AddressOption): { address?: true } {
  if (typeof address !== "boolean") throw new TypeError(`invalid address: ${String(address)} (true or false)`);
  return address ? { address } : {};
}

function checkOptions(input: string, label: unknown, options: object, known: readonly string[]): void {
  if (typeof label !== "string" || label.trim() === "") throw new TypeError(`missing label: write ${input}("name"${known.length > 0 ? ", { … }" : ""})`);
  if (typeof options !== "object" || options === null) throw new TypeError(`missing options: ${input}("${label}", { ${known.join(", ")} })`);
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`unknown ${input} option: ${key}${known.length > 0 ? ` (known: ${known.join(", ")})` : ""}`);
  }
}

function finite(name: string, value: unknown): void {
  if (value === undefined) throw new TypeError(`missing ${name}`);
  if (typeof value !== "number" || !Number.isFinite(value)) throw new RangeError(`invalid ${name}: ${String(value)} (a finite number)`);
}

function range(name: string, value: unknown): [number, number] {
  if (!isPair(value) || !value.every(Number.isFinite) || !(value[0] < value[1])) {
    throw new RangeError(`invalid ${name}: ${String(value)} ([least, greatest])`);
  }
  return [value[0], value[1]];
}

const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "number" && typeof value[1] === "number";

const inside = ([a, b]: readonly [number, number], x: readonly [number, number], y: readonly [number, number]): boolean =>
  a >= x[0] && a <= x[1] && b >= y[0] && b <= y[1];

/** The largest of 1, 2, 5 × 10^k that makes at least 100 steps of the range. */
function roundStep(length: number): number {
  const power = Math.floor(Math.log10(length / 100) + 1e-9);
  const unit = Number(`1e${power}`);
  const factor = [5, 2, 1].find((candidate) => candidate * unit <= (length / 100) * (1 + 1e-9)) ?? 1;
  return Number(`${factor}e${power}`);
}

function sliderMiddle(min: number, max: number, step: number, scale: "linear" | "log"): number {
  const steps = Math.round((scale === "log" ? Math.log10(max / min) : max - min) / step / 2);
  const middle = scale === "log" ? min * 10 ** (steps * step) : min + steps * step;
  return Number(Math.min(max, Math.max(min, middle)).toPrecision(12));
}
