import { inputKinds } from "../../notebook/inputs.ts";
import { formatPosition, writeAddress, type Addressed } from "../address.ts";
import { formatFragment, parseFragment } from "../fragment.ts";
import type { InputValue, InputValues } from "../../notebook/types.ts";
import type { TakenCell } from "../own/ownList.ts";
import { packCode, type Sources } from "./carriedCode.ts";

/** The notebook as it stands, as far as a link can tell of it. */
export interface Shareable {
  originals: ReadonlyMap<string, string>;
  /** Sources that are not the site's. */
  edited: Sources;
  /** The cells that the reader has added, in the order of the page. */
  own: readonly TakenCell[];
  inputs: InputValues;
  /** The inputs as the site has them. */
  specs: Addressed;
}

/** The fragments of links to a place of the notebook, from the one that says all to the place alone. Each begins with #, or is empty. */
export interface LinkFragments {
  /** Positions and whole sources. */
  whole: string;
  /** Positions, and of the sources what differs from the site's. */
  brief: string;
  positions: string;
  place: string;
}

/**
 * The positions that are passed on: those of inputs that do not stand where the site has them, and, in edited cells, of inputs that the site's have not. Not
 * what each reader does anew: predictions, and how often a button was pressed; nor those of the reader's own cells, which have other ids where they arrive.
 */
export function passedOn({ edited, inputs, specs }: Shareable): InputValues {
  const isPassedOn = (cell: string, key: string, value: InputValue): boolean => {
    const spec = specs.get(cell)?.get(key);
    if (spec) return inputKinds[spec.type].fromText !== null && String(value) !== String(spec.value);
    return Object.hasOwn(edited, cell) && isSaid(value);
  };
  const all = Object.entries(inputs).map(
    ([cell, positions]) => [cell, Object.fromEntries(Object.entries(positions).filter(([key, value]) => isPassedOn(cell, key, value)))] as const,
  );
  return Object.fromEntries(all.filter(([, positions]) => Object.keys(positions).length > 0));
}

/** `place` is empty, or `/SLIDE` of a deck, or `/ID` of what is to be seen of a page. */
export async function linkFragments(notebook: Shareable, place: string): Promise<LinkFragments> {
  const { originals, edited, own, specs } = notebook;
  const inputs = passedOn(notebook);
  const positions = writeAddress(inputs, specs);
  // An edited cell may have inputs that the site's has not, or other bounds.
  const more = Object.keys(edited).flatMap((cell) =>
    Object.entries(inputs[cell] ?? {})
      .filter(([key]) => !specs.get(cell)?.has(key))
      .map(([key, value]) => formatPosition(cell, key, value)),
  );
  const join = (...parts: string[]) => formatFragment({ place, cells: parts.filter(Boolean).join("&") });
  const withCode = async (brief: boolean) =>
    Object.keys(edited).length + own.length === 0
      ? join(positions)
      : join(positions, ...more, `code=${await packCode(edited, originals, { brief, own })}`);
  return { whole: await withCode(false), brief: await withCode(true), positions: join(positions), place: join() };
}

const isSaid = (value: InputValue): boolean => !Array.isArray(value) || value.every((part) => typeof part === "number");

/** What the address says of a cell's inputs, whatever they are: for a cell that has other inputs than the site's. What does not fit them is passed over by its run. */
export function statedInputs(hash: string, cell: string): Record<string, InputValue> {
  const stated = [...new URLSearchParams(parseFragment(hash).cells ?? "")].filter(([name]) => name.startsWith(`${cell}.`));
  return Object.fromEntries(stated.map(([name, text]) => [name.slice(cell.length + 1), toValue(text)]));
}

function toValue(text: string): InputValue {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const [first, second, ...more] = numbers;
  if (first !== undefined && more.length === 0 && numbers.every(Number.isFinite)) return second === undefined ? first : [first, second];
  return text === "true" ? true : text === "false" ? false : text;
}
