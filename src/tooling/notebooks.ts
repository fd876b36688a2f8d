import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The notebooks for Python's readers: one `NN-NAME.py` for each chapter that has one, in the percent format that Jupyter, VS Code and Spyder open. */
const folder = join(process.cwd(), "content/notebooks");

/** The chapters that have a notebook, `04-momentum`, in reading order. */
export const notebookChapters = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -".py".length))
    .toSorted();

export const notebookSource = (chapter: string): string => readFileSync(join(folder, `${chapter}.py`), "utf8");

/** Says which source a stored result belongs to. */
export const sourceHash = (source: string): string => createHash("sha256").update(source).digest("hex");

interface NotebookCell {
  cell_type: "markdown" | "code";
  id: string;
  metadata: Record<string, never>;
  source: string[];
  execution_count?: null;
  outputs?: [];
}

/** The file format of Jupyter, version 4.5, as far as it is used here. */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: 5;
  metadata: { kernelspec: { display_name: string; language: string; name: string }; language_info: { name: string } };
  cells: NotebookCell[];
}

/**
 * The notebook, without outputs, that a source in the percent format stands for: `# %%` begins a cell of code, `# %% [markdown]` one of text, whose
 * lines are comments. Throws at a text that is no cell's, and at a line of a text that is no comment.
 */
export function toNotebook(source: string, name = "notebook"): Notebook {
  const [before = "", ...parts] = source.split(/^# %%(.*)\n/m);
  if (before.trim() !== "") throw new Error(`${name}: text before the first cell: begin it with # %% or # %% [markdown]`);
  const cells: NotebookCell[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const [kind = "", text = ""] = parts.slice(i, i + 2).map((part) => part.trim());
    if (kind !== "" && kind !== "[markdown]") throw new Error(`${name}: unknown kind of cell: # %% ${kind} (known: # %%, # %% [markdown])`);
    const id = `cell-${cells.length + 1}`;
    if (kind === "") cells.push({ cell_type: "code", id, metadata: {}, source: linesOf(text), execution_count: null, outputs: [] });
    else cells.push({ cell_type: "markdown", id, metadata: {}, source: linesOf(uncommented(text, name)) });
  }
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" }, language_info: { name: "python" } },
    cells,
  };
}

/** As the format has a cell's text: one string for each line, with its line break. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

function uncommented(text: string, name: string): string {
  const stray = text.split("\n").find((line) => !line.startsWith("#"));
  if (stray !== undefined) throw new Error(`${name}: a line of a text that is no comment: ${stray} (begin it with #)`);
  return text.replace(/^# ?/gm, "");
}

/** A notebook as a file. */
export const notebookText = (chapter: string): string => `${JSON.stringify(toNotebook(notebookSource(chapter), `${chapter}.py`), undefined, 1)}\n`;

export type Numbers = number | Numbers[];

/**
 * The numbers that a notebook asserts: its dictionary `name`, which is written so that it is JSON too. Throws where it has none.
 */
export function assertedNumbers(source: string, chapter: string, name = "chapter"): Record<string, Numbers> {
  const text = new RegExp(`^${name} = (\\{\\n[\\s\\S]*?^\\})`, "m").exec(source)?.[1];
  if (text === undefined) throw new Error(`${chapter}.py: missing ${name} = {…}: the numbers that it asserts`);
  try {
    return JSON.parse(text) as Record<string, Numbers>;
  } catch (error) {
    throw new Error(`${chapter}.py: ${name} is no JSON: write its numbers and strings as JSON has them, without a last comma`, { cause: error });
  }
}
