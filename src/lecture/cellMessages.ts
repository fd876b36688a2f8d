/**
 * What the windows of a room say to each other of their cells' runs. The one that computes speaks under its epoch, which is later
 * than that of any window that computed before.
 */
import type { Cell, InputValues, RunRequest } from "../notebook/types.ts";
import { isShownKind } from "../notebook/outputs.ts";
import type { RunEvent } from "../notebook/runState.ts";
import { withSource } from "../notebook/withSource.ts";

/** A request to run, without what all windows of a build have: sources are those that differ from the build's. */
export interface Ask {
  id: string;
  targets: string[];
  reason: RunRequest["reason"];
  sources: Record<string, string>;
  shown: Record<string, string>;
  outdated: string[];
  inputs: InputValues;
  look: NonNullable<RunRequest["look"]>;
}

export type CellMessage =
  | { type: "ask"; ask: Ask }
  | { type: "stop" | "wait" | "warm" }
  /** A newcomer `from` wants to be told how things stand. */
  | { type: "hello"; from: string }
  /** How things stand; `to` one window, or to all. `events` lead from the page as built to the page as it is. */
  | { type: "state"; epoch: number; to: string | null; asks: Ask[]; events: RunEvent[] }
  | { type: "events"; epoch: number; events: RunEvent[] }
  /** These requests were served, or stopped. */
  | { type: "ended"; ids: string[] };

const toRecord = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isTextRecord = (value: unknown): boolean => typeof value === "object" && value !== null && isTexts(Object.values(value));

function isAsk(value: unknown): boolean {
  const { id, targets, reason, sources, shown, outdated, inputs, look } = toRecord(value);
  const { locale, widths } = toRecord(look);
  return (
    isText(id) &&
    isTexts(targets) &&
    (reason === "run" || reason === "input") &&
    isTextRecord(sources) &&
    isTextRecord(shown) &&
    isTexts(outdated) &&
    isText(locale) &&
    typeof widths === "object" &&
    widths !== null &&
    Object.values(widths).every(Number.isFinite) &&
    typeof inputs === "object" &&
    inputs !== null &&
    Object.values(inputs).every((positions) => typeof positions === "object" && positions !== null)
  );
}

const runEvents: Record<RunEvent["type"], (event: Record<string, unknown>) => boolean> = {
  queued: ({ source }) => isText(source),
  start: ({ source, at, dependsOn }) => isText(source) && Number.isFinite(at) && (dependsOn === undefined || isTexts(dependsOn)),
  output: ({ index, output }) => Number.isSafeInteger(index) && (index as number) >= 0 && isShownKind(toRecord(output).kind),
  done: ({ source, elapsedMs }) => isText(source) && Number.isFinite(elapsedMs),
  error: ({ source, elapsedMs, error }) =>
    isText(source) && Number.isFinite(elapsedMs) && isText(toRecord(error).message) && isText(toRecord(error).kind),
  stopped: ({ source, elapsedMs }) => isText(source) && Number.isFinite(elapsedMs),
  silent: ({ seconds }) => seconds === null || Number.isFinite(seconds),
};

function isRunEvent(value: unknown): boolean {
  const event = toRecord(value);
  return isText(event.cell) && Object.hasOwn(runEvents, String(event.type)) && runEvents[event.type as RunEvent["type"]](event);
}

const areRunEvents = (value: unknown): boolean => Array.isArray(value) && value.every(isRunEvent);

const sound: Record<CellMessage["type"], (message: Record<string, unknown>) => boolean> = {
  ask: ({ ask }) => isAsk(ask),
  stop: () => true,
  wait: () => true,
  warm: () => true,
  hello: ({ from }) => isText(from),
  state: ({ epoch, to, asks, events }) =>
    Number.isFinite(epoch) && (to === null || isText(to)) && Array.isArray(asks) && asks.every(isAsk) && areRunEvents(events),
  events: ({ epoch, events }) => Number.isFinite(epoch) && areRunEvents(events),
  ended: ({ ids }) => isTexts(ids),
};

/** The message that `value` is, or null. */
export function toCellMessage(value: unknown): CellMessage | null {
  const message = toRecord(value);
  return Object.hasOwn(sound, String(message.type)) && sound[message.type as CellMessage["type"]](message) ? (message as CellMessage) : null;
}

const edited = (cells: readonly Cell[], originals: readonly Cell[]): Record<string, string> =>
  Object.fromEntries(
    cells.filter(({ id, source }) => originals.some((cell) => cell.id === id && cell.source !== source)).map(({ id, source }) => [id, source]),
  );

export const toAsk = (
  id: string,
  { cells, shown = cells, outdated = [], targets, inputs, reason, look = { locale: "en", widths: {} } }: RunRequest,
  originals: readonly Cell[],
): Ask => ({ id, targets, reason, inputs, look, outdated, sources: edited(cells, originals), shown: edited(shown, originals) });

export function toRequest({ targets, reason, sources, shown, outdated, inputs, look }: Ask, originals: readonly Cell[]): RunRequest {
  const withSources = (of: Record<string, string>) =>
    originals.map((cell) => withSource(cell, (Object.hasOwn(of, cell.id) ? of[cell.id] : undefined) ?? cell.source));
  return {
    cells: withSources(sources),
    shown: withSources(shown),
    outdated,
    targets: targets.filter((id) => originals.some((cell) => cell.id === id)),
    inputs,
    reason,
    look,
  };
}
