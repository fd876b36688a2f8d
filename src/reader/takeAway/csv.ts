import type { TableData } from "../../notebook/types.ts";

/** The text of a CSV file as RFC 4180 has it: a line of names, then one for each row, each ended by CRLF; what is missing is empty. */
export const toCsv = ({ columns, rows }: TableData): string => [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");

/** Numbers are written as JavaScript reads them back; text is quoted where it has a comma, a quote, a line's end, or spaces at its ends. */
function field(value: TableData["rows"][number][number]): string {
  if (value === null) return "";
  const text = String(value);
  // An empty text is not the same as nothing.
  return typeof value === "string" && (text === "" || /[",\r\n]|^\s|\s$/.test(text)) ? `"${text.replaceAll('"', '""')}"` : text;
}
