import type { Words } from "../../i18n/index.ts";
import type { TableData } from "../../notebook/types.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { element } from "../../output/element.ts";
import { renderTable } from "../../output/renderTable.ts";
import { button, openDialog } from "../elements.ts";
import styles from "../../styles/pageDialog.css?inline";
import { isCut } from "./plotData.ts";

/** Shows the values of a plot over the page, for who cannot see the plot or wants the numbers. */
export function showData(name: string, data: TableData, words: Words, onSave: () => void): void {
  adoptStyles(styles);
  const columns = data.columns.map((column, j) => ({
    name: column,
    numeric: data.rows.every((row) => row[j] === null || typeof row[j] === "number"),
  }));
  const box = renderTable({ kind: "table", columns, rows: data.rows, more: 0 }, document, words);
  const scroller = box.querySelector(".table-box")!;
  scroller.setAttribute("aria-label", words.takeAway.table);
  const dialog = openDialog(
    "take-data",
    name,
    box,
    isCut(data.rows.length) ? element(document, "p", {}, words.takeAway.firstValues(data.rows.length)) : undefined,
    element(
      document,
      "p",
      { class: "take-answers" },
      button(words.takeAway.csv, onSave),
      button(words.takeAway.close, () => dialog.close()),
    ),
  );
}
