/** How outputs write numbers: short, the same in tables, inputs and tips. */
import { styledNumber } from "../text/number.ts";

/** The number to `digits` significant digits, without trailing zeros; powers of ten from 1e6 on and below 1e-4. */
export function formatNumber(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return styledNumber(String(value));
  const rounded = Number(value.toPrecision(digits));
  return styledNumber(size < 1e-4 || size >= 1e6 ? rounded.toExponential() : String(rounded));
}

/** A multiple of `step` with no more decimals than it needs: 0.30000000000000004 by steps of 0.1 is 0.3. */
export function formatStep(value: number, step: number): string {
  const decimals = Math.max(0, Math.ceil(-Math.log10(step))) + 1;
  return decimals > 12 ? formatNumber(value) : styledNumber(String(Number(value.toFixed(decimals))));
}
