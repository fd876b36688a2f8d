import { completionStatus } from "@codemirror/autocomplete";
import { searchPanelOpen } from "@codemirror/search";
import { Prec, type EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const modifiers = new Set(["Shift", "Control", "Alt", "Meta"]);

/** Something stands open over the code, or beside it, that Escape closes. */
const isOpenOver = (state: EditorState): boolean => completionStatus(state) === "active" || searchPanelOpen(state);

/**
 * Esc, then Tab or Shift+Tab, leaves the editor: until another key is pressed, for CodeMirror's own limit of two seconds is
 * too short for some. Focus that has gone elsewhere in the page, but not to another window, ends that.
 * An Esc that closes a list or a panel does no more than that; meanwhile the editor has `data-open`, for who else listens to Esc.
 */
export function leaving(): Extension {
  let escaped = false;
  const escape = (view: EditorView, on: boolean): void => {
    escaped = on;
    view.setTabFocusMode(on);
  };
  return Prec.highest([
    EditorView.editorAttributes.of(({ state }): Record<string, string> => (isOpenOver(state) ? { "data-open": "" } : {})),
    EditorView.domEventHandlers({
      keydown({ key }, view) {
        if (key === "Escape") escape(view, !isOpenOver(view.state));
        else if (escaped && key !== "Tab" && !modifiers.has(key)) escape(view, false);
        return false;
      },
      blur(_, view) {
        if (view.root.activeElement !== view.contentDOM) escape(view, false);
      },
    }),
  ]);
}
