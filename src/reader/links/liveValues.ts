import type { KnownValues } from "../../notebook/types.ts";
import { inputValue } from "../../output/input.ts";
import { formatNumber } from "../../output/number.ts";
import { symbolOf } from "../../symbols/symbolOf.ts";

/** Cell → name → value: of the build, then of each run. */
const known = new Map<string, KnownValues>();
const listeners = new Set<() => void>();

/** Takes down what a cell's names hold now. */
export function noteValues(cell: string, values: KnownValues): void {
  known.set(cell, values);
  for (const listener of listeners) listener();
}

/** Takes the values of the build, `data-values` of the page, where no run has given newer ones. */
export function readBuiltValues(page: HTMLElement): void {
  const built = JSON.parse(page.dataset.values ?? "{}") as Record<string, KnownValues>;
  for (const [cell, values] of Object.entries(built)) if (!known.has(cell)) known.set(cell, values);
}

/** What a cell's name holds. */
export function knownValue(cell: string, name: string): number | readonly number[] | undefined {
  const values = known.get(cell);
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}

export const onNewValues = (listener: () => void): void => void listeners.add(listener);

interface Source {
  place: Element;
  text: string;
}

/**
 * The value that a symbol, one with these tags, has where the reader is: an input's, a table's row's or a cell's name's, of the
 * cell that `at` is in; else of the place that is nearest to it on the page.
 */
export function liveValue(page: HTMLElement, tags: readonly string[], at: Element): string | undefined {
  const sources = [...inputsOf(page, tags), ...rowsOf(page, tags), ...namesOf(page, tags)];
  const cell = at.closest("[data-cell]");
  const { top } = at.getBoundingClientRect();
  const far = ({ place }: Source) => Math.abs(place.getBoundingClientRect().top - top);
  return (sources.find(({ place }) => cell?.contains(place)) ?? sources.toSorted((a, b) => far(a) - far(b))[0])?.text;
}

/** Widgets whose label has the symbol; of a point, whose label has two, the coordinate. */
function inputsOf(page: HTMLElement, tags: readonly string[]): Source[] {
  return [...page.querySelectorAll<HTMLElement>(".input")].flatMap((place) => {
    const index = [...place.querySelectorAll<HTMLElement>(".input-label [data-s], output[data-s]")].findIndex((term) =>
      tags.includes(term.dataset.s!),
    );
    const value = index < 0 ? undefined : inputValue(place);
    const shown = Array.isArray(value) ? (value[index] as unknown) : value;
    if (typeof shown === "string") return [{ place, text: shown }];
    if (typeof shown !== "number") return [];
    // As it is written beside the control, but for a player's: that says its symbol too.
    const written = place.querySelector("output:not([data-s])")?.textContent;
    return [{ place, text: written ?? formatNumber(shown, 4) }];
  });
}

/** Rows of tables that begin with the symbol and go on with its entries, as a step-through has them. */
function rowsOf(page: HTMLElement, tags: readonly string[]): Source[] {
  return [...page.querySelectorAll<HTMLElement>("td:first-child > [data-s]")].flatMap((term) => {
    if (!tags.includes(term.dataset.s!)) return [];
    const place = term.closest("tr")!;
    const entries = [...place.querySelectorAll("td.numeric")].map((entry) => entry.textContent ?? "");
    const text = entries.join(", ");
    return entries.length === 0 ? [] : [{ place, text: entries.length === 1 ? text : `(${text})` }];
  });
}

/** Cells whose names hold it. */
function namesOf(page: HTMLElement, tags: readonly string[]): Source[] {
  return [...known].flatMap(([cell, values]) => {
    const place = page.querySelector(`[data-cell="${CSS.escape(cell)}"] .cell-outputs`);
    if (!place) return [];
    return Object.entries(values)
      .filter(([name]) => tags.includes(symbolOf(name) ?? ""))
      .map(([, value]) => ({
        place,
        text: Array.isArray(value) ? `(${value.map((entry) => formatNumber(entry, 4)).join(", ")})` : formatNumber(value, 4),
      }));
  });
}
