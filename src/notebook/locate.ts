import { isError, messageOf } from "./inspect.ts";
import type { CellError } from "./types.ts";

/** A line of a cell's source on an error's stack. */
export interface Frame {
  cell: string;
  line: number;
}

// V8: "    at f (cell:loss:4:25)"; SpiderMonkey: "f@cell:loss:4:25". JavaScriptCore gives no address for code that was made from text.
const FRAME = /(?:^\s+at (?:async )?(?:.*\()?|@)cell:([\w-]+):(\d+):\d+\)?$/;

/** Where a cell is, and what it threw, as its compiled code notes it. */
export interface Whereabouts {
  /** The line of the statement that runs; kept only where an error's stack does not tell it. */
  line: number;
  /** What the cell threw last, and its line: not everything thrown has a stack. */
  thrown?: { value: unknown; line: number };
}

/** The lines of cells on the stack of an error, innermost first; empty for anything without a stack. */
export function cellFrames(error: unknown): Frame[] {
  return rawFrames(error).map(({ cell, line }) => ({ cell, line: line - linesBefore() }));
}

function rawFrames(error: unknown): Frame[] {
  let stack: unknown;
  try {
    stack = isError(error) ? error.stack : undefined;
  } catch {
    return [];
  }
  if (typeof stack !== "string") return [];
  return stack.split("\n").flatMap((text) => {
    const [, cell, line] = FRAME.exec(text) ?? [];
    return cell === undefined ? [] : [{ cell, line: Number(line) }];
  });
}

let probed: number | null | undefined;

/** How many lines an engine puts before the body of a made function (two, by the standard); null where stacks do not tell. */
function probe(): number | null {
  if (probed === undefined) {
    try {
      new Function('throw new Error("probe")\n//# sourceURL=cell:probe')();
    } catch (error) {
      const frame = rawFrames(error).find(({ cell }) => cell === "probe");
      probed = frame === undefined ? null : frame.line - 1;
    }
  }
  return probed ?? null;
}

const linesBefore = (): number => probe() ?? 0;

/** Whether an error's stack tells the cell and the line of each call; not so in JavaScriptCore. */
export const stacksNameCells = (): boolean => probe() !== null;

/** What a reader of cell `id` sees of what it threw: message and line, no stack. Never throws. */
export function runtimeError(error: unknown, id: string, trace?: Whereabouts): CellError {
  // Reading the error may run code of the cell, which throws in its turn.
  const { thrown, line: lastLine } = trace ?? {};
  const frames = cellFrames(error);
  const own = frames.find(({ cell }) => cell === id);
  const inner = frames[0] !== undefined && frames[0].cell !== id ? frames[0] : undefined;
  const thrownAt = thrown !== undefined && Object.is(thrown.value, error) ? thrown.line : undefined;
  const line = own?.line ?? thrownAt ?? (stacksNameCells() ? undefined : lastLine);
  const message = messageOf(error);
  if (message.startsWith("DataCloneError: ")) {
    const what = message.slice("DataCloneError: ".length);
    return { kind: "clone", message: `the output holds something that cannot leave the cell: ${what}`, ...(line === undefined ? {} : { line }) };
  }
  const hint = /call stack|too much recursion/.test(message)
    ? "a function calls itself without end"
    : /read.?only|not extensible|redefine property/i.test(message)
      ? "standard objects (Math, Array.prototype, …) are shared by all cells and frozen: give what you define a name of its own"
      : inner && `thrown in cell ${inner.cell}, line ${inner.line}`;
  return {
    kind: "runtime",
    message: isError(error) ? message : `thrown: ${message}`,
    ...(line === undefined || line < 1 ? {} : { line }),
    ...(hint === undefined ? {} : { hint }),
    ...(inner === undefined ? {} : { cells: [inner.cell] }),
  };
}
