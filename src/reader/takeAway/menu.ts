import { adoptStyles } from "../../output/adoptStyles.ts";
import type { Words } from "../../i18n/index.ts";
import type { TableData } from "../../notebook/types.ts";
import { element } from "../../output/element.ts";
import styles from "../../styles/takeAway.css?inline";
import type { CellView } from "../cellView.ts";
import { button } from "../elements.ts";
import { shownFacts } from "../plotFacts.ts";
import { toCsv } from "./csv.ts";
import { showData } from "./dataTable.ts";
import { isCut, plotData } from "./plotData.ts";
import { save } from "./save.ts";

/** A plot or a table of a cell. */
interface Takeable {
  kind: "plot" | "table";
  element: HTMLElement;
  caption: string;
  data: TableData | undefined;
}

export interface Item {
  label: string;
  /** What it gives back is said; or it says that itself, in `said`. */
  act(said: HTMLElement): void | Promise<void | string>;
  /** The menu has it only while this says so. */
  isOffered?(): boolean;
  /** The menu stays open; else it closes first, so that the focus is back on its button. */
  stays?: boolean;
  /** It turns something on and off: whether that is on. */
  isOn?(): boolean;
}

/**
 * The menu of a cell, which its button opens and closes: what the cell has when it is opened, and what `further` adds. `share`: copies a link to the cell, and
 * says how that went.
 */
export function createMenu(
  more: HTMLButtonElement,
  view: CellView,
  words: Words,
  share: (said: HTMLElement) => Promise<void>,
  further: readonly Item[],
): HTMLElement {
  adoptStyles(styles);
  const { takeAway: word } = words;
  const menu = element(document, "div", { class: "take-menu", popover: "auto", role: "group", "aria-label": word.menu(view.title) });
  more.popoverTargetElement = menu;
  more.closest(".cell-bar")!.after(menu);

  function fill(): void {
    const said = element(document, "div", { class: "take-said", role: "status" });
    const list = ({ label, act, stays, isOn }: Item): HTMLButtonElement => {
      const item = button(label, () => {
        if (!stays) menu.hidePopover();
        void (async () => {
          try {
            said.replaceChildren();
            const text = await act(said);
            showIsOn();
            if (text !== undefined) said.append(element(document, "p", {}, text));
            if (menu.matches(":popover-open")) place();
          } catch {
            view.notice(word.failed);
          }
        })();
      });
      const showIsOn = (): void => void (isOn && (item.ariaPressed = String(isOn())));
      showIsOn();
      return item;
    };
    const all = takeablesOf(view);
    const groups = all.flatMap((one, i): HTMLElement[] => {
      const isAlone = all.length === 1;
      const name = isAlone ? one.caption || view.title : word.nth(i + 1, one.kind, one.caption);
      const items = itemsOf(one, isAlone ? view.id : `${view.id}-${i + 1}`, name, view, words).map(list);
      if (isAlone || items.length === 0) return items;
      return [element(document, "div", { role: "group", "aria-label": name }, element(document, "p", { "aria-hidden": "true" }, name), ...items)];
    });
    menu.replaceChildren(
      ...codeItems(view, words, share).map(list),
      ...groups,
      ...further.filter(({ isOffered }) => isOffered?.() ?? true).map(list),
      said,
    );
  }

  menu.addEventListener("beforetoggle", ({ newState }) => {
    if (newState !== "open") return;
    fill();
    // Its place rests on its size, which it has once it is open.
    menu.style.visibility = "hidden";
  });
  function place(): void {
    const { clientWidth, clientHeight } = document.documentElement;
    const { right, top, bottom } = more.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu;
    // Under the button, or over it where there is room only there.
    const isOver = bottom + height + 14 > clientHeight && top - height - 14 >= 0;
    menu.style.left = `${Math.max(8, Math.min(right, clientWidth - 8) - width) + scrollX}px`;
    menu.style.top = `${(isOver ? top - height - 6 : Math.max(8, Math.min(bottom + 6, clientHeight - height - 8))) + scrollY}px`;
  }

  menu.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    place();
    menu.style.visibility = "";
    menu.querySelector("button")!.focus();
  });
  return menu;
}

function takeablesOf(view: CellView): Takeable[] {
  return view.shown().flatMap(({ output, element: shown }): Takeable[] => {
    if (output.kind !== "drawing") return [];
    const caption = shortened(shown.querySelector("figcaption, caption, .plot-title")?.textContent.trim() ?? "");
    if (output.of === "table") return [{ kind: "table", element: shown, caption, data: output.data }];
    if (output.of !== "plot") return [];
    const [plot] = shownFacts(shown);
    return [{ kind: "plot", element: shown, caption, data: plot && plotData(plot.facts) }];
  });
}

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text);

function codeItems(view: CellView, { takeAway: word, sharing }: Words, share: (said: HTMLElement) => Promise<void>): Item[] {
  return [
    {
      label: word.copy,
      stays: true,
      act: () =>
        navigator.clipboard.writeText(view.source()).then(
          () => word.copied,
          () => word.notCopied,
        ),
    },
    { label: sharing.copyLink, stays: true, act: share },
    { label: word.script, act: () => save(`${view.id}.ts`, scriptOf(view, word.head), "text/plain;charset=utf-8") },
  ];
}

/** A cell's code under a comment that says where it comes from. */
function scriptOf(view: CellView, head: Words["takeAway"]["head"]): string {
  const address = `${location.origin}${location.pathname}#cell-${view.id}`;
  // A title may hold what would end a line of a comment.
  const inLine = (text: string): string => text.replace(/\s+/g, " ");
  return `// ${head(inLine(view.title), inLine(document.title), address).replace("\n", "\n// ")}\n\n${view.source().trimEnd()}\n`;
}

function itemsOf({ kind, element: shown, data }: Takeable, file: string, name: string, view: CellView, words: Words): Item[] {
  const { takeAway: word } = words;
  const saveCsv = (of: TableData) => save(`${file}.csv`, toCsv(of), "text/csv;charset=utf-8");
  const saveAndSay = (of: TableData) => {
    saveCsv(of);
    // In the table over the page it is said beside the button.
    if (kind === "plot" && isCut(of.rows.length)) view.notice(word.firstValues(of.rows.length));
  };
  const picture = async () => (await import("./picture.ts")).pictureOf(shown, name);
  const pictures: Item[] = [
    { label: word.svg, act: async () => save(`${file}.svg`, (await picture()).svg, "image/svg+xml") },
    {
      label: word.png,
      async act() {
        const { toPng } = await import("./picture.ts");
        save(`${file}.png`, await toPng(await picture()), "image/png");
      },
    },
  ];
  return [
    ...(kind === "plot" ? pictures : []),
    ...(data ? [{ label: word.csv, act: () => saveAndSay(data) }] : []),
    ...(data && kind === "plot" ? [{ label: word.table, act: () => showData(name, data, words, () => saveCsv(data)) }] : []),
  ];
}
