import { tooLong } from "../../notebook/codeLimits.ts";
import { isInputValue, samePosition } from "../../notebook/inputs.ts";
import type { InputValue } from "../../notebook/types.ts";
import type { MarkReading } from "../../plot/readings.ts";
import { keptPrefix } from "../keptPrefix.ts";
import { isRecord } from "../ownFile.ts";

/** A line or the dots of a plot, in the units of its data. */
export interface Curve {
  /** The number of the plot among those of its cell. */
  plot: number;
  mark: "line" | "dot";
  /** What the values are called: a curve belongs to plots whose marks have values of the same names. */
  x: string;
  y: string;
  /** x and y in turn. */
  points: number[];
}

/** Code, and where its inputs stand. */
export interface PinnedCell {
  source: string;
  inputs: Record<string, InputValue>;
}

/** A run that a reader has pinned. */
export interface Pin {
  /** From 1 on; no two pins of a cell have the same. It stands beside the curves. */
  n: number;
  /** As the reader has named it; else it is called by its number. */
  name?: string;
  /** The cell and all that it read, as they were. */
  cells: Record<string, PinnedCell>;
  curves: Curve[];
}

/** In the order in which they were pinned. */
export type Pins = readonly Pin[];

/** How many a cell can have. */
export const mostPins = 8;
/** Numbers of a pin's curves. */
export const mostNumbers = 8_000;
/** Characters of a pin as it is kept. */
export const mostText = 150_000;
export const longestName = 60;

/** Where the pinned runs of a cell are kept. No cell has such an id, so nothing takes them for an edit. */
export const pinsKey = (chapter: string, cell: string): string => `${keptPrefix(chapter)}${cell}${ending}`;
const ending = "+pins";

/** The cell of whose pinned runs a key is; undefined for all other keys. */
export const pinnedCell = (chapter: string, key: string): string | undefined =>
  key.startsWith(keptPrefix(chapter)) && key.endsWith(ending) ? key.slice(keptPrefix(chapter).length, -ending.length) : undefined;

/** Whether a mark has curves that other plots can show: they are in the units of the data. */
export const isPinnable = ({ mark, places, x, y }: MarkReading): boolean =>
  (mark === "line" || mark === "dot") && !places && x !== undefined && y !== undefined;

/** The list with a run more, by the lowest number that is free; undefined where there is no room. */
export function added(pins: Pins, pin: Omit<Pin, "n">): Pin[] | undefined {
  const n = freeNumber(pins);
  return n === undefined ? undefined : [...pins, { n, ...pin }];
}

/** The list with a run that was taken out of it: by its number where that is free, else by another; undefined where there is no room. */
export function putBack(pins: Pins, pin: Pin): Pin[] | undefined {
  const n = pins.some((one) => one.n === pin.n) ? freeNumber(pins) : pin.n;
  return n === undefined || pins.length >= mostPins ? undefined : [...pins, { ...pin, n }].toSorted((a, b) => a.n - b.n);
}

/** The list with those of another beside it that it does not have; `noRoom`: how many more there are than a cell can have. */
export function merged(here: Pins, theirs: Pins): { pins: Pins; fresh: number; noRoom: number } {
  const essence = ({ cells, curves }: Pin) => JSON.stringify([cells, curves]);
  const known = new Set(here.map(essence));
  const fresh = theirs.filter((pin) => !known.has(essence(pin)));
  const pins = fresh.reduce<Pins>((all, pin) => putBack(all, pin) ?? all, here);
  return { pins, fresh: pins.length - here.length, noRoom: fresh.length - (pins.length - here.length) };
}

const freeNumber = (pins: Pins): number | undefined =>
  Array.from({ length: mostPins }, (_, i) => i + 1).find((n) => !pins.some((pin) => pin.n === n));

export const removed = (pins: Pins, n: number): Pin[] => pins.filter((pin) => pin.n !== n);

/** With an empty name it is called by its number again. */
export const renamed = (pins: Pins, n: number, name: string): Pin[] =>
  pins.map(({ name: old, ...pin }) => ({ ...pin, ...named(pin.n === n ? name.trim().slice(0, longestName) : old) }));

const named = (name: string | undefined): Pick<Pin, "name"> => (name ? { name } : {});

/** What is others now than at a pin: inputs with what they were and are, and cells whose code is another. */
export interface Differences {
  inputs: { label: string; before: InputValue; now: InputValue }[];
  code: string[];
}

/** `now` has the cells of the pin that are still there. An input that only one of the two has comes of other code. */
export function differences({ cells }: Pick<Pin, "cells">, now: Readonly<Record<string, PinnedCell>>): Differences {
  const found: Differences = { inputs: [], code: [] };
  for (const [id, then] of Object.entries(cells)) {
    // Names of a file that another hand has made may be those that every object has.
    const is = Object.hasOwn(now, id) ? now[id] : undefined;
    if (is?.source !== then.source) found.code.push(id);
    for (const [label, value] of Object.entries(then.inputs)) {
      const stands = is && Object.hasOwn(is.inputs, label) ? is.inputs[label] : undefined;
      if (stands !== undefined && !samePosition(stands, value)) found.inputs.push({ label, before: value, now: stands });
    }
  }
  return found;
}

export const toText = (pins: Pins): string => JSON.stringify(pins);

/** The runs that a text holds, without what is none: another hand or version may have written it. */
export function toPins(text: string | null): Pin[] {
  if (text === null || text.length > mostPins * mostText) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  const found = new Map<number, Pin>();
  for (const one of value as unknown[]) {
    const pin = toPin(one);
    if (pin && !found.has(pin.n)) found.set(pin.n, pin);
  }
  return [...found.values()];
}

function toPin(value: unknown): Pin | undefined {
  if (!isRecord(value)) return undefined;
  const { n, name, cells, curves } = value;
  if (!Number.isInteger(n) || (n as number) < 1 || (n as number) > mostPins) return undefined;
  if (name !== undefined && (typeof name !== "string" || name.length > longestName)) return undefined;
  if (!isRecord(cells) || !Array.isArray(curves) || curves.length === 0 || !curves.every(isCurve)) return undefined;
  if (curves.reduce((sum, { points }) => sum + points.length, 0) > mostNumbers) return undefined;
  const sound: [string, PinnedCell][] = [];
  for (const [id, cell] of Object.entries(cells)) {
    if (!isRecord(cell) || typeof cell.source !== "string" || tooLong(cell.source) || !isRecord(cell.inputs)) return undefined;
    const inputs = Object.entries(cell.inputs).filter((entry): entry is [string, InputValue] => isInputValue(entry[1]));
    sound.push([id, { source: cell.source, inputs: Object.fromEntries(inputs) }]);
  }
  return {
    n: n as number,
    ...named(name),
    cells: Object.fromEntries(sound),
    curves: curves.map(({ plot, mark, x, y, points }) => ({ plot, mark, x, y, points })),
  };
}

function isCurve(value: unknown): value is Curve {
  if (!isRecord(value)) return false;
  const { plot, mark, x, y, points } = value;
  return (
    Number.isInteger(plot) &&
    (mark === "line" || mark === "dot") &&
    typeof x === "string" &&
    typeof y === "string" &&
    Array.isArray(points) &&
    points.length % 2 === 0 &&
    points.every(Number.isFinite)
  );
}
