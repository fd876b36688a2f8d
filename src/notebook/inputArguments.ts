/** What the arguments of inputs are checked with, and the numbers that follow from them where they are not given. */

/** How much a cell's inputs may say: a page must lay out all of it. */
export const inputLimits = { label: 200, options: 200, inputs: 100, curve: 1000 } as const;

/** `address`: the input's position is kept in the page's address. */
export interface AddressOption {
  address?: boolean;
}

export const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
export const isText = (value: unknown): value is string => typeof value === "string" && value.length <= inputLimits.label;
export const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length <= inputLimits.options && value.every(isText);
export const isPair = (value: unknown): value is [number, number] => Array.isArray(value) && value.length === 2 && value.every(isNumber);
export const isCurve = (value: unknown): value is [number, number][] =>
  Array.isArray(value) && value.length <= inputLimits.curve && value.every(isPair);

export function addressOf({ address = false }: AddressOption): { address?: true } {
  if (typeof address !== "boolean") throw new TypeError(`invalid address: ${String(address)} (true or false)`);
  return address ? { address } : {};
}

export function checkOptions(input: string, label: unknown, options: unknown, known: readonly string[]): void {
  if (typeof label !== "string" || label.trim() === "")
    throw new TypeError(`missing label: write ${input}("name"${known.length > 0 ? ", { … }" : ""})`);
  if (label.length > inputLimits.label)
    throw new RangeError(`invalid label: ${label.slice(0, 40)}… of ${label.length} characters (at most ${inputLimits.label})`);
  if (typeof options !== "object" || options === null) throw new TypeError(`missing options: ${input}("${label}", { ${known.join(", ")} })`);
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`unknown ${input} option: ${key}${known.length > 0 ? ` (known: ${known.join(", ")})` : ""}`);
  }
}

export function checkNames(names: readonly string[]): void {
  if (names.length > inputLimits.options) throw new RangeError(`invalid options: ${names.length} of them (at most ${inputLimits.options})`);
  const long = names.find((name) => name.length > inputLimits.label);
  if (long !== undefined) throw new RangeError(`invalid option: ${long.slice(0, 40)}… of ${long.length} characters (at most ${inputLimits.label})`);
}

export function finite(name: string, value: unknown): asserts value is number {
  if (value === undefined) throw new TypeError(`missing ${name}`);
  if (!isNumber(value)) throw new RangeError(`invalid ${name}: ${String(value)} (a finite number)`);
}

export function bounds({ min, max }: { min?: unknown; max?: unknown }): { min: number; max: number } {
  finite("min", min);
  finite("max", max);
  if (!(min < max)) throw new RangeError(`invalid max: ${max} (it must be above min, ${min})`);
  return { min, max };
}

export function within(name: string, value: unknown, min: number, max: number): void {
  finite(name, value);
  if (value < min || value > max) throw new RangeError(`invalid ${name}: ${value} (from ${min} to ${max})`);
}

export function positive(name: string, value: unknown): number {
  if (!(isNumber(value) && value > 0)) throw new RangeError(`invalid ${name}: ${String(value)} (it must be above 0)`);
  return value;
}

export function range(name: string, value: unknown): [number, number] {
  if (!isPair(value) || !(value[0] < value[1])) {
    throw new RangeError(`invalid ${name}: ${String(value)} ([least, greatest])`);
  }
  return [value[0], value[1]];
}

export const inside = ([a, b]: readonly [number, number], x: readonly [number, number], y: readonly [number, number]): boolean =>
  a >= x[0] && a <= x[1] && b >= y[0] && b <= y[1];

/** The largest of 1, 2, 5 × 10^k that makes at least 100 steps of the range. */
export function roundStep(length: number): number {
  const power = Math.floor(Math.log10(length / 100) + 1e-9);
  const unit = Number(`1e${power}`);
  const factor = [5, 2, 1].find((candidate) => candidate * unit <= (length / 100) * (1 + 1e-9)) ?? 1;
  return Number(`${factor}e${power}`);
}

/** The position of a slider or a field that is nearest to the middle of its range. */
export function middle(min: number, max: number, step: number, scale: "linear" | "log" = "linear"): number {
  const steps = Math.round((scale === "log" ? Math.log10(max / min) : max - min) / step / 2);
  return scale === "log" ? logPlace(steps, min, max, step) : Math.min(max, Number((min + steps * step).toPrecision(12)));
}

/** How many steps of a log slider lead from `min` to `value`; to `max`, how many there are. */
export const logSteps = (value: number, min: number, step: number): number => Math.max(0, Math.round(Math.log10(value / min) / step));

/**
 * The value of a log slider `steps` steps above `min`. Powers of ten that are evenly spaced are rarely numbers that anyone would choose (0.501, 0.0398), so each
 * place has the shortest decimal that is nearer to it than to its neighbours: 0.5, 0.04. Both ends are what they are said to be.
 */
export function logPlace(steps: number, min: number, max: number, step: number): number {
  if (steps <= 0) return min;
  if (steps >= logSteps(max, min, step)) return max;
  const exact = min * 10 ** (steps * step);
  for (let digits = 1; digits < 12; digits++) {
    const short = Number(exact.toPrecision(digits));
    if (Math.abs(Math.log10(short / exact)) < 0.499 * step) return short;
  }
  return Number(exact.toPrecision(12));
}

/** The places of a slider. */
export interface Places {
  min: number;
  max: number;
  step: number;
  scale: "linear" | "log";
}

/** The place of a slider that is nearest to `value`. */
export function nearestPlace(value: number, { min, max, step, scale }: Places): number {
  if (scale === "log") return logPlace(logSteps(value, min, step), min, max, step);
  const steps = Math.min(Math.round((value - min) / step), Math.floor((max - min) / step + 1e-9));
  return Number((min + steps * step).toPrecision(12));
}

/** The step of a slider for which none is given: a round hundredth of its range, or a tenth of that, and so on, where only that leads to `value`. */
export function stepTo(value: number | undefined, { min, max, scale }: Omit<Places, "step">): number {
  const round = roundStep(scale === "log" ? Math.log10(max / min) : max - min);
  const steps = [0, 1, 2, 3].map((power) => Number((round / 10 ** power).toPrecision(3)));
  return (value === undefined ? undefined : steps.find((step) => isPlace(value, { min, max, step, scale }))) ?? round;
}

/** Whether an arrow key leads to `value`, so that what the slider shows can be what is used. */
export function isPlace(value: number, places: Places): boolean {
  const bearable = 1e-9 * (places.scale === "log" ? Math.abs(value) : places.step);
  return Math.abs(value - nearestPlace(value, places)) <= bearable;
}

/** Whether the value is a whole number of steps above `min`, but for a rounding in the twelfth digit. */
export function isOnSteps(value: number, min: number, step: number): boolean {
  const steps = (value - min) / step;
  return Math.abs(steps - Math.round(steps)) <= Math.max(1e-9, (1e-11 * (Math.abs(value) + Math.abs(min))) / step);
}
