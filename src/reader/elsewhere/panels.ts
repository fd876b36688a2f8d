import { callsOf, type PageValues } from "../../editor/calls.ts";
import type { Words } from "../../i18n/index.ts";
import { ofThisBuild } from "../../offline/pageBuild.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { element } from "../../output/element.ts";
import { inputValue } from "../../output/input.ts";
import styles from "../../styles/elsewhere.css?inline";
import type { CellView } from "../cellView.ts";
import { button } from "../elements.ts";
import { knownValue, readBuiltValues } from "../links/liveValues.ts";
import { callSection } from "./callSection.ts";
import type { Spellings } from "./recipes.ts";

/** What other libraries call the optimizers of a cell, under what it shows; it follows the code and the inputs of the page. */
export interface ElsewherePanels {
  /** Opens that of a cell, and takes the focus there. Rejects where what it needs cannot be loaded. */
  show(view: CellView): Promise<void>;
  refresh(): void;
}

export interface ElsewhereSetup {
  page: HTMLElement;
  views: ReadonlyMap<string, CellView>;
  words: Words;
  /** The names of the optimizers. */
  optimizers: readonly string[];
}

interface Panel {
  view: CellView;
  box: HTMLElement;
  calls: HTMLElement;
  /** What it shows, as text. */
  shown?: string;
}

export function createPanels({ page, views, words, optimizers }: ElsewhereSetup): ElsewherePanels {
  adoptStyles(styles);
  readBuiltValues(page);
  const [word, library] = [words.cell.elsewhere, words.reference.library];
  const names = new Set(optimizers);
  const panels = new Map<string, Panel>();
  let spellings: Promise<Spellings> | undefined;
  let isAsked = false;

  function load(): Promise<Spellings> {
    spellings ??= fetch(ofThisBuild(`${import.meta.env.BASE_URL.replace(/\/*$/, "/")}elsewhere.json`)).then((response) => {
      if (!response.ok) throw new Error(`cannot load ${response.url}: ${response.status}`);
      return response.json() as Promise<Spellings>;
    });
    spellings.catch(() => (spellings = undefined));
    return spellings;
  }

  const values = (): PageValues => ({
    cells: [...views.values()].map((view) => ({ id: view.id, code: view.source() })),
    input(cell, label) {
      const widget = [...views.get(cell)!.element.querySelectorAll<HTMLElement>(".input[data-key]")].find(({ dataset }) => dataset.key === label);
      return widget && inputValue(widget);
    },
    held: (cell, name) => (/^(?:fresh|running|done)$/.test(views.get(cell)!.state()) ? knownValue(cell, name) : undefined),
  });

  function fill(panel: Panel, known: Spellings): void {
    const calls = callsOf(panel.view.id, "optim", names, values());
    const text = JSON.stringify(calls);
    if (text === panel.shown) return;
    panel.shown = text;
    panel.calls.replaceChildren(
      ...(calls.length > 0 ? calls.map((call) => callSection(call, known, words)) : [element(document, "p", {}, word.none)]),
    );
  }

  function open(view: CellView): Panel {
    const calls = element(document, "div");
    const box = element(
      document,
      "div",
      { class: "cell-elsewhere", role: "group", tabindex: -1, "aria-label": word.of(view.title) },
      element(document, "p", { class: "elsewhere-title" }, library.elsewhere),
      element(document, "p", {}, word.note),
      calls,
      button(word.close, () => {
        panels.delete(view.id);
        box.remove();
        view.element.querySelector<HTMLElement>(".take-more")?.focus();
      }),
    );
    const panel = { view, box, calls };
    panels.set(view.id, panel);
    return panel;
  }

  function refresh(): void {
    if (isAsked || panels.size === 0) return;
    isAsked = true;
    // A control that is dragged moves many times a frame.
    requestAnimationFrame(() => {
      isAsked = false;
      void load().then(
        (known) => {
          for (const [id, panel] of panels) {
            if (panel.box.isConnected) fill(panel, known);
            else panels.delete(id);
          }
        },
        () => {},
      );
    });
  }

  return {
    async show(view) {
      const known = await load();
      const panel = panels.get(view.id) ?? open(view);
      fill(panel, known);
      if (!panel.box.isConnected) view.element.querySelector(".cell-outputs")!.after(panel.box);
      panel.box.focus({ preventScroll: true });
      panel.box.scrollIntoView({ block: "nearest" });
    },
    refresh,
  };
}
