import { caretOffset } from "../editor/source.ts";
import type { CellView } from "./cellView.ts";

/** What a click or a key on a cell asks for. */
export interface CellCommands {
  run(id: string, then: "move" | "stay"): void;
  stop(): void;
  reset(view: CellView): void;
}

export function onClick(event: MouseEvent, view: CellView, { run, stop, reset }: CellCommands): void {
  const target = event.target as Element;
  const action = target.closest<HTMLElement>('[data-action]:not([aria-disabled="true"])')?.dataset.action;
  if (action === "run") run(view.id, "stay");
  else if (action === "stop") stop();
  else if (action === "reset") reset(view);
  const source = target.closest<HTMLElement>(".cell-source");
  // A reader who selects code to copy it does not want an editor.
  if (source && getSelection()?.isCollapsed !== false) void view.edit(caretOffset(source, event.clientX, event.clientY) ?? undefined);
}

export function onKey(event: KeyboardEvent, view: CellView, { run }: CellCommands): void {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
  if (event.shiftKey) run(view.id, "move");
  else if (event.ctrlKey || event.metaKey) run(view.id, "stay");
  else if ((event.target as Element).matches(".cell-source")) void view.edit(0);
  else return;
  event.preventDefault();
}
