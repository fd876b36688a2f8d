/** How a `<Value>` shows its number: `decimals` after the point, or `digits` significant ones (six at most where nothing is said). */
export interface ValueFormat {
  digits?: number;
  decimals?: number;
}

const superscripts: Record<string, string> = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((s, i) => [String(i), s])) };

/**
 * A value as the prose shows it: a true minus sign, thin spaces in groups of three from five digits on, and `2.98 × 10⁷` for
 * numbers from 10⁶ on or below 10⁻⁴. Text and booleans stand as they are. Throws a TypeError at anything else, NaN included.
 */
export function formatValue(value: unknown, { digits, decimals }: ValueFormat = {}): string {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return group(String(value));
  if (typeof value !== "number" || Number.isNaN(value)) throw new TypeError(`invalid value: ${String(value)} (a number, a text or a truth value)`);
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  if (decimals === undefined && size !== 0 && (size >= 1e6 || size < 1e-4)) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, (digits ?? 3) - 1)).split("e");
    const power = [...String(Number(exponent))].map((c) => superscripts[c]).join("");
    return `${minus(mantissa)} × 10${power}`;
  }
  if (decimals !== undefined) return minus(group(value.toFixed(decimals)));
  if (digits === undefined) return minus(group(String(Number(value.toPrecision(6)))));
  const text = value.toPrecision(digits);
  return minus(group(text.includes("e") ? String(Number(text)) : text));
}

const minus = (text: string) => text.replace("-", "−");

function group(text: string): string {
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace("-", "").length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
