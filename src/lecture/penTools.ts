import { element } from "../output/element.ts";
import type { Words } from "../i18n/index.ts";
import { inkColors } from "./ink.ts";

/** What a press on the pen's box does. */
export interface PenActions {
  pick(color: number): void;
  erase(): void;
  undo(): void;
  clear(): void;
  close(): void;
}

/** The pen's box: its colours, the eraser, what takes back. */
export interface PenTools {
  /** Shows it, with the colour that draws; undefined where the eraser does. */
  show(isOn: boolean, color: number | undefined): void;
  /** As a press on a colour or on the eraser. */
  press(which: number | "erase"): void;
}

export function createPenTools(parent: HTMLElement, words: Words["classroom"]["pen"], actions: PenActions): PenTools {
  const box = element(document, "div", { class: "pen-tools", role: "toolbar", "aria-label": words.tools });
  box.hidden = true;

  function add(name: string, label: string, key: string, onClick: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.title = key ? `${label} (${key})` : label;
    button.addEventListener("click", onClick);
    box.append(button);
    return button;
  }
  const colors = Array.from({ length: inkColors }, (_, i) => {
    const label = words.colors[i] ?? String(i + 1);
    const button = add(`pen-color ink-${i + 1}`, label, String(i + 1), () => actions.pick(i));
    button.ariaLabel = label;
    return button;
  });
  const text = (label: string, key: string, onClick: () => void) => {
    const button = add("pen-word", label, key, onClick);
    button.textContent = label;
    return button;
  };
  const eraser = text(words.eraser, "E", actions.erase);
  text(words.undo, "Z", actions.undo);
  text(words.clear, "Delete", actions.clear);
  text(words.close, "Esc", actions.close);
  parent.append(box);

  return {
    show(isOn, color) {
      box.hidden = !isOn;
      colors.forEach((button, i) => {
        button.ariaPressed = String(i === color);
      });
      eraser.ariaPressed = String(color === undefined);
    },
    press: (which) => (which === "erase" ? eraser : colors[which])?.click(),
  };
}
