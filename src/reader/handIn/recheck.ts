/** Runs the answers of a file again, each in the place of its starter in the site's own chapter, and tells what the site's own check says of it. */
import type { Drawing, InputValues, ShownEvent } from "../../notebook/types.ts";
import { withSource } from "../../notebook/withSource.ts";
import type { Sandbox, SandboxOptions } from "../../sandbox/host.ts";
import type { NotebookData } from "../notebookData.ts";
import { isAnswered, type CheckedExercise, type HandIn } from "./handInFile.ts";

/** `endless`: it had not ended when its time was over; `none`: there is no answer. */
export type Verdict = "right" | "wrong" | "endless" | "error" | "none";

export interface Finding {
  verdict: Verdict;
  /** What the check shows; whoever puts it into a page looks at it first, as at all that comes out of the sandbox. */
  shown?: Drawing;
  /** Why there is no verdict. */
  error?: string;
}

export interface Rechecker {
  /** Undefined where it was stopped. Rejects with SandboxUnavailable. */
  check(notebook: NotebookData, file: HandIn, exercise: CheckedExercise, ms: number): Promise<Finding | undefined>;
  stop(): void;
  /** Ends the sandbox, so that nothing of one file's answers is there when the next one's run. */
  renew(): void;
}

export function createRechecker(open: (handlers: Required<Pick<SandboxOptions, "onEvent" | "onRun">>) => Sandbox): Rechecker {
  let sandbox: Sandbox | undefined;
  let heard: (event: ShownEvent) => void = () => {};
  let began = (): void => {};

  async function check(notebook: NotebookData, file: HandIn, { name, answer, check }: CheckedExercise, ms: number): Promise<Finding | undefined> {
    const source = file.answers.get(name)?.source ?? answer.source;
    if (!isAnswered(notebook, answer, source, file.inputs)) return { verdict: "none" };

    let shown: Drawing | undefined;
    const errors = new Map<string, { kind: string; message: string }>();
    let isLate = false;
    let limit: ReturnType<typeof setTimeout> | undefined;
    const current = (sandbox ??= open({ onEvent: (event) => heard(event), onRun: () => began() }));
    began = () => {
      clearTimeout(limit);
      limit = setTimeout(() => {
        isLate = true;
        current.stop();
      }, ms);
    };
    heard = (event) => {
      // What an answer rests on is the author's, and takes nothing of its time.
      if (event.type === "start" && event.cell === answer.id) began();
      if (event.type === "error") errors.set(event.cell, event.error);
      if (event.type === "output" && event.cell === check.id && event.output.kind === "drawing" && event.output.of === "check") shown = event.output;
    };
    const outcome = await current
      .run({
        cells: notebook.cells.map((cell) => (cell.id === answer.id ? withSource(cell, source) : cell)),
        targets: [answer.id, check.id],
        inputs: known(file.inputs, notebook),
        reason: "run",
        look: { locale: notebook.locale, widths: {} },
      })
      .finally(() => clearTimeout(limit));
    if (isLate) return { verdict: "endless" };
    const error = errors.get(answer.id) ?? errors.get(check.id);
    // A prediction that does not fit its question is none.
    if (error?.kind === "waiting") return { verdict: "none" };
    if (error) return { verdict: "error", error: error.message };
    if (outcome === "stopped") return undefined;
    if (!shown) return { verdict: "error", error: "the check has said nothing" };
    return { verdict: shown.passed === true ? "right" : "wrong", shown };
  }

  return {
    check,
    stop: () => sandbox?.stop(),
    renew() {
      sandbox?.dispose();
      sandbox = undefined;
    },
  };
}

const known = (inputs: InputValues, { cells }: NotebookData): InputValues =>
  Object.fromEntries(Object.entries(inputs).filter(([id]) => cells.some((cell) => cell.id === id)));
