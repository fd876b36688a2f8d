/** What the suite does inside the page, at the page's own speed: it outlives what the driver cannot (the end of the sandbox's process). */

export interface Task {
  cell: string;
  /** Written into the cell as a paste, which is the fastest that a reader has; null where the code is there already. */
  source: string | null;
  /** Cells that the same stranger has changed: what becomes of them is theirs. */
  accomplices?: string[];
  /** An ordinary cell, run next. */
  next: { cell: string; source: string; shows: string };
  /** A run that is not over by then is stopped. */
  longestMs: number;
}

export interface Outcome {
  /** The state of the cell at the end of its run. */
  state: string;
  /** From Stop to the end of the run; null where it ended by itself. */
  stopMs: number | null;
  /** From Run to the result of the ordinary cell; null where it did not come. */
  nextMs: number | null;
  /** What the ordinary cell shows. */
  next: string;
  /** The editor has not taken its code, and says so; then what stood there has run. */
  isKeptOut: boolean;
  /** What the hostile cell says where it shows an error. */
  error: string | null;
  /** Whether it shows anything else. */
  hasDrawn: boolean;
  /** Cells that show something else than before, or are in another state. */
  others: string[];
}

export interface HostileTools {
  ordeal(task: Task): Promise<Outcome>;
  /** Resolves with the milliseconds from Reset to the cell as the site has it; null where it does not come. */
  reset(cell: string): Promise<number | null>;
  /** Places outside the cell, and buttons of its own, that the cell lies over. */
  covered(cell: string): string[];
  /** Opens the link in this page. Resolves with what the page says of it, when it is looked through, and with the cells to be run. */
  follow(fragment: string, answer: "use" | "close"): Promise<{ says: string; isRefused: boolean; cells: string[] }>;
}

declare global {
  var hostile: HostileTools;
}

/** Runs in the page. `waitMs` is how long the suite waits for what should come within a second. */
export function installTools(waitMs: number): void {
  const cellOf = (id: string) => document.getElementById(`cell-${id}`)!;
  const stateOf = (id: string) => cellOf(id).dataset.state!;
  const partOf = (id: string, part: string) => cellOf(id).querySelector<HTMLElement>(part)!;
  const shownBy = (id: string) => partOf(id, ".cell-outputs").textContent!.replaceAll(/\s+/g, " ");
  const press = (id: string, action: string) => partOf(id, `[data-action="${action}"]`).click();
  const originals = new Map([...document.querySelectorAll<HTMLElement>(".cell")].map(({ dataset: { cell } }) => [cell!, shownBy(cell!)]));

  /** Looks in each frame; null where it does not hold in time. */
  function until(holds: () => boolean, mostMs: number): Promise<number | null> {
    const start = performance.now();
    return new Promise((resolve) => {
      (function look() {
        const ms = performance.now() - start;
        if (holds()) resolve(ms);
        else if (ms > mostMs) resolve(null);
        else requestAnimationFrame(look);
      })();
    });
  }

  function write(id: string, source: string): void {
    const content = partOf(id, ".cm-content");
    content.focus({ preventScroll: true });
    content.dispatchEvent(new KeyboardEvent("keydown", { key: "a", code: "KeyA", keyCode: 65, ctrlKey: true, bubbles: true, cancelable: true }));
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", source);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }

  const hasEnded = (id: string) => ["done", "error", "stopped"].includes(stateOf(id));
  const standOf = (...without: string[]) =>
    new Map([...originals.keys()].filter((id) => !without.includes(id)).map((id) => [id, `${stateOf(id)} ${shownBy(id)}`]));

  globalThis.hostile = {
    async ordeal({ cell, source, accomplices = [], next, longestMs }) {
      const before = standOf(cell, next.cell, ...accomplices);
      if (source !== null) write(cell, source);
      const isKeptOut = () => partOf(cell, ".cell-notice").textContent!.includes("Not put in");
      await until(() => stateOf(cell) === "edited" || isKeptOut(), waitMs);
      const keptOut = isKeptOut();
      press(cell, "run");
      let stopMs: number | null = null;
      if ((await until(() => hasEnded(cell), longestMs)) === null) {
        press(cell, "stop");
        stopMs = (await until(() => hasEnded(cell), waitMs)) ?? Infinity;
      }
      const state = stateOf(cell);
      write(next.cell, next.source);
      await until(() => stateOf(next.cell) === "edited", waitMs);
      press(next.cell, "run");
      const nextMs = await until(() => hasEnded(next.cell) && shownBy(next.cell).includes(next.shows), waitMs);
      const after = standOf(cell, next.cell, ...accomplices);
      const error = partOf(cell, ".cell-outputs").querySelector(".output-error")?.textContent ?? null;
      return {
        state,
        stopMs,
        nextMs,
        isKeptOut: keptOut,
        error,
        next: `${stateOf(next.cell)}: ${shownBy(next.cell).slice(0, 200)}`,
        hasDrawn: cellOf(cell).querySelector(".cell-outputs > :not(.output-error), .input") !== null,
        others: [...after].filter(([id, stand]) => before.get(id) !== stand).map(([id, stand]) => `${id}: ${stand.slice(0, 80)}`),
      };
    },
    reset(cell) {
      press(cell, "reset");
      return until(() => ["fresh", "done"].includes(stateOf(cell)) && shownBy(cell) === originals.get(cell), waitMs);
    },
    covered(cell) {
      const element = cellOf(cell);
      const { top, right, bottom, left } = element.getBoundingClientRect();
      const found: string[] = [];
      const isOver = (at: Element | null) => at?.closest(".cell-outputs, .cell-inputs, .handles") && element.contains(at);
      // Few places, for each costs the browser a look at all formulas of the page: 70 all over the window, and a ring around the cell.
      const places = Array.from({ length: 70 }, (_, i) => [((i % 10) + 0.5) * (innerWidth / 10), (Math.floor(i / 10) + 0.5) * (innerHeight / 7)]);
      for (const part of [0.1, 0.5, 0.9]) {
        const [x, y] = [left + part * (right - left), top + part * (bottom - top)];
        places.push([left - 4, y], [right + 4, y], [x, top - 4], [x, bottom + 4]);
      }
      for (const [x, y] of places) {
        const isInside = x >= left && x <= right && y >= top && y <= bottom;
        if (!isInside && isOver(document.elementFromPoint(x, y))) found.push(`(${x.toFixed(0)}, ${y.toFixed(0)})`);
      }
      for (const button of element.querySelectorAll(".cell-bar button:enabled")) {
        const box = button.getBoundingClientRect();
        if (isOver(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))) found.push(button.textContent!);
      }
      if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
      return found;
    },
    async follow(fragment, answer) {
      location.hash = `~${fragment}`;
      const offer = () => document.querySelector<HTMLElement>(".link-offer");
      await until(() => offer() !== null, waitMs);
      const panel = offer();
      if (!panel) return { says: "", isRefused: false, cells: [] };
      const says = [...panel.querySelectorAll(":scope > p:not(.link-answers)")].map(({ textContent }) => textContent).join("\n");
      for (const summary of panel.querySelectorAll("summary")) summary.click();
      // They are laid out before the answer.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const [first, second] = panel.querySelectorAll<HTMLButtonElement>(".link-answers button");
      (answer === "close" ? (second ?? first) : first).click();
      await until(() => offer() === null, waitMs);
      const cells = [...originals.keys()].filter((id) => stateOf(id) === "edited");
      return { says, isRefused: says.includes("cannot be read"), cells };
    },
  };
}
