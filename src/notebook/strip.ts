import { transform } from "sucrase";
import type { CellError } from "./types.ts";

/** A cell that does not parse. */
export class CellSyntaxError extends Error {
  readonly cellError: CellError;
  constructor(cellError: CellError) {
    super(cellError.message);
    this.cellError = cellError;
  }
}

/** The JavaScript of a TypeScript cell; lines stay, columns may shift. Throws a CellSyntaxError. */
export function strip(source: string): string {
  try {
    return transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      preserveDynamicImport: true,
      // An import may serve another cell, so one that this cell does not use must stay.
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    throw new CellSyntaxError(syntaxError(error, source));
  }
}

/**
 * What a parser's error says to a learner: `unexpected "}"` with the line. `text` is what was parsed.
 * Both parsers give `pos` and `loc` and end their message with "(line:column)".
 */
export function syntaxError(error: unknown, text: string): CellError {
  const { message, pos, loc } = error as { message: string; pos?: number; loc?: { line: number } };
  const plain = message.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
  const line = loc === undefined ? {} : { line: Math.min(loc.line, lineCount(text)) };
  if (pos === undefined || !plain.startsWith("Unexpected token")) return { kind: "syntax", message: plain[0].toLowerCase() + plain.slice(1), ...line };
  const token = /^(?:[\w$]+|\S)/.exec(text.slice(pos).trimStart())?.[0];
  const expected = /expected (".*")/.exec(plain)?.[1];
  const message2 = (token === undefined ? "unexpected end of the cell" : `unexpected "${token}"`) + (expected ? `, expected ${expected}` : "");
  return token === undefined
    ? { kind: "syntax", message: message2, ...line, hint: "a bracket, a brace or an expression is not finished" }
    : { kind: "syntax", message: message2, ...line };
}

const lineCount = (text: string): number => text.trimEnd().split("\n").length;
