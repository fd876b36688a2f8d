import { callsOf, type PageValues, type ReadCall } from "../../editor/calls.ts";
import type { Words } from "../../i18n/index.ts";
import { ofThisBuild } from "../../offline/pageBuild.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { element } from "../../output/element.ts";
import { inputValue } from "../../output/input.ts";
import styles from "../../styles/elsewhere.css?inline";
import type { CellView } from "../cellView.ts";
import { button } from "../elements.ts";
import { knownValue, readBuiltValues } from "../links/liveValues.ts";
import { callOf, writtenIn, type Recipe, type Spellings } from "./recipes.ts";

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
    panel.calls.replaceChildren(...(calls.length > 0 ? calls.map((call) => section(call, known)) : [element(document, "p", {}, word.none)]));
  }

  function section(call: ReadCall, known: Spellings): HTMLElement {
    const spelled = known[call.name];
    if (!spelled) throw new Error(`unknown optimizer in elsewhere.json: ${call.name}`);
    const { defaults, recipes, missing, formOf } = spelled;
    const isOpen = call.open.length > 0;
    const options = { ...defaults, ...call.options };
    const given = Object.entries(call.options);
    const ours = [...given.map(([name, value]) => `${name}: ${writtenIn("javascript", value)}`), ...(isOpen ? ["…"] : [])].join(", ");
    const unread = given.filter(([, value]) => typeof value === "object").map(([name]) => name);
    const items = recipes.map((recipe) => {
      const without = recipe.without.filter((option) => Object.hasOwn(call.options, option));
      return element(
        document,
        "li",
        {},
        `${recipe.library}: `,
        codeOf(callOf(recipe, options, isOpen)),
        ...formulas(recipe),
        ...(without.length > 0 ? [` ${word.without(without)}`] : []),
      );
    });
    return element(
      document,
      "div",
      { class: "elsewhere-call" },
      element(document, "p", {}, codeOf(`${call.name}(${ours ? `{ ${ours} }` : ""})`)),
      ...(formOf === undefined
        ? []
        : [
            element(
              document,
              "p",
              {},
              `${library.formOf} `,
              element(document, "a", { href: `../reference/#optim-${formOf}` }, formOf),
              recipes.length > 0 ? ` ${word.thatForm}` : undefined,
            ),
          ]),
      element(document, "ul", {}, ...items, ...(missing.length > 0 ? [element(document, "li", {}, library.notCompared(word.list(missing)))] : [])),
      ...(unread.length > 0 ? [element(document, "p", {}, word.unread(unread))] : []),
      ...(isOpen ? [element(document, "p", {}, word.open(call.open))] : []),
    );
  }

  /** Where the library's formula is another: the formulas are the site's own, set by its build. */
  function formulas({ differs }: Recipe): (Node | string)[] {
    if (!differs) return [];
    const parts = differs.flatMap((html, i) => {
      const part = element(document, "span");
      part.innerHTML = html;
      if (i < differs.length - 1) part.append(",");
      return [part, " "];
    });
    return [" ", element(document, "span", { class: "elsewhere-differs" }, "≠ ", ...parts)];
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

/** Code whose lines break between its parts, not at the hyphen of 1e-8. */
function codeOf(text: string): HTMLElement {
  const parts = text.split(" ").map((part) => element(document, "span", {}, part));
  return element(document, "code", {}, ...parts.flatMap((part, i) => (i > 0 ? [" ", part] : [part])));
}
