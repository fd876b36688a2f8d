/** Script of the bare page around a sandbox that the browser tests drive; what it keeps is global there. What cells show is drawn as on a chapter's page. */
import { words } from "../../../src/i18n/index.ts";
import type { RunRequest, Shown, ShownEvent } from "../../../src/notebook/types.ts";
import { shownText } from "./treeText.ts";
import { createDrawing, weightOf } from "../../../src/reader/drawing.ts";
import { createSandbox, type Sandbox } from "../../../src/sandbox/host.ts";

const events: ShownEvent[] = [];
const silences: { cell: string; seconds: number }[] = [];
const drawing = createDrawing(words("en"));
/** What stands on the page of each cell, by output number, and what waits to be drawn. */
const standing = new Map<string, HTMLElement[]>();
const waiting = new Map<string, Shown>();

function show(event: ShownEvent): void {
  const { type, cell } = event;
  if (type === "start") {
    standing.get(cell)?.forEach((element, index) => {
      element.remove();
      drawing.forget(cell, index);
    });
    standing.set(cell, []);
  }
  if (type !== "output") return;
  const { index, output } = event;
  const key = `${cell} ${index}`;
  if (!waiting.has(key))
    drawing.later(() => {
      const element = drawing.draw(cell, index, waiting.get(key)!);
      waiting.delete(key);
      const elements = standing.get(cell)!;
      if (elements[index]) elements[index].replaceWith(element);
      else document.body.append(element);
      elements[index] = element;
    }, weightOf(output));
  waiting.set(key, output);
}

const sandbox: Sandbox = createSandbox({
  src: "/sandbox.html",
  silenceMs: 300,
  whenDrawn: (task) => drawing.later(task, 0),
  onEvent(event) {
    events.push(event);
    show(event);
  },
  onSilence: (silence) => void silences.push(silence),
  readData: async (file) => (await fetch(`/data/${file}`)).bytes(),
});

/** Runs cells given as id → source; all of them, or `targets`. */
function run(sources: Record<string, string>, targets = Object.keys(sources), { inputs = {}, reason = "run" }: Partial<RunRequest> = {}) {
  const cells = Object.entries(sources).map(([id, source]) => ({
    id,
    title: id,
    source,
    line: 1,
    hidden: false,
    form: "both" as const,
    run: "build" as const,
  }));
  return sandbox.run({ cells, targets, inputs, reason });
}

/** Resolves when `test` is true at the start of a frame. */
async function until(test: () => unknown): Promise<void> {
  while (!test()) await new Promise(requestAnimationFrame);
}

/** The longest time in milliseconds between two frames, or from the last one to the end, while `task` goes on. */
async function longestGap(task: () => Promise<unknown>): Promise<number> {
  let gap = 0;
  let last = performance.now();
  let on = true;
  const frame = (now: number): void => {
    gap = Math.max(gap, now - last);
    last = now;
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  await task();
  on = false;
  return Math.max(gap, performance.now() - last);
}

/** Text of the outputs and errors of a cell since its last start. */
function shown(cell: string): string {
  const since = events.findLastIndex((event) => event.type === "start" && event.cell === cell);
  return events
    .slice(Math.max(since, 0))
    .filter((event) => event.cell === cell)
    .map((event) => {
      if (event.type === "error") return event.error.message;
      if (event.type !== "output") return "";
      const { output } = event;
      return output.kind === "drawing" && output.of === "plot" ? "[plot]" : shownText(output);
    })
    .filter(Boolean)
    .join("\n");
}

const tools = { sandbox, events, silences, run, until, longestGap, shown, shownText };
export type Tools = typeof tools;
Object.assign(globalThis, { tools });
