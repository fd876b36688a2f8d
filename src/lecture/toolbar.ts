import { element, svgElement } from "../output/element.ts";
import { icons } from "./buttonIcons.ts";
import type { Keys } from "./keys.ts";

/** A button of the deck. */
export interface Tool {
  /** Names the button (`data-tool`) and its sign in `icons.ts`. */
  name: string;
  label: string;
  /** One letter or sign, as `KeyboardEvent.key` has it in lower case; it works wherever nothing is typed. */
  key?: string;
  /** Further keys that do the same: what clickers send, for one. */
  moreKeys?: readonly string[];
  onClick(): void;
}

/** The row of buttons at the foot of the deck. */
export interface Toolbar {
  readonly element: HTMLElement;
  /** Adds a button behind the others, and its key. A tool that is on says so with `aria-pressed`. */
  add(tool: Tool): HTMLButtonElement;
}

/** Milliseconds that the buttons stay after the pointer was last moved. */
const stayMs = 2500;

/** Puts the toolbar into `parent`. It shows while the pointer moves and while it has the focus. */
export function createToolbar(parent: HTMLElement, keys: Keys, label: string): Toolbar {
  const bar = element(document, "div", { class: "deck-tools", role: "toolbar", "aria-label": label });
  parent.append(bar);

  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener(
    "pointermove",
    () => {
      bar.classList.add("is-awake");
      clearTimeout(timer);
      timer = setTimeout(() => bar.classList.remove("is-awake"), stayMs);
    },
    { passive: true },
  );

  return {
    element: bar,
    add({ name, label, key, moreKeys = [], onClick }) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.tool = name;
      button.ariaLabel = label;
      button.title = key ? `${label} (${key.toUpperCase()})` : label;
      if (key) button.setAttribute("aria-keyshortcuts", key.toUpperCase());
      button.append(icons[name] ? sign(icons[name]) : label);
      button.addEventListener("click", () => onClick());
      bar.append(button);
      if (key) keys.add({ keys: [key, ...moreKeys], label, shown: key.toUpperCase(), onKey: () => onClick() });
      return button;
    },
  };
}

const sign = (path: string): SVGSVGElement =>
  svgElement(document, "svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svgElement(document, "path", { d: path }));
