import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import { button } from "../elements.ts";
import { differences, type Pin, type PinnedCell } from "./keptPins.ts";

/** The code of a pinned run beside the one there is now, where they differ. */
export interface PinnedCode {
  /** Opens and closes it. */
  button: HTMLButtonElement;
  /** The code stands right after this element. */
  end: HTMLElement;
  /** `name`: that of the run. A comparison that is open closes when one of both codes has changed. */
  show(pin: Pin, name: string, now: Readonly<Record<string, PinnedCell>>): void;
}

export function createPinnedCode(words: Words, titleOf: (cell: string) => string): PinnedCode {
  const word = words.cell.pins;
  let shown: { pin: Pin; name: string; now: Readonly<Record<string, PinnedCell>> };
  let closers: (() => void)[] = [];
  /** The code that is compared. */
  let compared = "";
  const end = element(document, "span", { hidden: true });
  const compare = button(words.cell.compare, () => {
    if (close()) return;
    void open();
  });

  const codes = () =>
    differences(shown.pin, shown.now).code.map(
      (id) => [id, shown.pin.cells[id]?.source ?? "", (Object.hasOwn(shown.now, id) ? shown.now[id]?.source : undefined) ?? ""] as const,
    );

  function close(): boolean {
    const wasOpen = closers.length > 0;
    for (const one of closers.splice(0)) one();
    compare.ariaExpanded = "false";
    return wasOpen;
  }

  async function open(): Promise<void> {
    const { compareCode } = await import("../compare.ts");
    close();
    compared = JSON.stringify(codes());
    // Each stands right after the end of the entry, so the last comes first.
    closers = codes()
      .toReversed()
      .map(([id, theirs, mine]) => {
        const of = titleOf(id);
        const comparison = { ...words.cell.comparison, title: word.compared(of), theirs: `${shown.name}: ${of}`, mine: `${word.now}: ${of}` };
        return compareCode(end, { theirs, mine, words: comparison });
      });
    compare.ariaExpanded = "true";
    const entry = end.parentElement!;
    for (const one of entry.querySelectorAll(".comparison button"))
      one.addEventListener("click", () => {
        if (!entry.querySelector(".comparison")) close();
        compare.focus();
      });
  }

  return {
    button: compare,
    end,
    show(pin, name, now) {
      shown = { pin, name, now };
      compare.hidden = differences(pin, now).code.length === 0;
      compare.ariaLabel = `${words.cell.compare}: ${name}`;
      compare.ariaExpanded ??= "false";
      if (closers.length > 0 && compared !== JSON.stringify(codes())) close();
    },
  };
}
