import type { Words } from "../i18n/index.ts";
import type { InputSpec, InputValue, InputValues, Output } from "../notebook/types.ts";
import { createAddressWriter, writeAddress, type Addressed } from "./address.ts";
import type { CellView } from "./cellView.ts";
import type { Change, Companions } from "./companions.ts";
import { createKeep, type Kept } from "./keep.ts";
import type { NotebookData } from "./notebookData.ts";
import type { Runs } from "./runs.ts";
import type { Shareable } from "./sharing/linkFragments.ts";

/** What the reader changes of a page's cells: their sources, and where their inputs stand. What is changed is kept, and told to the other windows. */
export interface Changes {
  edited(id: string, source: string): void;
  moved(id: string, key: string, value: InputValue): void;
  /** Back to the cell as the site has it. */
  reset(view: CellView): void;
  /** Changes a cell as another window, or another page, has done; it is neither kept nor told. */
  put(change: Change): void;
  tell(change: Change): void;
  /** Puts where the inputs stand into the page's address. */
  toAddress(): void;
  /** What is changed now gives way, in the other windows, to all that they know. */
  offer(): void;
  /** What was kept of a cell. */
  kept(id: string): Kept | undefined;
  /** The cell of which an event of the storage tells that another page has kept or forgotten something. */
  news(event: StorageEvent): CellView | undefined;
  originals: ReadonlyMap<string, string>;
  /** The inputs as the site has them. */
  specs: Addressed;
  /** Where the inputs stand, of those that were moved. */
  inputs: InputValues;
  /** Whether there is code here that the reader wrote: it waits for their Run. */
  isEdited(): boolean;
  shareable(): Shareable;
}

interface Setup {
  chapter: string;
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  /** Overwritten by all changes. */
  inputs: InputValues;
  runs: Runs;
  words: Words;
  companions: Companions | undefined;
}

export function createChanges({ chapter, notebook, views, inputs, runs, words, companions }: Setup): Changes {
  const originals = new Map(notebook.cells.map((cell) => [cell.id, cell.source]));
  /** A link may tell of any input; the page keeps in its address those that it is asked to. */
  const specs = new Map(notebook.cells.map(({ id }) => [id, inputsIn(notebook.outputs[id] ?? [])]));
  const addressed = new Map([...specs].map(([id, all]) => [id, new Map([...all].filter(([, spec]) => "address" in spec))]));
  const write = createAddressWriter();
  const toAddress = () => write(writeAddress(inputs, addressed));
  const keep = createKeep({
    chapter,
    room: companions?.name,
    storage: () => localStorage,
    onNotKept() {
      const here = [...views.values()].find(({ element }) => element.contains(document.activeElement)) ?? views.values().next().value;
      here?.notice(words.cell.notKept);
    },
  });

  const originalOf = (id: string): string => originals.get(id)!;
  const tell = (change: Change) => companions?.tell(change);
  const isChanged = ({ id, source }: CellView) => source() !== originalOf(id) || inputs[id] !== undefined;
  const edited = () => [...views.values()].filter((view) => view.source() !== originalOf(view.id));

  function setPosition(id: string, key: string, value: InputValue | null): void {
    if (value !== null) (inputs[id] ??= {})[key] = value;
    else if (inputs[id]) {
      delete inputs[id][key];
      if (Object.keys(inputs[id]).length === 0) delete inputs[id];
    }
  }

  return {
    originals, specs, inputs, tell, toAddress,
    isEdited: () => edited().length > 0,
    edited(id, source) {
      const view = views.get(id)!;
      keep.edit(id, originalOf(id), source);
      tell({ cell: id, source });
      view.canReset(isChanged(view));
      runs.refresh(view);
    },
    moved(id, key, value) {
      setPosition(id, key, value);
      toAddress();
      keep.move(id, originalOf(id), key, value);
      tell({ cell: id, key, value });
      views.get(id)!.canReset(true);
      void runs.run([id], "input");
    },
    reset(view) {
      const original = originalOf(view.id);
      const isShown = runs.shows(view.id, original) && !inputs[view.id];
      keep.reset(view.id);
      tell({ cell: view.id, source: original });
      for (const key of Object.keys(inputs[view.id] ?? {})) {
        setPosition(view.id, key, null);
        tell({ cell: view.id, key, value: null });
      }
      toAddress();
      view.setSource(original);
      view.clearNotices();
      view.canReset(false);
      if (isShown) runs.refresh(view);
      else void runs.run([view.id], "run");
    },
    put(change) {
      const view = views.get(change.cell);
      if (!view) return;
      if ("key" in change) {
        setPosition(view.id, change.key, change.value);
        if (change.value !== null) view.setInputs({ [change.key]: change.value });
      } else if (change.source !== view.source()) {
        view.setSource(change.source);
        if (change.source === originalOf(view.id)) view.clearNotices();
        runs.refresh(view);
      }
      view.canReset(isChanged(view));
    },
    offer() {
      for (const view of edited()) companions?.offer({ cell: view.id, source: view.source() });
      for (const [cell, positions] of Object.entries(inputs)) for (const [key, value] of Object.entries(positions)) companions?.offer({ cell, key, value });
    },
    kept: (id) => keep.read(id, originalOf(id)),
    news: (event) => views.get(keep.news(event) ?? ""),
    shareable: () => ({
      originals, specs,
      inputs: structuredClone(inputs),
      edited: Object.fromEntries(edited().map((view) => [view.id, view.source()])),
    }),
  };
}

const inputsIn = (outputs: readonly Output[]): Map<string, InputSpec> => new Map(outputs.flatMap((output) => (output.kind === "input" ? [[output.input.key, output.input]] : [])));
