import type { Words } from "../../i18n/index.ts";
import type { InputValue } from "../../notebook/types.ts";
import { element, svgElement } from "../../output/element.ts";
import { formatNumber } from "../../output/number.ts";
import type { CellView } from "../cellView.ts";
import { button } from "../elements.ts";
import { differences, longestName, type Differences, type Pin, type PinnedCell, type Pins } from "./keptPins.ts";

/** The list of a cell's pinned runs, under what the cell shows: it says which curves are whose, and what differs. */
export interface PinList {
  element: HTMLElement;
  /** Of what is said of the plots to who does not see them. */
  descriptionId: string;
  /** `drawn`: the numbers of the runs whose curves are in a plot. `now`: the cells as they stand. */
  show(pins: Pins, drawn: ReadonlySet<number>, now: Readonly<Record<string, PinnedCell>>): void;
  /** Says what was done; where it can be undone, with a button that gets the focus. */
  say(text: string, undo?: () => void): void;
}

interface Setup {
  titleOf(cell: string): string;
  rename(n: number, name: string): void;
  remove(n: number): void;
}

interface Entry {
  li: HTMLElement;
  show(pin: Pin, isDrawn: boolean, now: Readonly<Record<string, PinnedCell>>): string;
  focus(): void;
}

export function createPinList(view: CellView, words: Words, { titleOf, rename, remove }: Setup): PinList {
  const word = words.cell.pins;
  const list = element(document, "ol", {});
  const said = element(document, "div", { class: "cell-notice", role: "status" });
  const description = element(document, "p", { class: "visually-hidden", id: `pins-of-${view.id}` });
  const heading = element(document, "p", { class: "pins-title" }, word.title);
  const box = element(document, "div", { class: "cell-pins", role: "group", "aria-label": word.of(view.title) }, heading, description, list, said);
  view.element.querySelector(".cell-outputs")!.after(box);
  const entries = new Map<number, Entry>();

  const describe = ({ inputs, code }: Differences): string =>
    [
      ...inputs.map(({ label, before, now }) => changeOf(label, before, now, word)),
      ...(code.length > 0 ? [code.length === 1 && code[0] === view.id ? word.code : word.codeOf(code.map(titleOf))] : []),
    ].join(" · ") || word.same;

  function entryOf(n: number): Entry {
    const name = element(document, "input", { class: "pin-name", maxlength: longestName, "aria-label": word.nameOf(n), spellcheck: "false" });
    name.addEventListener("change", () => {
      rename(n, name.value === word.name(n) ? "" : name.value);
      name.value = called(shown.pin);
    });
    const differs = element(document, "span", { class: "pin-differs" });
    const compare = button(words.cell.compare, () => {
      if (closeCode()) return;
      void openCode();
    });
    const removal = button(word.remove, () => remove(n));
    const swatch = svgElement(
      document,
      "svg",
      { class: "pin-swatch", width: 34, height: 16, "aria-hidden": "true" },
      svgElement(
        document,
        "g",
        { class: "pin-ghost", "data-n": n },
        svgElement(document, "path", { d: "M0,8H20" }),
        svgElement(document, "text", { class: "pin-number", x: 24, y: 12 }, String(n)),
      ),
    );
    const end = element(document, "span", { hidden: true });
    const li = element(document, "li", {}, swatch, name, differs, compare, removal, end);
    for (const type of ["pointerenter", "pointerleave", "focusin", "focusout"] as const) li.addEventListener(type, () => light(n, li));

    const called = ({ name }: Pin): string => name ?? word.name(n);
    let shown: { pin: Pin; now: Readonly<Record<string, PinnedCell>> };
    let closers: (() => void)[] = [];
    /** The code that is compared. */
    let compared = "";
    const codes = () =>
      differences(shown.pin, shown.now).code.map(
        (id) => [id, shown.pin.cells[id]?.source ?? "", (Object.hasOwn(shown.now, id) ? shown.now[id]?.source : undefined) ?? ""] as const,
      );

    function closeCode(): boolean {
      const wasOpen = closers.length > 0;
      for (const close of closers.splice(0)) close();
      compare.ariaExpanded = "false";
      return wasOpen;
    }

    async function openCode(): Promise<void> {
      const { compareCode } = await import("../compare.ts");
      closeCode();
      compared = JSON.stringify(codes());
      // Each stands right after the end of the entry, so the last comes first.
      closers = codes()
        .toReversed()
        .map(([id, theirs, mine]) => {
          const of = titleOf(id);
          const comparison = {
            ...words.cell.comparison,
            title: word.compared(of),
            theirs: `${called(shown.pin)}: ${of}`,
            mine: `${word.now}: ${of}`,
          };
          return compareCode(end, { theirs, mine, words: comparison });
        });
      compare.ariaExpanded = "true";
      for (const close of li.querySelectorAll(".comparison button"))
        close.addEventListener("click", () => {
          if (!li.querySelector(".comparison")) closeCode();
          compare.focus();
        });
    }

    return {
      li,
      focus: () => removal.focus(),
      show(pin, isDrawn, now) {
        shown = { pin, now };
        const found = differences(pin, now);
        if (document.activeElement !== name) name.value = called(pin);
        const text = isDrawn ? describe(found) : `${describe(found)} · ${word.otherAxes}`;
        if (differs.textContent !== text) differs.textContent = text;
        compare.hidden = found.code.length === 0;
        compare.ariaLabel = `${words.cell.compare}: ${called(pin)}`;
        compare.ariaExpanded ??= "false";
        removal.ariaLabel = `${word.remove}: ${called(pin)}`;
        if (closers.length > 0 && compared !== JSON.stringify(codes())) closeCode();
        light(n, li);
        return `${called(pin)}: ${text}`;
      },
    };
  }

  /** The curves of the run that the hand is on stand out. */
  function light(n: number, li: HTMLElement): void {
    for (const ghost of view.element.querySelectorAll(`.cell-outputs .pin-ghost[data-n="${n}"]`))
      ghost.classList.toggle("is-lit", li.matches(":hover, :focus-within"));
  }

  return {
    element: box,
    descriptionId: description.id,
    show(pins, drawn, now) {
      for (const [n, { li }] of entries)
        if (!pins.some((pin) => pin.n === n)) {
          li.remove();
          entries.delete(n);
        }
      const texts = pins.map((pin, i) => {
        const entry = entries.get(pin.n) ?? entryOf(pin.n);
        entries.set(pin.n, entry);
        if (list.children[i] !== entry.li) list.insertBefore(entry.li, list.children[i] ?? null);
        return entry.show(pin, drawn.has(pin.n), now);
      });
      const text = `${word.title}: ${texts.join("; ")}`;
      if (description.textContent !== text) description.textContent = text;
      heading.hidden = list.hidden = pins.length === 0;
      // What is said goes with the next change, but for the undo of a removal that left nothing.
      box.hidden = pins.length === 0 && said.childElementCount === 0;
    },
    say(text, undo) {
      box.hidden = false;
      said.replaceChildren(element(document, "p", {}, text));
      if (!undo) return;
      const answer = button(words.cell.undo, () => {
        const before = new Set(entries.keys());
        said.replaceChildren();
        undo();
        ([...entries].find(([n]) => !before.has(n))?.[1] ?? [...entries.values()].at(-1))?.focus();
      });
      said.firstElementChild!.append(answer);
      answer.focus();
    },
  };
}

type PinWords = Words["cell"]["pins"];

function changeOf(label: string, before: InputValue, now: InputValue, word: PinWords): string {
  const [from, to] = [write(before, word), write(now, word)];
  return from === undefined || to === undefined ? word.other(label) : `${label}: ${from} → ${to}`;
}

/** An input's position in words; undefined where that would be long. */
function write(value: InputValue, { on, off }: PinWords): string | undefined {
  if (typeof value === "number") return formatNumber(value, 4);
  if (typeof value === "boolean") return value ? on : off;
  if (typeof value === "string") return value;
  return value?.length === 2 && value.every((one) => typeof one === "number")
    ? `(${value.map((one) => formatNumber(one, 4)).join(", ")})`
    : undefined;
}
