import type { Words } from "../../i18n/index.ts";
import type { InputValue } from "../../notebook/types.ts";
import { element, svgElement } from "../../output/element.ts";
import { formatNumber } from "../../output/number.ts";
import { button } from "../elements.ts";
import { createPinnedCode } from "./pinnedCode.ts";
import { differences, longestName, type Differences, type Pin, type PinnedCell } from "./keptPins.ts";

/** A pinned run in the list of its cell: its name, what differs, its code beside the one there is now. */
export interface PinEntry {
  li: HTMLElement;
  /** `isDrawn`: its curves are in a plot. `now`: the cells as they stand. What is returned says the run to who does not see it. */
  show(pin: Pin, isDrawn: boolean, now: Readonly<Record<string, PinnedCell>>): string;
  focus(): void;
}

interface Setup {
  /** The number of the run. */
  n: number;
  /** The cell that it is pinned of. */
  cell: string;
  words: Words;
  titleOf(cell: string): string;
  rename(name: string): void;
  remove(): void;
  /** The hand comes to the entry, or leaves it. */
  onHand(li: HTMLElement): void;
}

export function createPinEntry({ n, cell, words, titleOf, rename, remove, onHand }: Setup): PinEntry {
  const word = words.cell.pins;
  let shown: Pin;
  const called = ({ name }: Pin): string => name ?? word.name(n);

  const name = element(document, "input", { class: "pin-name", maxlength: longestName, "aria-label": word.nameOf(n), spellcheck: "false" });
  name.addEventListener("change", () => {
    rename(name.value === word.name(n) ? "" : name.value);
    name.value = called(shown);
  });
  const differs = element(document, "span", { class: "pin-differs" });
  const removal = button(word.remove, remove);
  const code = createPinnedCode(words, titleOf);
  const li = element(document, "li", {}, swatchOf(n), name, differs, code.button, removal, code.end);
  for (const type of ["pointerenter", "pointerleave", "focusin", "focusout"] as const) li.addEventListener(type, () => onHand(li));

  const describe = ({ inputs, code }: Differences): string =>
    [
      ...inputs.map(({ label, before, now }) => changeOf(label, before, now, word)),
      ...(code.length > 0 ? [code.length === 1 && code[0] === cell ? word.code : word.codeOf(code.map(titleOf))] : []),
    ].join(" · ") || word.same;

  return {
    li,
    focus: () => removal.focus(),
    show(pin, isDrawn, now) {
      shown = pin;
      const found = differences(pin, now);
      if (document.activeElement !== name) name.value = called(pin);
      const text = isDrawn ? describe(found) : `${describe(found)} · ${word.otherAxes}`;
      if (differs.textContent !== text) differs.textContent = text;
      removal.ariaLabel = `${word.remove}: ${called(pin)}`;
      code.show(pin, called(pin), now);
      onHand(li);
      return `${called(pin)}: ${text}`;
    },
  };
}

/** How the run's curves look in the plot, with its number. */
const swatchOf = (n: number): SVGSVGElement =>
  svgElement(
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
