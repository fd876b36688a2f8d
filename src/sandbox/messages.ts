/**
 * Everything that crosses a border of the sandbox. The page and the supervisor run our own code; the worker runs the
 * reader's as well, so nothing that it says is believed before `toWorkerMessage` or `toReport` has looked at it.
 *
 *     page ⇄ supervisor ⇄ worker
 */
import type { RunRequest, ShownEvent } from "../notebook/types.ts";
import { toPoolMessage, type PoolMessage, type ForPoolMember, type Help } from "./poolMessages.ts";
import { limits } from "./limits.ts";
import type { FileAnswer } from "./files.ts";
import { isCellError, isOutput, isText, isTexts } from "./outputChecks.ts";
import { isKeyOf, toRecord } from "./plainData.ts";

/** Supervisor → worker. */
export type ToWorker =
  | { type: "run"; run: number; request: RunRequest }
  /** The answer to `read`. */
  | { type: "data"; answer: FileAnswer }
  | Help
  | ForPoolMember;

/** Page → supervisor. `ack`: a batch has been dealt with; `ping` is answered by `pong`. */
export type ToSandbox = Extract<ToWorker, { type: "run" | "data" }> | { type: "stop"; run: number } | { type: "ack" } | { type: "ping" };

/** What a run says, for the page. */
export type Report =
  /** For each cell that the run may evaluate: the cells that it depends on, directly or not. */
  | { type: "plan"; run: number; upstream: Record<string, string[]> }
  | { type: "event"; run: number; event: ShownEvent }
  | { type: "finished"; run: number }
  /** The run has ended with its worker. */
  | { type: "crashed"; run: number; message: string }
  /** A request for a file of a data set. */
  | { type: "read"; file: string };

/** Worker → supervisor. */
export type FromWorker =
  | { type: "ready" }
  /** It has the run, and is free for it. */
  | { type: "begun"; run: number }
  /** All cells of the run have ended; `finished` follows at once unless one has left something endless behind. */
  | { type: "settled"; run: number }
  | Report
  | PoolMessage;

/** Supervisor → page. */
export type FromSandbox =
  | { type: "ready" }
  | { type: "batch"; reports: unknown[] }
  /** The run is over, by `stop` or before it; no more is heard of it. */
  | { type: "stopped"; run: number }
  /** No worker can be started in this browser. */
  | { type: "failed"; message: string }
  | { type: "pong" };

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isFileName = (value: unknown): value is string => typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(value);

const events: Record<ShownEvent["type"], (event: Record<string, unknown>) => boolean> = {
  queued: () => true,
  start: (event) => event.dependsOn === undefined || isTexts(event.dependsOn),
  output: (event) => isCount(event.index) && event.index < limits.outputs && isOutput(event.output),
  done: (event) => typeof event.elapsedMs === "number" && isTexts(event.warnings) && (event.values === undefined || isKnownValues(event.values)),
  error: (event) => typeof event.elapsedMs === "number" && isCellError(event.error),
};

const isNumber = (value: unknown): boolean => typeof value === "number";

function isKnownValues(value: unknown): boolean {
  const entries = Object.entries(toRecord(value) ?? { not: null });
  return (
    entries.length <= limits.outputs &&
    entries.every(([name, known]) => isText(name) && (isNumber(known) || (Array.isArray(known) && known.length <= 4 && known.every(isNumber))))
  );
}

function isCellEvent(value: unknown): value is ShownEvent {
  const event = toRecord(value);
  if (event === null || !isText(event.cell)) return false;
  return isKeyOf(events, event.type) && events[event.type](event);
}

function isUpstream(value: unknown): value is Record<string, string[]> {
  const upstream = toRecord(value);
  return upstream !== null && Object.values(upstream).every(isTexts);
}

/** The report that `value` is, or null. */
export function toReport(value: unknown): Report | null {
  const report = toRecord(value);
  if (report === null) return null;
  if (report.type === "read") return isFileName(report.file) ? (report as Report) : null;
  if (!isCount(report.run)) return null;
  switch (report.type) {
    case "plan":
      return isUpstream(report.upstream) ? (report as Report) : null;
    case "event":
      return isCellEvent(report.event) ? (report as Report) : null;
    case "finished":
      return report as Report;
    case "crashed":
      return isText(report.message) ? (report as Report) : null;
    default:
      return null;
  }
}

/** The message of a worker that `value` is, or null. */
export function toWorkerMessage(value: unknown): FromWorker | null {
  const message = toRecord(value);
  if (message?.type === "ready") return { type: "ready" };
  if ((message?.type === "begun" || message?.type === "settled") && isCount(message.run)) return { type: message.type, run: message.run };
  return toReport(value) ?? toPoolMessage(value);
}

/** The supervisor's message that `value` is, or null; the reports in a batch are to be looked at one by one. */
export function toSandboxMessage(value: unknown): FromSandbox | null {
  const message = toRecord(value);
  switch (message?.type) {
    case "ready":
    case "pong":
      return message as FromSandbox;
    case "batch":
      return Array.isArray(message.reports) ? (message as FromSandbox) : null;
    case "stopped":
      return isCount(message.run) ? (message as FromSandbox) : null;
    case "failed":
      return isText(message.message) ? (message as FromSandbox) : null;
    default:
      return null;
  }
}
