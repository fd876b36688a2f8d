/**
 * `npm run notebooks [WORD]`: runs the Python notebooks of the chapters, those with WORD in their name, in Jupyter's kernel without a window, and writes
 * what each has found (its `results`) to `test/fixtures/notebooks/`, where `npm test` compares it with our own optimizers. Only this command needs Python,
 * with torch, numpy, matplotlib, nbclient and ipykernel: Debian's packages python3-torch, python3-matplotlib, python3-nbclient and python3-ipykernel.
 * `PYTHON` names the interpreter that has them; it is `python3` unless given.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { notebookChapters, notebookSource, notebookText, sourceHash } from "./notebooks.ts";

const python = process.env.PYTHON ?? "python3";
const runner = fileURLToPath(new URL("runNotebook.py", import.meta.url));
const fixtures = new URL("../../test/fixtures/notebooks/", import.meta.url);
const word = process.argv[2] ?? "";
const chapters = notebookChapters().filter((chapter) => chapter.includes(word));
if (chapters.length === 0) {
  console.error(`unknown notebook: ${word} (known: ${notebookChapters().join(", ")})`);
  process.exit(1);
}
mkdirSync(fixtures, { recursive: true });
for (const chapter of chapters) {
  const start = performance.now();
  const { status, stdout, error } = spawnSync(python, [runner], {
    input: notebookText(chapter),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer: 2 ** 26,
    env: { ...process.env, PYDEVD_DISABLE_FILE_VALIDATION: "1" }, // or each kernel says that it cannot be stopped by a debugger
  });
  if (error || status !== 0) {
    console.error(
      `${chapter}: ${error?.message ?? "the notebook failed"}. ${python} needs torch, numpy, matplotlib, nbclient and ipykernel; PYTHON names another interpreter`,
    );
    process.exit(1);
  }
  const found = JSON.parse(stdout) as { torch: string; results: Record<string, unknown> };
  const fixture = { torch: found.torch, source: sourceHash(notebookSource(chapter)), results: found.results };
  writeFileSync(new URL(`${chapter}.json`, fixtures), `${JSON.stringify(fixture, undefined, 1)}\n`);
  console.log(`${chapter}: ${((performance.now() - start) / 1000).toFixed(1)} s, torch ${found.torch}`);
}
