/** Type errors in the editor: marked a while after the last key, and gone once they are mended. They never hold up a run. */
import { StateEffect, type Extension } from "@codemirror/state";
import { EditorView, ViewPlugin } from "@codemirror/view";
import type { CellTypes } from "./messages.ts";
import { typeMessages } from "./typeMessages.ts";

/** What marks errors is loaded once there are types. `line`: "line 3". */
export function typeErrors(types: CellTypes, line: (n: number) => string): Extension {
  return [
    typeMessages,
    ViewPlugin.define((view) => {
      let isOpen = true;
      const load = async (): Promise<void> => {
        if (!types.areThere()) return;
        unwatch();
        const { typeMarks } = await import("./typeMarks.ts");
        if (isOpen) view.dispatch({ effects: StateEffect.appendConfig.of(typeMarks(types, line)) });
      };
      const unwatch = types.watch(() => void load());
      // An editor is not changed while it is being made.
      queueMicrotask(() => void load());
      return {
        destroy() {
          isOpen = false;
          unwatch();
        },
      };
    }),
    EditorView.contentAttributes.of(({ state }): Record<string, string> => (state.field(typeMessages).length > 0 ? { "aria-invalid": "true" } : {})),
  ];
}
