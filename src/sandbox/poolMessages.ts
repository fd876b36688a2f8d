/** What the workers of a `spread` say to each other through the supervisor; nothing of it reaches the page. */
import type { RunRequest } from "../notebook/types.ts";
import { limits } from "./limits.ts";
import { isKeyOf, toRecord } from "./plainData.ts";

/** What a task threw. */
export interface TaskError {
  name: string;
  message: string;
  stack: string;
}

type Outcome = { value: unknown; error?: undefined } | { value?: undefined; error: TaskError };

/** Worker → supervisor. */
export type PoolMessage =
  /** The worker that runs the cells has tasks, one for each key. */
  | { type: "spread"; run: number; job: number; cell: string; call: number; keys: string[] }
  /** A task for a helper. */
  | { type: "task"; run: number; job: number; helper: number; index: number; task: unknown }
  /** From a helper: it waits for tasks. */
  | { type: "idle"; run: number }
  /** From a helper, or from the worker with the tasks where it does them itself: what came of one. */
  | ({ type: "answer"; run: number; job?: number; index: number } & Outcome)
  /** No helper is needed any more. */
  | { type: "dismiss"; run: number };

/** Supervisor → worker. */
export type ForPoolMember =
  /** The answer to `spread`: results kept from earlier runs, and how many helpers will come. */
  | { type: "kept"; job: number; results: [number, unknown][]; helpers: number }
  | { type: "idle"; job: number; helper: number }
  | { type: "task"; index: number; task: unknown }
  | ({ type: "answer"; job: number; helper: number; index: number } & Outcome)
  /** A helper is gone; so many are left. */
  | { type: "lost"; job: number; helper: number; left: number };

/** Supervisor → a fresh worker that is to help at a call of `spread` of this cell. */
export interface Help {
  type: "help";
  run: number;
  request: RunRequest;
  cell: string;
  call: number;
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isShort = (value: unknown): boolean => typeof value === "string" && value.length <= limits.textLength;
const isKeys = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= limits.tasks && value.every((key) => typeof key === "string" && key.length <= 64);

function isTaskError(value: unknown): boolean {
  const error = toRecord(value);
  return error !== null && isShort(error.name) && isShort(error.message) && isShort(error.stack);
}

const shapes: Record<PoolMessage["type"], (message: Record<string, unknown>) => boolean> = {
  spread: (m) => isCount(m.job) && isShort(m.cell) && isCount(m.call) && isKeys(m.keys),
  task: (m) => isCount(m.job) && isCount(m.helper) && isCount(m.index),
  idle: () => true,
  answer: (m) => isCount(m.index) && (m.error === undefined || isTaskError(m.error)),
  dismiss: () => true,
};

/** The worker pool's message that `value` is, or null. What it carries for other workers is plain data, as all that a worker sends. */
export function toPoolMessage(value: unknown): PoolMessage | null {
  const message = toRecord(value);
  if (message === null || !isCount(message.run) || !isKeyOf(shapes, message.type)) return null;
  return shapes[message.type](message) ? (message as PoolMessage) : null;
}

/** Whether a worker's message is for other workers and not for the page. */
export const isPoolMessage = (message: { type: string }): message is PoolMessage => Object.hasOwn(shapes, message.type);
