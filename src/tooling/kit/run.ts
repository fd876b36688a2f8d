/**
 * Runs the cells of a chapter that was taken away, with Node alone: prints what they show, and writes it with the plots to `out/index.html`. The ids of cells
 * that wait for a click are its arguments: these run too. It stands in the archive at the same place as here.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { asDocument, createDocument } from "../../dom/index.ts";
import { isLocale, defaultLocale, words as wordsOf } from "../../i18n/index.ts";
import { createNotebook, inspectedText } from "../../notebook/index.ts";
import type { OutputType } from "../../notebook/outputs.ts";
import type { Cell, CellError, CellEvent, Output } from "../../notebook/types.ts";
import { drawOutput } from "../../output/draw.ts";
import { element } from "../../output/element.ts";
import { formatNumber } from "../../output/number.ts";
import { renderError, showOutput } from "../../output/show.ts";
import { Plot } from "../../plot/draw.ts";
import { readDataWith } from "../../problems/data.ts";
import type { TakenChapter } from "../../reader/takeAway/kit.ts";
import { modules } from "../../sandbox/modules.ts";
import { digest } from "../../text/digest.ts";
import { pngAddress } from "../png.ts";

const root = new URL("../../../", import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), "utf8");
const chapter = JSON.parse(await read("chapter.json")) as TakenChapter;
const words = wordsOf(isLocale(chapter.locale) ? chapter.locale : defaultLocale);
const files = new Map(chapter.cells.map(({ id, file }) => [id, file]));
const cells = await Promise.all(
  chapter.cells.map(async ({ file, asWritten, ...cell }): Promise<Cell> => {
    const source = (await read(file)).replace(/\r?\n$/, "");
    return { ...cell, source, line: 1, ...(digest(source) !== asWritten && { edited: true as const }) };
  }),
);
const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !files.has(id));
if (unknown.length > 0) throw new Error(`unknown cell: ${unknown.join(", ")} (known: ${[...files.keys()].join(", ")})`);
readDataWith((file) => readFile(new URL(`data/${file}`, root)));

const document = asDocument(createDocument());

interface Ran {
  texts: string[];
  elements: Element[];
  /** Printed already. */
  isTold?: boolean;
}
const ran = new Map<string, Ran>();

function tableText({ columns, rows, more }: Output<"table">): string {
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((value) => (typeof value === "number" ? formatNumber(value) : `${value ?? "–"}`))),
  ];
  const shapes = columns.map(({ numeric }, j) => ({ numeric, width: Math.max(...lines.map((line) => line[j]?.length ?? 0)) }));
  const text = lines.map((line) =>
    shapes
      .map(({ numeric, width }, j) => (numeric ? (line[j] ?? "").padStart(width) : (line[j] ?? "").padEnd(width)))
      .join("  ")
      .trimEnd(),
  );
  return [...text, ...(more > 0 ? [words.output.moreRows(more)] : [])].join("\n");
}

/** An output of each kind as the terminal shows it. */
const texts: { readonly [K in OutputType]: (output: Output<K>, id: string) => string } = {
  plot: (_, id) => words.takeAway.plotIn(`out/index.html#cell-${id}`),
  table: tableText,
  text: ({ text }) => text,
  value: ({ value, name }) => `${name === undefined ? "" : `${name} = `}${inspectedText(value)}`,
  tex: ({ tex }) => tex,
  note: ({ text }) => text,
  progress: () => "",
  check({ of, items }) {
    if (of === "starter") return words.output.notTried;
    return items.map(({ ok, text, hint }) => `${ok ? "✓" : "✗"} ${text}${hint ? ` (${hint})` : ""}`).join("\n");
  },
  // A prediction that is not made is told of as what the cell waits for.
  input: ({ input }) => (input.value === null ? "" : `${input.label} = ${JSON.stringify(input.value)}`),
};

const textOf = <K extends OutputType>(id: string, output: Output<K>): string =>
  (texts[output.kind] as (output: Output<K>, id: string) => string)(output, id);

/** An output as the written page has it, drawn while the cell runs: its data may change afterwards. */
function elementOf(id: string, index: number, output: Output): Element {
  // There is nobody who would answer a control.
  if (output.kind === "input") return element(document, "p", { class: "output" }, textOf(id, output));
  const { shown } = drawOutput(output, words, 640);
  return showOutput(shown, { document, words, idPrefix: `${id}-${index}-`, imageOf: pngAddress });
}

function tell(id: string, error?: CellError): void {
  const { texts, isTold } = ran.get(id)!;
  const { title } = cells.find((cell) => cell.id === id)!;
  const where = error?.line === undefined ? files.get(id) : `${files.get(id)}:${error.line}`;
  const failure = error && `${words.error.kinds[error.kind]}: ${error.message}${error.hint ? ` (${error.hint})` : ""} [${where}]`;
  const lines = [...(isTold ? [] : texts), failure].filter((text) => text !== undefined && text !== "");
  if (lines.length > 0) console.log(`\n── ${title} (${id})\n${lines.join("\n")}`);
}

function note(event: CellEvent): void {
  if (event.type === "queued") return;
  if (event.type === "start") return void ran.set(event.cell, { texts: [], elements: [] });
  const cell = ran.get(event.cell)!;
  if (event.type === "output") {
    cell.texts[event.index] = textOf(event.cell, event.output);
    cell.elements[event.index] = elementOf(event.cell, event.index, event.output);
    return;
  }
  const error = event.type === "error" ? event.error : undefined;
  tell(event.cell, error);
  cell.isTold = true;
  if (!error) return;
  cell.elements.push(renderError(error, { document, words }));
  // A prediction that nobody has made yet is no failure.
  if (error.kind !== "waiting" && error.kind !== "upstream") process.exitCode = 1;
}

const notebook = createNotebook({ modules, plot: Plot, emit: note, now: () => performance.now() });
process.on("unhandledRejection", (reason) => {
  if (!notebook.unhandled(reason)) throw reason;
});
const targets = cells.filter(({ id, run }) => run === "build" || asked.includes(id)).map(({ id }) => id);
await notebook.run({ cells, targets, inputs: chapter.inputs, reason: "run" });

const styles = await Promise.all(["tokens", "optimizers", "output"].map((name) => read(`src/styles/${name}.css`)));
const page = element(
  document,
  "html",
  { lang: chapter.locale },
  element(
    document,
    "head",
    {},
    element(document, "meta", { charset: "utf-8" }),
    element(document, "title", {}, chapter.title),
    element(document, "link", { rel: "stylesheet", href: "../node_modules/katex/dist/katex.min.css" }),
    element(
      document,
      "style",
      {},
      ...styles,
      "body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 var(--font-ui); }",
      "pre { overflow: auto; padding: 0.75rem 1rem; background: var(--surface); font: 0.8125rem/1.55 var(--font-code); }",
    ),
  ),
  element(
    document,
    "body",
    {},
    element(document, "h1", {}, chapter.title),
    ...cells.map(({ id, title, source }) =>
      element(
        document,
        "section",
        { id: `cell-${id}` },
        element(document, "h2", {}, title),
        element(document, "pre", { tabindex: 0 }, element(document, "code", {}, source)),
        ...(ran.get(id)?.elements.filter(Boolean) ?? [words.takeAway.notRun(`npm start ${id}`)]),
      ),
    ),
  ),
);
await mkdir(new URL("out/", root), { recursive: true });
await writeFile(new URL("out/index.html", root), `<!doctype html>\n${page.outerHTML}\n`);
console.log(`\n${words.takeAway.written("out/index.html")}`);
