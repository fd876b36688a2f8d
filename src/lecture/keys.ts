/** Where keys are written or move something: there they are nobody else's. */
const typing = "input, select, textarea, [contenteditable], .cm-editor, .cell-source, [role=slider], .sketch-pad, dialog";
const pressable = "button, a, summary, [role=button]";

/** What a key does on the deck. */
export interface KeyAction {
  /** As `KeyboardEvent.key` has them; letters stand for both cases. */
  keys: readonly string[];
  /** For the list of keys; none: it is not listed. */
  label?: string;
  /** How the keys are written in that list. */
  shown?: string;
  onKey(event: KeyboardEvent): void;
}

/** The keys of the deck. */
export interface Keys {
  add(action: KeyAction): void;
  /** In the order in which they were added. */
  all(): readonly KeyAction[];
}

/** Whether a key that `target` hears belongs to what is typed or moved there. */
export const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest(typing) !== null;

/**
 * Listens for keys. In editors, code and controls they do what they always do; Escape leaves them. A key with Ctrl, Alt or Meta is the browser's.
 */
export function createKeys(): Keys {
  const actions: KeyAction[] = [];
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(target)) {
      if (key === "Escape" && target instanceof HTMLElement && !target.closest("dialog")) target.blur();
      return;
    }
    // Space and Enter press what has the focus.
    if ((key === " " || key === "Enter") && target instanceof Element && target.closest(pressable)) return;
    const action = actions.find(({ keys }) => keys.includes(key.length === 1 ? key.toLowerCase() : key));
    if (!action) return;
    event.preventDefault();
    action.onKey(event);
  });
  return { add: (action) => void actions.push(action), all: () => actions };
}
