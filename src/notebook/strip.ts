import { parse, type Program } from "acorn";
import { transform } from "sucrase";
import { codeError } from "./codeLimits.ts";
import type { CellError } from "./types.ts";

/** A cell that does not parse. */
export class CellSyntaxError extends Error {
  readonly cellError: CellError;
  constructor(cellError: CellError) {
    super(cellError.message);
    this.cellError = cellError;
  }
}

/** The JavaScript of a TypeScript cell; lines stay, columns may shift. Throws a CellSyntaxError, and of code beyond `codeLimits` before it parses anything. */
export function strip(source: string): string {
  const excess = codeError(source);
  if (excess) throw new CellSyntaxError(excess);
  try {
    return transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      preserveDynamicImport: true,
      // An import may serve another cell, so one that this cell does not use must stay.
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new CellSyntaxError(syntaxError(further(error as ParserError, source), source));
  }
}

/** Parses JavaScript as a module. Throws a CellSyntaxError. */
export function parseModule(js: string): Program {
  try {
    return parse(js, { ecmaVersion: 2025, sourceType: "module", locations: true, ranges: true });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new CellSyntaxError(syntaxError(error as ParserError, js));
  }
}

/** What both parsers throw; their messages end in "(line:column)". Sucrase can fail without a place. */
interface ParserError {
  message: string;
  pos?: number;
  loc?: { line: number };
}

/**
 * Sucrase goes back when a guess fails (an arrow function, type arguments) and then complains of the place where it guessed.
 * Where acorn, which knows no types, gets further, its complaint is the true one.
 */
function further(error: ParserError, source: string): ParserError {
  try {
    parse(source, { ecmaVersion: 2025, sourceType: "module", locations: true });
  } catch (other) {
    if (((other as ParserError).pos ?? -1) > (error.pos ?? -1)) return other as ParserError;
  }
  return error;
}

/** What a parser's error says to a learner: `unexpected "}"` with the line. `text` is what was parsed. */
function syntaxError({ message, pos, loc }: ParserError, text: string): CellError {
  if (pos === undefined || loc === undefined) return { kind: "syntax", message: "the cell cannot be read as TypeScript", line: lineCount(text) };
  const plain = message.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
  const line = Math.min(loc.line, lineCount(text));
  if (!plain.startsWith("Unexpected token")) return { kind: "syntax", message: plain.charAt(0).toLowerCase() + plain.slice(1), line };
  const token = /^(?:[\w$]+|\S)/.exec(text.slice(pos).trimStart())?.[0];
  const expected = /expected (".*")/.exec(plain)?.[1];
  const suffix = expected === undefined ? "" : `, expected ${expected}`;
  if (token !== undefined) return { kind: "syntax", message: `unexpected "${token}"${suffix}`, line };
  return { kind: "syntax", message: `unexpected end of the cell${suffix}`, line, hint: "a bracket, a brace or an expression is not finished" };
}

const lineCount = (text: string): number => text.trimEnd().split(/\r\n|[\n\r\u2028\u2029]/).length;
