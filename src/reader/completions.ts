import type { CompletionOptions } from "../editor/completion.ts";
import type { Library } from "../editor/library.ts";
import type { CellTypes } from "../editor/types/messages.ts";
import { ofThisBuild } from "../offline/pageBuild.ts";
import type { CellView } from "./cellView.ts";

let library: Promise<Library> | undefined;

/** What can be imported, loaded when an editor is first opened; again where that failed. */
function loadLibrary(): Promise<Library> {
  library ??= fetch(ofThisBuild(`${import.meta.env.BASE_URL.replace(/\/*$/, "/")}library.json`)).then((response) => {
    if (!response.ok) throw new Error(`cannot load ${response.url}: ${response.status}`);
    return response.json() as Promise<Library>;
  });
  library.catch(() => (library = undefined));
  return library;
}

/** What the editor of a cell can complete: what can be imported, the names of the other cells, and their types. */
export const completionsFor = (id: string, views: ReadonlyMap<string, CellView>, types: CellTypes): CompletionOptions => ({
  library: loadLibrary,
  types,
  cells: () =>
    [...views.values()]
      .filter((view) => view.id !== id && view.scope === views.get(id)?.scope)
      .map((view) => ({ title: view.title, code: view.source() })),
});
