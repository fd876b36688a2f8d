import { Prec, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const modifiers = new Set(["Shift", "Control", "Alt", "Meta"]);

/**
 * Esc, then Tab or Shift+Tab, leaves the editor: until another key is pressed, for CodeMirror's own limit of two seconds is
 * too short for some. `onLeave` is called when focus has gone elsewhere in the page, by key or pointer, but not when
 * the reader only looks at another window.
 */
export function leaving(onLeave: () => void): Extension {
  let escaped = false;
  const escape = (view: EditorView, on: boolean): void => {
    escaped = on;
    view.setTabFocusMode(on);
  };
  return Prec.highest(
    EditorView.domEventHandlers({
      keydown({ key }, view) {
        if (key === "Escape") escape(view, true);
        else if (escaped && key !== "Tab" && !modifiers.has(key)) escape(view, false);
        return false;
      },
      blur(_, view) {
        if (view.root.activeElement === view.contentDOM) return;
        escape(view, false);
        onLeave();
      },
    }),
  );
}
