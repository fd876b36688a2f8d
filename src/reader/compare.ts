import { adoptStyles } from "../output/adoptStyles.ts";
import type { Words } from "../i18n/index.ts";
import { element } from "../output/element.ts";
import styles from "../styles/compare.css?inline";
import { button } from "./elements.ts";
import { excerpt, lineDiff, type DiffLine, type Gap } from "./sharing/lineDiff.ts";

interface Compared {
  mine: string;
  theirs: string;
  words: Words["cell"]["comparison"];
}

/** Shows two codes side by side below a notice, line beside line, as text. What is returned takes them away. */
export function compareCode(notice: Element, { mine, theirs, words }: Compared): () => void {
  adoptStyles(styles);
  const rows = pairs(excerpt(lineDiff(theirs, mine))).map(([left, right]) =>
    element(document, "tr", {}, ...[side(left, "del", words), side(right, "ins", words)]),
  );
  const table = element(
    document,
    "table",
    {},
    element(
      document,
      "thead",
      {},
      element(document, "tr", {}, element(document, "th", { scope: "col" }, words.theirs), element(document, "th", { scope: "col" }, words.mine)),
    ),
    element(document, "tbody", {}, ...rows),
  );
  const panel = element(document, "div", { class: "comparison", role: "group", "aria-label": words.title }, table);
  const close = () => panel.remove();
  panel.append(element(document, "p", { class: "cell-notice" }, button(words.close, close)));
  notice.after(panel);
  return close;
}

type Line = DiffLine | Gap | undefined;

/** What stands beside what: of a change the lines of both codes, one beside the other. */
function pairs(lines: readonly (DiffLine | Gap)[]): [Line, Line][] {
  const rows: [Line, Line][] = [];
  let changed: { old: DiffLine[]; new: DiffLine[] } = { old: [], new: [] };
  function flush(): void {
    for (let i = 0; i < Math.max(changed.old.length, changed.new.length); i++) rows.push([changed.old[i], changed.new[i]]);
    changed = { old: [], new: [] };
  }
  for (const line of lines) {
    if (line.in === "old" || line.in === "new") changed[line.in].push(line);
    else {
      flush();
      rows.push([line, line]);
    }
  }
  flush();
  return rows;
}

function side(line: Line, changed: "del" | "ins", words: Compared["words"]): HTMLElement {
  if (line === undefined) return element(document, "td");
  if (line.in === "gap") return element(document, "td", { class: "comparison-gap" }, words.lines(line.lines));
  const text = line.text + (line.cut ? " …" : "");
  return element(document, "td", {}, line.in === "both" ? text : element(document, changed, {}, text));
}
