import { styledNumber } from "../text/number.ts";
import { inspect, inspectedText } from "./inspect.ts";
import type { Sink } from "./sink.ts";
import type { Checked, CheckItem, Output } from "./types.ts";

export interface CheckOptions {
  /** How far numbers may lie from what is expected, relative to it or absolute; 1e-9 unless said. */
  tolerance?: number;
  /** What is wrong when the check fails: "m is not bias-corrected". */
  otherwise?: string;
}

/** The `check` of one run of a cell: all its checks make one output, which grows. */
export function createChecks(sink: Pick<Sink, "check">, of?: Checked) {
  const items: CheckItem[] = [];
  return (what: string, got: unknown, ...rest: [expected?: unknown, options?: CheckOptions]): void => {
    if (typeof what !== "string" || what.trim() === "") throw new TypeError('missing what: write check("m at t = 1", m, 10)');
    const { tolerance = 1e-9, otherwise } = rest[1] ?? {};
    if (!(tolerance >= 0)) throw new RangeError(`invalid tolerance: ${String(tolerance)} (0 or more)`);
    const isTruth = rest.length === 0 || rest[0] === undefined;
    const complaint = isTruth
      ? got === true
        ? undefined
        : `${what}${got === false ? "" : `: expected true, got ${shown(got)}`}`
      : difference(what, got, rest[0], tolerance);
    items.push(complaint === undefined ? { ok: true, text: what } : { ok: false, text: complaint, ...(otherwise && { hint: otherwise }) });
    sink.check({ kind: "check", passed: items.every(({ ok }) => ok), items: items.map((item) => ({ ...item })), ...(of && { of }) } satisfies Output);
  };
}

type Numbers = ArrayLike<number>;
const isNumbers = (value: unknown): value is Numbers =>
  (ArrayBuffer.isView(value) && !(value instanceof DataView)) || (Array.isArray(value) && value.every((entry) => typeof entry === "number"));

/** Where and how `got` differs from `expected`; undefined where it does not. */
function difference(what: string, got: unknown, expected: unknown, tolerance: number): string | undefined {
  if (isNumbers(expected) && isNumbers(got)) {
    if (got.length !== expected.length) return `${what}: expected ${expected.length} numbers, got ${got.length}`;
    for (let i = 0; i < expected.length; i++) {
      // Both have as many.
      const [ours, theirs] = [expected[i]!, got[i]!];
      if (!isNear(theirs, ours, tolerance)) return `${what}, entry ${i}: expected ${shown(ours)}, got ${shown(theirs)}`;
    }
    return undefined;
  }
  const isRight =
    typeof expected === "number"
      ? typeof got === "number" && isNear(got, expected, tolerance)
      : inspectedText(inspect(got)) === inspectedText(inspect(expected));
  return isRight ? undefined : `${what}: expected ${shown(expected)}, got ${shown(got)}`;
}

const isNear = (got: number, expected: number, tolerance: number): boolean =>
  Object.is(got, expected) || (Number.isFinite(expected) && Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected)));

/** A number to eight digits: enough to see the difference, short enough to read. */
const shown = (value: unknown): string =>
  typeof value === "number" ? styledNumber(String(Number(value.toPrecision(8)))) : inspectedText(inspect(value));
