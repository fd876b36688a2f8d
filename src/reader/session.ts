import { caretOffset } from "../editor/source.ts";
import { defaultLocale, isLocale, words as wordsOf } from "../i18n/index.ts";
import type { CellEvent, InputSpec, InputValue, InputValues, Output, RunRequest } from "../notebook/types.ts";
import { deserialise } from "../output/serialise.ts";
import { ofThisBuild, pageBuild } from "../offline/pageBuild.ts";
import { createSandbox } from "../sandbox/host.ts";
import { codeIn, createAddressWriter, dropCode, readAddress, writeAddress } from "./address.ts";
import { createCellView, type CellView } from "./cellView.ts";
import { createDrawing } from "./drawing.ts";
import { moveOf } from "./inputs.ts";
import { createKeep } from "./keep.ts";
import type { NotebookData } from "./notebookData.ts";
import { noteValues } from "./links/liveValues.ts";
import { onNewLook } from "./onNewLook.ts";
import type { Sources } from "./sharing/carriedCode.ts";
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

/** Joins the cells of a page with the sandbox. The addresses of the notebook, the sandbox and the data are data attributes of `page`. */
export async function startSession(page: HTMLElement): Promise<Session> {
  const { notebook: address = "", sandbox: src = "", data = "", chapter = "" } = page.dataset;
  const notebook = deserialise(await (await load(ofThisBuild(address), pageBuild()?.cells)).text()) as NotebookData;
  const words = wordsOf(isLocale(notebook.locale) ? notebook.locale : defaultLocale);
  const drawing = createDrawing(words);
  const views = new Map<string, CellView>();
  const originals = new Map(notebook.cells.map((cell) => [cell.id, cell.source]));
  /** The source whose outputs a cell shows, and the state it had with them. */
  const shown = new Map(notebook.cells.map((cell) => [cell.id, { source: cell.source, state: "fresh" as "fresh" | "done" | "error" | "stopped" }]));
  /** The source of each cell's last run that was not stopped: after it ran what depends on the cell. */
  const finished = new Map(originals);
  const inputs: InputValues = {};
  /** A link may tell of any input; the page keeps in its address those that it is asked to. */
  const specs = new Map(notebook.cells.map(({ id }) => [id, inputsIn(notebook.outputs[id] ?? [])]));
  const addressed = new Map([...specs].map(([id, all]) => [id, new Map([...all].filter(([, spec]) => "address" in spec))]));
  const setAddress = createAddressWriter();
  /** The sources of the request under way: what a reader types meanwhile belongs to the next. */
  let ran = new Map<string, string>();
  /** Cells that the run under way has announced or begun and not ended. */
  const open = new Set<string>();

  const keep = createKeep({
    chapter,
    storage: () => localStorage,
    onNotKept() {
      const here = [...views.values()].find(({ element }) => element.contains(document.activeElement)) ?? views.values().next().value;
      here?.notice(words.cell.notKept);
    },
  });

  const sandbox = createSandbox({
    src: ofThisBuild(src),
    onEvent,
    readData: async (file) => new Uint8Array(await (await load(ofThisBuild(data + file))).arrayBuffer()),
    onSilence: ({ cell, seconds }) => views.get(cell)?.silent(seconds),
  });

  function onEvent(event: CellEvent): void {
    const view = views.get(event.cell);
    if (!view) return;
    if (event.type === "queued") {
      open.add(view.id);
      if (view.state() !== "running") view.setState("stale");
    } else if (event.type === "start") {
      open.add(view.id);
      view.start();
    } else if (event.type === "output") view.output(event.index, event.output);
    else {
      if (event.type === "done") {
        view.done(event.elapsedMs);
        noteValues(event.cell, event.values ?? {});
      } else view.fail(event.error, event.elapsedMs);
      ended(view, event.type);
    }
  }

  function ended(view: CellView, state: "done" | "error" | "stopped"): void {
    open.delete(view.id);
    shown.set(view.id, { source: ran.get(view.id) ?? view.source(), state });
    if (state !== "stopped") finished.set(view.id, shown.get(view.id)!.source);
    if (view.source() !== shown.get(view.id)!.source) view.setState("edited");
  }

  async function run(targets: string[], reason: RunRequest["reason"]): Promise<void> {
    const cells = notebook.cells.map((cell) => ({ ...cell, source: views.get(cell.id)?.source() ?? cell.source }));
    const before = cells.map((cell) => ({ ...cell, source: finished.get(cell.id)! }));
    ran = new Map(cells.map(({ id, source }) => [id, source]));
    try {
      if ((await sandbox.run({ cells, shown: before, targets, inputs: structuredClone(inputs), reason })) === "stopped") halt();
    } catch (error) {
      for (const id of targets) views.get(id)?.fail({ kind: "runtime", message: (error as Error).message }, 0);
    }
  }

  /** After a stop: what was running says so; what had only been waiting is out of date. */
  function halt(): void {
    for (const id of open) {
      const view = views.get(id)!;
      if (view.state() !== "running") continue;
      view.stopped();
      ended(view, "stopped");
    }
    open.clear();
  }

  /** Whether there is code here that the reader wrote: it waits for their Run. */
  const isEdited = () => [...views.values()].some((view) => view.source() !== originals.get(view.id));
  /** What takes long, and waits for its own Run, is not meant by it. */
  function runAll(): void {
    void run(notebook.cells.filter(({ id, run }) => run !== "click" && views.has(id)).map(({ id }) => id), "run");
  }

  const isChanged = (view: CellView) => view.source() !== originals.get(view.id) || inputs[view.id] !== undefined;

  const actions = {
    edited(id: string, source: string): void {
      const view = views.get(id)!;
      keep.edit(id, originals.get(id)!, source);
      view.canReset(isChanged(view));
      const last = shown.get(id)!;
      if (view.state() !== "running") view.setState(source === last.source ? last.state : "edited");
    },
    run(id: string, then: "move" | "stay"): void {
      void run([id], "run");
      if (then === "move") following(id)?.focusCode();
    },
    stop: () => sandbox.stop(),
    keepWaiting: () => sandbox.keepWaiting(),
    moved(id: string, key: string, value: InputValue): void {
      const view = views.get(id)!;
      (inputs[id] ??= {})[key] = value;
      keep.move(id, originals.get(id)!, key, value);
      setAddress(writeAddress(inputs, addressed));
      view.canReset(true);
      void run([id], "input");
    },
  };

  function reset(view: CellView): void {
    const original = originals.get(view.id)!;
    const last = shown.get(view.id)!;
    const isShown = last.source === original && (last.state === "fresh" || last.state === "done") && !inputs[view.id] && view.state() !== "running";
    keep.reset(view.id);
    delete inputs[view.id];
    setAddress(writeAddress(inputs, addressed));
    view.setSource(original);
    view.canReset(false);
    if (isShown) view.setState(last.state);
    else void run([view.id], "run");
  }

  function following(id: string): CellView | undefined {
    const ids = [...views.keys()];
    return views.get(ids[ids.indexOf(id) + 1]);
  }

  /** Puts the inputs where the address has them, and gives the cells that have some. A link's positions are not kept: the reader's own stay. */
  function followAddress(): CellView[] {
    return Object.entries(readAddress(location.hash, specs)).flatMap(([id, positions]) => {
      const view = views.get(id);
      if (!view) return [];
      Object.assign((inputs[id] ??= {}), positions);
      view.setInputs(positions);
      if (view.state() === "fresh") view.setState("stale");
      view.canReset(true);
      return [view];
    });
  }

  /** Asks the reader about changed code in the address. Used, it is an edit as others are: it waits for Run, and Reset takes it back. */
  async function offerLinkedCode(): Promise<void> {
    const packed = codeIn(location.hash);
    if (packed === undefined) return;
    const [{ offerCode }, { statedInputs }] = await Promise.all([import("./sharing/offerCode.ts"), import("./sharing/linkFragments.ts")]);
    const { hash } = location;
    await offerCode({
      packed, page,
      originals: new Map([...views.keys()].map((id) => [id, originals.get(id)!])),
      titleOf: (id) => notebook.cells.find((cell) => cell.id === id)!.title,
      sourceOf: (id) => views.get(id)!.source(),
      words: words.sharing,
      use(sources: Sources) {
        for (const [id, source] of Object.entries(sources)) {
          const view = views.get(id)!;
          const positions = statedInputs(hash, id);
          if (Object.keys(positions).length > 0) inputs[id] = { ...positions, ...inputs[id] };
          view.setSource(source);
          actions.edited(id, source);
          for (const folded of view.element.querySelectorAll("details.cell-code")) (folded as HTMLDetailsElement).open = true;
        }
        views.get(Object.keys(sources)[0])?.focusCode();
      },
      answered: dropCode,
    });
  }

  /** Puts back what was kept, and over it what the address says. Edits wait for the reader's Run: a page starts nothing on its own that may not end. */
  function restore(): void {
    const moved: string[] = [];
    for (const view of views.values()) {
      const original = originals.get(view.id)!;
      const kept = keep.read(view.id, original);
      if (!kept) continue;
      if (kept.source !== undefined && kept.source !== original) {
        view.setSource(kept.source);
        view.setState("edited");
        if (kept.outdated) view.notice(words.cell.changedSince);
      }
      if (Object.keys(kept.inputs).length > 0) {
        inputs[view.id] = kept.inputs;
        moved.push(view.id);
        view.setInputs(kept.inputs);
        if (view.state() === "fresh") view.setState("stale");
      }
      view.canReset(isChanged(view));
    }
    const linked = followAddress();
    // Who follows a link comes for the cell that it speaks of; who reloads a page has scrolled to their place.
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (scrollY === 0 && entry?.type === "navigate") linked[0]?.element.scrollIntoView();
    const all = new Set([...moved, ...linked.map(({ id }) => id)]);
    if (all.size > 0 && !isEdited()) void run([...all], "run");
  }

  for (const cell of notebook.cells) {
    const element = page.querySelector<HTMLElement>(`[data-cell="${cell.id}"]`);
    if (element) views.set(cell.id, createCellView({ element, cell, outputs: notebook.outputs[cell.id] ?? [], words, drawing, actions }));
  }
  listenToSketches(page);
  restore();
  void offerLinkedCode();
  addEventListener("hashchange", () => {
    void offerLinkedCode();
    const linked = followAddress();
    if (linked.length > 0 && !isEdited()) void run(linked.map(({ id }) => id), "input");
  });
  onNewLook(page, () => { for (const view of views.values()) void view.redraw(false); });

  const viewOf = ({ target }: Event) => views.get((target as Element).closest<HTMLElement>("[data-cell]")?.dataset.cell ?? "");

  function onClick(event: MouseEvent, view: CellView): void {
    const target = event.target as Element;
    const action = target.closest<HTMLElement>("[data-action]")?.dataset.action;
    if (action === "run") actions.run(view.id, "stay");
    else if (action === "stop") actions.stop();
    else if (action === "reset") reset(view);
    const source = target.closest<HTMLElement>(".cell-source");
    // A reader who selects code to copy it does not want an editor.
    if (source && getSelection()?.isCollapsed !== false) void view.edit(caretOffset(source, event.clientX, event.clientY) ?? undefined);
  }

  function onKey(event: KeyboardEvent, view: CellView): void {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    if (event.shiftKey) actions.run(view.id, "move");
    else if (event.ctrlKey || event.metaKey) actions.run(view.id, "stay");
    else if ((event.target as Element).matches(".cell-source")) void view.edit(0);
    else return;
    event.preventDefault();
  }

  return {
    shareable: () => ({
      originals, specs,
      inputs: structuredClone(inputs),
      edited: Object.fromEntries([...views.values()].filter((view) => view.source() !== originals.get(view.id)).map((view) => [view.id, view.source()])),
    }),
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
      else if (event.type === "click") onClick(event as MouseEvent, view);
      else if (event.type === "keydown") onKey(event as KeyboardEvent, view);
    },
  };
}

const inputsIn = (outputs: readonly Output[]): Map<string, InputSpec> => new Map(outputs.flatMap((output) => (output.kind === "input" ? [[output.input.key, output.input]] : [])));

async function load(address: string, integrity?: string): Promise<Response> {
  const response = await fetch(address, { integrity });
  if (!response.ok) throw new Error(`cannot load ${address}: ${response.status}`);
  return response;
}
