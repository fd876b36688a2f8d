import { defaultLocale, isLocale, words as wordsOf } from "../i18n/index.ts";
import type { InputValues } from "../notebook/types.ts";
import { deserialise } from "../output/serialise.ts";
import { ofThisBuild, pageBuild } from "../offline/pageBuild.ts";
import { createSandbox, type Sandbox } from "../sandbox/host.ts";
import { createArrivals } from "./arrivals.ts";
import { createCellView, type CellActions, type CellView } from "./cellView.ts";
import { createChanges } from "./changes.ts";
import type { Change, Companions } from "./companions.ts";
import { createDrawing } from "./drawing.ts";
import { onClick, onKey } from "./gestures.ts";
import { moveOf } from "./inputs.ts";
import type { NotebookData } from "./notebookData.ts";
import { onNewLook } from "./onNewLook.ts";
import { createRuns } from "./runs.ts";
import type { Shareable } from "./sharing/linkFragments.ts";
import { listenToSketches } from "./sketch.ts";

/** The live notebook of a page, once a reader has shown an interest in it. */
export interface Session {
  /** The pointer or the focus came to a cell. */
  intent(event: Event): void;
  /** A click, a key or a moved control in a cell, or on a control of the whole notebook. */
  handle(event: Event): void;
  /** What a link to the notebook as it stands has to tell. */
  shareable(): Shareable;
}

/**
 * Joins the cells of a page with the sandbox, and with other windows where it has `companions`. The addresses of the notebook, the
 * sandbox and the data are data attributes of `page`.
 */
export async function startSession(page: HTMLElement, companions?: Companions): Promise<Session> {
  const { notebook: address = "", sandbox: framed = "", data = "", chapter = "" } = page.dataset;
  const notebook = deserialise(await (await load(ofThisBuild(address), pageBuild()?.cells)).text()) as NotebookData;
  const src = ofThisBuild(framed);
  const words = wordsOf(isLocale(notebook.locale) ? notebook.locale : defaultLocale);
  const drawing = createDrawing(words);
  const views = new Map<string, CellView>();
  const inputs: InputValues = {};
  const readData = async (file: string) => new Uint8Array(await (await load(ofThisBuild(data + file))).arrayBuffer());
  let sandbox: Sandbox;
  const runs = createRuns({ notebook, views, inputs, sandbox: () => sandbox, isMovedElsewhere: companions !== undefined });
  const changes = createChanges({ chapter, notebook, views, inputs, runs, words, companions });

  const actions: CellActions = {
    edited: changes.edited,
    moved: changes.moved,
    run(id, then) {
      void runs.run([id], "run");
      if (then === "move") following(id)?.focusCode();
    },
    stop: () => sandbox.stop(),
    keepWaiting: () => sandbox.keepWaiting(),
  };
  const commands = { ...actions, reset: changes.reset };

  function following(id: string): CellView | undefined {
    const ids = [...views.keys()];
    return views.get(ids[ids.indexOf(id) + 1]);
  }

  /** What takes long, and waits for its own Run, is not meant by it. */
  function runAll(): void {
    void runs.run(notebook.cells.filter(({ id, run }) => run !== "click" && views.has(id)).map(({ id }) => id), "run");
  }

  for (const cell of notebook.cells) {
    const element = page.querySelector<HTMLElement>(`[data-cell="${cell.id}"]`);
    if (element) views.set(cell.id, createCellView({ element, cell, outputs: notebook.outputs[cell.id] ?? [], words, drawing, actions }));
  }
  listenToSketches(page);
  let isFirst = true;
  const put = (change: Change) => {
    changes.put(change);
    changes.toAddress();
  };
  if (companions) ({ sandbox, isFirst } = await companions.join(notebook, { put, hear: runs.hear }, { src, readData }));
  else sandbox = createSandbox({ src, readData, onEvent: runs.onEvent, onRun: runs.onRun, onSilence: ({ cell, seconds }) => runs.hear({ type: "silent", cell, seconds }) });
  const arrivals = createArrivals({ page, notebook, views, changes, runs, words });
  if (isFirst) arrivals.restore();
  arrivals.follow();
  onNewLook(page, () => { for (const view of views.values()) void view.redraw(false); });

  const viewOf = ({ target }: Event) => views.get((target as Element).closest<HTMLElement>("[data-cell]")?.dataset.cell ?? "");

  return {
    shareable: changes.shareable,
    intent(event) {
      sandbox.warm();
      // Static plots come to life (tips, handles) under the hand that reaches for them.
      if (views.size > 0) void viewOf(event)?.redraw((event.target as Element).closest(".cell-outputs, .cell-inputs") !== null);
    },
    handle(event) {
      if (event.type === "click" && (event.target as Element).closest('[data-action="run-all"]')) runAll();
      const view = viewOf(event);
      if (!view) return;
      const move = moveOf(event, words.output);
      if (move) actions.moved(move.cell, move.key, move.value);
      else if (event.type === "click") onClick(event as MouseEvent, view, commands);
      else if (event.type === "keydown") onKey(event as KeyboardEvent, view, commands);
    },
  };
}

async function load(address: string, integrity?: string): Promise<Response> {
  const response = await fetch(address, { integrity });
  if (!response.ok) throw new Error(`cannot load ${address}: ${response.status}`);
  return response;
}
