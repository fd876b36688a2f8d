import { styledNumber, styledNumbers } from "../text/number.ts";

/** How a `<Value>` shows its number: `decimals` after the point, or `digits` significant ones (six at most where nothing is said). */
export interface ValueFormat {
  digits?: number;
  decimals?: number;
}

/**
 * A value as the prose shows it, in the style of all numbers (`text/number.ts`), with `2.98 × 10⁷` for
 * those from 10⁶ on or below 10⁻⁴, and so are the numbers in a text. Truth values stand as they are. Throws a TypeError at anything else, NaN included.
 */
export function formatValue(value: unknown, { digits, decimals }: ValueFormat = {}): string {
  if (typeof value === "string") return styledNumbers(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return styledNumber(String(value));
  if (typeof value !== "number" || Number.isNaN(value)) throw new TypeError(`invalid value: ${String(value)} (a number, a text or a truth value)`);
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  if (decimals !== undefined) return styledNumber(value.toFixed(decimals));
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return styledNumber(value.toExponential(Math.max(0, (digits ?? 3) - 1)));
  if (digits === undefined) return styledNumber(String(Number(value.toPrecision(6))));
  const text = value.toPrecision(digits);
  return styledNumber(text.includes("e") ? String(Number(text)) : text);
}
