// A long function: it joins the parts of a page, which each have a file of their own, and here alone it is seen which part knows which.
import { defaultLocale, isLocale, words as wordsOf } from "../i18n/index.ts";
import { isOwnId } from "../notebook/ownId.ts";
import type { Cell, InputValues } from "../notebook/types.ts";
import { deserialise } from "../output/serialise.ts";
import { ofThisBuild, pageBuild } from "../offline/pageBuild.ts";
import { createSandbox, type Sandbox } from "../sandbox/host.ts";
import { createRestorer } from "./restore.ts";
import { createCellView, type AsText, type CellActions, type CellView } from "./cellView.ts";
import { createChanges } from "./changes.ts";
import { completionsFor } from "./completions.ts";
import type { Change, PeerWindows } from "./peerWindows.ts";
import { createDrawing } from "./drawing.ts";
import { createElsewhere } from "./elsewhere/elsewhere.ts";
import { onClick, onKey } from "./gestures.ts";
import { offerHandIn } from "./handIn/offer.ts";
import { moveOf } from "./inputWidgets.ts";
import type { NotebookData } from "./notebookData.ts";
import { keepForPlayground, playground, playgroundHref } from "./own/openInPlayground.ts";
import { createOwnCells, type OwnCells } from "./own/ownCells.ts";
import { createPinnedRuns } from "./pins/pins.ts";
import { createResets } from "./resets.ts";
import { createRuns } from "./runs.ts";
import type { Shareable } from "./sharing/linkFragments.ts";
import { listenToSketches } from "./sketch.ts";
import { createSharing } from "./sharing/shareButtons.ts";
import { createSolutions } from "./solutions.ts";
import { offerMore } from "./takeAway/more.ts";
import { createTip } from "./tip.ts";
import { createTypes } from "./cellTypes.ts";
import { typesItem } from "./typesSwitch.ts";

/** The live notebook of a page, once a reader has shown an interest in it. */
export interface Session {
  /** The pointer or the focus came to a cell, or to a control of the whole notebook. */
  intent(event: Event): void;
  /** A click, a key or a moved control in a cell, or on a control of the whole notebook. */
  handle(event: Event): void;
  /** A single key, pressed where nothing is typed. */
  key(event: KeyboardEvent): void;
  /** What a link to the notebook as it stands has to tell. */
  shareable(): Shareable;
  /** Moves the inputs of all cells to these positions, and those that are not among them to where the site has them. */
  place(positions: InputValues): void;
  /** The cells that the reader adds; a deck has none. */
  own: OwnCells | undefined;
}

/**
 * Joins the cells of a page with the sandbox, and with other windows where it has `peerWindows`. The addresses of the notebook, the
 * sandbox and the data are data attributes of `page`.
 */
export async function startSession(page: HTMLElement, peerWindows?: PeerWindows): Promise<Session> {
  const { notebook: address = "", sandbox: framed = "", data = "", chapter = "" } = page.dataset;
  const notebook = deserialise(await (await load(ofThisBuild(address), pageBuild()?.cells)).text()) as NotebookData;
  const src = ofThisBuild(framed);
  const words = wordsOf(isLocale(notebook.locale) ? notebook.locale : defaultLocale);
  const drawing = createDrawing(words);
  const views = new Map<string, CellView>();
  const readData = async (file: string) => new Uint8Array(await (await load(ofThisBuild(data + file))).arrayBuffer());
  let sandbox: Sandbox;
  const runs = createRuns({
    notebook,
    views,
    inputs: () => changes.positions(),
    kept: { lastRun: (id) => changes.keepOf.lastRun(id), mark: (...marked) => changes.keepOf.mark(...marked) },
    sandbox: () => sandbox,
    onDone(id, outputs) {
      void tracker?.then((one) => one?.ran(id, outputs));
      elsewhere.refresh();
    },
  });
  // A lecture is not the reader's own way through the chapter.
  const tracker = peerWindows
    ? undefined
    : import("./work/track.ts").then(
        ({ trackProgress }) => trackProgress(page, notebook),
        () => undefined,
      );
  const changes = createChanges({
    chapter,
    notebook,
    views,
    runs,
    words,
    peerWindows,
    onChange() {
      solutions.refresh();
      resets.refresh();
      pins?.refresh();
      elsewhere.refresh();
    },
    onConflict: (view) => restorer.onConflict(view),
  });

  const types = createTypes(() => notebook.cells.map(({ id, source, scope }) => ({ id, source: views.get(id)?.source() ?? source, scope })));
  const actions: CellActions = {
    edited(id, source) {
      changes.edited(id, source);
      types.edited();
    },
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
    return [...views.values()][[...views.keys()].indexOf(id) + 1];
  }

  /** What takes long, and waits for its own Run, does not run with others. */
  const runsWithOthers = () => notebook.cells.filter(({ id, run }) => run !== "click" && views.has(id)).map(({ id }) => id);
  const runAll = () => void runs.run(runsWithOthers(), "run");

  function viewOf(element: HTMLElement, cell: Cell, asText?: AsText): CellView {
    const [outputs, completion] = [notebook.outputs[cell.id] ?? [], completionsFor(cell.id, views, types.of(cell.id))];
    const positions = () => changes.positions()[cell.id];
    return createCellView({ element, cell, outputs, words, drawing, actions, positions, asText, completion });
  }

  function take(button: HTMLButtonElement): void {
    const readKit = async () => (await load(ofThisBuild(page.dataset.kit!))).text();
    void import("./takeAway/takeChapter.ts").then(
      ({ takeChapter }) => takeChapter(button, { page, notebook, views, inputs: changes.positions(), words, readKit, readData }),
      () => (button.parentElement!.querySelector("[role=status]")!.textContent = words.cell.unavailable),
    );
  }

  /** Takes a cell, with what it rests on, to the playground. */
  async function openInPlayground(view: CellView): Promise<void> {
    const { passedOn } = await import("./sharing/linkFragments.ts");
    const ids = runs.restsOn(view.id);
    const inputs = passedOn({ ...changes.shareable(ids), own: [] });
    const cells = [...views.values()]
      .filter(({ id }) => ids.has(id))
      .map((one) => ({ source: one.source(), isLinked: changes.isLinked(one.id), inputs: inputs[one.id] ?? {} }));
    const kept = keepForPlayground(cells, words.playground);
    if ("why" in kept) view.notice(kept.why);
    else location.assign(`${playgroundHref()}#cell-${kept.id}`);
  }

  for (const cell of notebook.cells) {
    const element = page.querySelector<HTMLElement>(`[data-cell="${cell.id}"]`);
    if (element) views.set(cell.id, viewOf(element, cell));
  }
  addEventListener(
    "resize",
    onceQuiet(() => void runs.fit(), 150),
  );
  const solutions = createSolutions({
    page,
    notebook,
    views,
    words,
    write(view, source) {
      view.setSource(source);
      actions.edited(view.id, source);
      void runs.run([view.id], "run");
    },
  });
  const shareable = (cells?: ReadonlySet<string>): Shareable => ({ ...changes.shareable(cells), own: own?.taken(cells) ?? [] });
  const shareCells = createSharing({ page, words, shareable, openFile: (file) => restorer.openFile(file) });
  offerHandIn({ page, notebook, views, inputs: changes.positions, words });
  const isPlayground = chapter === playground;
  // A deck shows the author's slides.
  const pins = peerWindows
    ? undefined
    : createPinnedRuns({ chapter, views, words, restsOn: (id) => runs.restsOn(id), onChange: () => resets.refresh() });
  const elsewhere = createElsewhere({ page, views, words, optimizers: notebook.optimizers });
  const resets = createResets({
    page,
    words: isPlayground ? { ...words.cell, resetChapter: words.playground.reset, chapterReset: words.playground.wasReset } : words.cell,
    changes: {
      changed: changes.changed,
      resetAll(list) {
        const restorePins = pins?.deleteAll();
        const restoreOwn = own?.deleteAll();
        const undo = changes.resetAll(list.filter(({ id }) => views.has(id)));
        return () => {
          restoreOwn?.();
          undo();
          restorePins?.();
        };
      },
    },
    hasPins: () => pins?.hasSome() ?? false,
  });
  listenToSketches(page);
  createTip(page);
  let isFirst = true;
  const put = (change: Change) => {
    changes.put(change);
    if ("source" in change) changes.noteTyped(change.cell, true);
    changes.toAddress();
  };
  const options = { src, readData, whenDrawn: (task: () => void) => drawing.later(task, 0) };
  if (peerWindows) ({ sandbox, isFirst } = await peerWindows.join(notebook, { put, apply: runs.apply }, options));
  else
    sandbox = createSandbox({
      ...options,
      onEvent: runs.onEvent,
      onRun: runs.onRun,
      onSilence: ({ cell, seconds }) => runs.apply({ type: "silent", cell, seconds }),
    });
  const restorer = createRestorer({ page, notebook, views, changes, runs, words, isShared: peerWindows !== undefined, own: () => own });
  // A deck shows the author's slides.
  const own = peerWindows
    ? undefined
    : createOwnCells({
        page,
        chapter,
        notebook,
        views,
        changes,
        runs,
        words,
        viewOf,
        restoreOne: restorer.restoreOne,
        stop: () => sandbox.stop(),
        forgetPins: (id) => pins!.deleteAll(id),
        onChange() {
          resets.refresh();
          pins!.refresh();
        },
      });
  own?.mount();
  if (isFirst) restorer.restore();
  solutions.refresh();
  resets.refresh();
  pins?.refresh();
  own?.follow();
  restorer.follow();

  /** The chapter's cell where this one is: itself, or the one before the reader's own, which has another id where a link to it arrives. */
  function authorsAt(id: string): string {
    const ids = [...views.keys()];
    return ids.slice(0, ids.indexOf(id) + 1).findLast((one) => !isOwnId(one)) ?? id;
  }

  const viewAt = ({ target }: Event) => views.get((target as Element).closest<HTMLElement>("[data-cell]")?.dataset.cell ?? "");

  return {
    shareable,
    place: changes.place,
    own,
    intent(event) {
      sandbox.warm();
      const view = viewAt(event);
      // On a deck there is nothing to take away.
      if (!view || !page.dataset.kit || !own) return;
      const { addBelow, addNoteBelow } = words.cell.own;
      const share = (said: HTMLElement) => shareCells(said, `cell-${authorsAt(view.id)}`, runs.restsOn(view.id));
      offerMore(view, words, share, [
        { label: words.cell.pins.pin, isOffered: () => pins!.canPin(view), act: () => pins!.pin(view) },
        { label: words.reference.library.elsewhere, isOffered: () => elsewhere.canShow(view), act: () => elsewhere.show(view) },
        { label: addBelow, act: () => own.add(view) },
        { label: addNoteBelow, act: () => own.add(view, "note") },
        ...(isPlayground ? [] : [{ label: words.playground.open, act: () => openInPlayground(view) }]),
        typesItem(words.cell.types),
        { label: words.cell.keyList.title, act: async () => (await import("./cellKeys.ts")).listKeys(words.cell) },
      ]);
      own.offer(view);
    },
    key(event) {
      void import("./cellKeys.ts").then(({ onCellKey }) =>
        onCellKey(event, words.cell, {
          views: [...views.values()],
          run: (ids) => void runs.run(ids, "run"),
          stop: actions.stop,
          above: ({ id }) => [...views.keys()].slice(0, [...views.keys()].indexOf(id) + 1).filter((other) => runsWithOthers().includes(other)),
          add: (view) => own?.add(view),
        }),
      );
    },
    handle(event) {
      const action = event.type === "click" ? (event.target as Element).closest<HTMLButtonElement>("[data-action]") : null;
      if (action?.dataset.action === "run-all") runAll();
      if (action?.dataset.action === "download") take(action);
      if (action?.dataset.action === "add-cell") own?.add();
      if (event.type === "click" && (event.target as Element).matches(".solution-put")) return solutions.click(event.target as HTMLElement);
      const view = viewAt(event);
      if (!view) return;
      const move = moveOf(event, words.output);
      if (move) {
        view.follow(move.key, move.value);
        actions.moved(move.cell, move.key, move.value);
      } else if (event.type === "click") onClick(event as MouseEvent, view, commands);
      else if (event.type === "keydown") onKey(event as KeyboardEvent, view, commands);
    },
  };
}

/** Calls `task` once no call has come for `ms`. */
function onceQuiet(task: () => void, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(task, ms);
  };
}

async function load(address: string, integrity?: string): Promise<Response> {
  const response = await fetch(address, { integrity });
  if (!response.ok) throw new Error(`cannot load ${address}: ${response.status}`);
  return response;
}
