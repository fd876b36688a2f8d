import type { Words } from "../../i18n/index.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { inputValue } from "../../output/input.ts";
import styles from "../../styles/pins.css?inline";
import type { CellView } from "../cellView.ts";
import { factsOf, shownFacts } from "../plotFacts.ts";
import { browserStorage } from "../storage.ts";
import { curvesOf, fitted } from "./curves.ts";
import { drawGhosts } from "./ghosts.ts";
import { added, mostPins, mostText, pinsKey, putBack, removed, renamed, toPins, toText, type PinnedCell, type Pins } from "./keptPins.ts";
import { createPinList, type PinList } from "./pinList.ts";

/** Shows the pinned runs of a page's cells: their curves behind the plots, and what differs in a list below. What is kept is what is shown; nothing is kept of it twice. */
export interface PinBoard {
  pin(view: CellView): void;
  refresh(): void;
  hasSome(): boolean;
  /** Forgets what could not be kept, of a cell or of all; what is returned brings it back. */
  forget(cell?: string): () => void;
}

export interface PinsSetup {
  chapter: string;
  views: ReadonlyMap<string, CellView>;
  words: Words;
  /** The cell, and all that it read when it last ran. */
  restsOn(id: string): ReadonlySet<string>;
  /** There are other pinned runs now. */
  onChange(): void;
}

interface Panel {
  view: CellView;
  list: PinList;
  close(): void;
}

export function createPinBoard({ chapter, views, words, restsOn, onChange }: PinsSetup): PinBoard {
  adoptStyles(styles);
  const word = words.cell.pins;
  const panels = new Map<string, Panel>();
  /** What the browser did not let the page keep. */
  const unkept = new Map<string, Pins>();

  /** Another tab may have pinned and removed meanwhile: every change begins from what is stored. */
  const stored = (id: string): Pins => unkept.get(id) ?? toPins(browserStorage.get(pinsKey(chapter, id)));

  function write(view: CellView, pins: Pins): void {
    if (browserStorage.set(pinsKey(chapter, view.id), pins.length > 0 ? toText(pins) : null)) unkept.delete(view.id);
    else {
      unkept.set(view.id, pins);
      view.notice(word.notKept);
    }
    refresh();
    onChange();
  }

  function panelOf(view: CellView): Panel {
    const made = panels.get(view.id);
    if (made) return made;
    const { id } = view;
    const list = createPinList(view, words, {
      titleOf: (cell) => views.get(cell)?.title ?? cell,
      rename: (n, name) => write(view, renamed(stored(id), n, name)),
      remove(n) {
        const pin = stored(id).find((one) => one.n === n);
        if (!pin) return;
        write(view, removed(stored(id), n));
        list.say(word.removed(pin.name ?? word.name(n)), () => {
          const back = putBack(stored(id), pin);
          if (back) write(view, back);
          else view.notice(word.tooMany(mostPins));
        });
      },
    });
    // A run, or another width, puts other plots there.
    const observer = new MutationObserver(() => show(panel));
    observer.observe(view.element.querySelector(".cell-outputs")!, { childList: true });
    const panel = {
      view,
      list,
      close() {
        observer.disconnect();
        list.element.remove();
        panels.delete(id);
      },
    };
    panels.set(id, panel);
    return panel;
  }

  function show({ view, list }: Panel): void {
    const pins = stored(view.id);
    const drawn = new Set<number>();
    plotsOf(view).forEach(({ element }, i) => {
      for (const svg of element.querySelectorAll<SVGSVGElement>('svg[role="img"]')) {
        const facts = factsOf(svg);
        if (facts) for (const n of drawGhosts(svg, facts, i, pins)) drawn.add(n);
        if (pins.length > 0) svg.setAttribute("aria-describedby", list.descriptionId);
        else svg.removeAttribute("aria-describedby");
      }
    });
    list.show(pins, drawn, asNow(new Set(pins.flatMap(({ cells }) => Object.keys(cells)))));
  }

  const asNow = (ids: ReadonlySet<string>): Record<string, PinnedCell> =>
    Object.fromEntries([...ids].flatMap((id) => (views.has(id) ? [[id, pinnedCellOf(views.get(id)!)]] : [])));

  function refresh(): void {
    for (const [id, panel] of panels) if (views.get(id) !== panel.view) panel.close();
    for (const view of views.values()) if (panels.has(view.id) || stored(view.id).length > 0) show(panelOf(view));
  }

  refresh();
  return {
    refresh,
    hasSome: () => [...views.keys()].some((id) => stored(id).length > 0),
    forget(cell) {
      const gone = [...unkept].filter(([id]) => cell === undefined || id === cell);
      for (const [id] of gone) unkept.delete(id);
      return () => gone.forEach(([id, pins]) => unkept.set(id, pins));
    },
    pin(view) {
      // Only then is it the run of what stands there.
      if (!/^(fresh|done)$/.test(view.state())) return void view.notice(word.notRun, { until: "run" });
      const curves = fitted(plotsOf(view).flatMap(({ element }, i) => shownFacts(element).flatMap(({ facts }) => curvesOf(facts, i))));
      const run = { cells: asNow(restsOn(view.id)), curves };
      if (curves.length === 0 || JSON.stringify(run).length > mostText - 1_000) return void view.notice(word.tooLarge);
      const pins = added(stored(view.id), run);
      if (!pins) return void view.notice(word.tooMany(mostPins));
      write(view, pins);
      panelOf(view).list.say(word.pinned(word.name(pins.at(-1)!.n)));
    },
  };
}

const plotsOf = (view: CellView) => view.shown().filter(({ output }) => output.kind === "drawing" && output.of === "plot");

/** A cell as it stands on the page. */
function pinnedCellOf(view: CellView): PinnedCell {
  const widgets = [...view.element.querySelectorAll<HTMLElement>(".cell-inputs .input[data-key]")];
  const inputs = widgets.flatMap((widget) => {
    const value = inputValue(widget);
    return value === undefined || value === null ? [] : [[widget.dataset.key!, value] as const];
  });
  return { source: view.source(), inputs: Object.fromEntries(inputs) };
}
