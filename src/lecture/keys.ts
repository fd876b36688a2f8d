/** Where text is written: all keys are its own but those that only turn slides. */
const text = ".cm-editor, textarea, [contenteditable]";
/** An editor with a list or a panel open: Escape closes that first. */
const opened = ".cm-editor[data-open]";
/** Where something is moved or chosen, or a number is typed. */
const control = "input, select, .cell-source, [role=slider], [role=separator], .sketch-pad";
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
  /** Whether a key belongs to what has the focus, or was already answered. */
  isTaken(event: KeyboardEvent): boolean;
}

/** What every clicker sends, and nothing on a slide needs. */
const isPageKey = ({ key }: KeyboardEvent): boolean => key === "PageDown" || key === "PageUp";

/** Whether a key writes or edits the number in a field: B and, where numbers are whole, the full stop do not, and clickers send them. */
function writesNumber({ type, inputMode }: HTMLInputElement, key: string): boolean {
  if (type === "range" || type === "radio" || type === "checkbox") return false;
  return key.length > 1 || (inputMode === "numeric" ? /\d/ : /[\d.,+\-e]/i).test(key);
}

/**
 * Listens for keys. Page Down and Page Up turn slides from everywhere. Other keys belong to text, and to a control that was entered by keyboard: an input has
 * those that move it, and what is typed into a number, all others are the deck's. One that was entered by pointer has only what is typed into a number. Escape
 * leaves either. A key with Ctrl, Alt or Meta is the browser's.
 */
export function createKeys(): Keys {
  const actions: KeyAction[] = [];
  /** What has the focus has got it from the pointer. */
  let byPointer = false;
  addEventListener(
    "pointerdown",
    () => {
      byPointer = true;
    },
    { capture: true, passive: true },
  );

  function isTaken(event: KeyboardEvent): boolean {
    const { key, target } = event;
    if (event.defaultPrevented) return true;
    if (!(target instanceof Element) || isPageKey(event)) return false;
    if (target.closest(`dialog, ${text}`)) return true;
    // Enter is nothing that turns slides: it presses what has the focus, and with Shift it runs the cell.
    if (target.closest(`${control}, ${pressable}`) && key === "Enter") return true;
    const turns = key === " " || key.startsWith("Arrow");
    if (target.closest(control)) {
      const isInput = target instanceof HTMLInputElement;
      const moves = !isInput || turns || key === "Home" || key === "End";
      return (moves && !byPointer) || (isInput && !turns && writesNumber(target, key));
    }
    return key === " " && !byPointer && target.closest(pressable) !== null;
  }

  function act(event: KeyboardEvent): void {
    const { key } = event;
    const action = actions.find(({ keys }) => keys.includes(key.length === 1 ? key.toLowerCase() : key));
    if (!action) return;
    event.preventDefault();
    action.onKey(event);
  }

  // Caught before controls and editors hear of it.
  addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (key === "Tab") byPointer = false;
      // A black screen ends at any key, and the slide under it stays.
      if (!isPlain(event) || !(target instanceof Element) || target.closest("dialog.black")) return;
      const dialog = target.closest("dialog");
      const isIn = target.closest(`${text}, ${control}`) !== null;
      if (!dialog && key === "Escape" && !target.closest(opened) && (isIn || target.closest(`.slides :is(${pressable})`))) {
        event.preventDefault();
        leave();
      } else if ((dialog || isIn) && !isTaken(event)) {
        if (isPageKey(event)) {
          if (dialog?.dispatchEvent(new Event("cancel", { cancelable: true }))) dialog.close();
          // A closed dialog has given the focus back to where it was.
          leave();
        }
        act(event);
        if (event.defaultPrevented) event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
  document.addEventListener("keydown", (event) => {
    // Escape that is held down has left a control: it does not go on to the next thing.
    if (!isPlain(event) || isTaken(event) || (event.key === "Escape" && event.repeat)) return;
    const { activeElement } = document;
    act(event);
    // What the action gave the focus to, the keyboard has entered.
    if (document.activeElement !== activeElement) byPointer = false;
  });
  return { add: (action) => void actions.push(action), all: () => actions, isTaken };
}

function leave(): void {
  // An element of HTML or SVG.
  (document.activeElement as (Element & HTMLOrSVGElement) | null)?.blur();
}

const isPlain = ({ isComposing, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => !isComposing && !ctrlKey && !altKey && !metaKey;
