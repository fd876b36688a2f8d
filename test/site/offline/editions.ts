import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, sep } from "node:path";
import { makeOffline } from "../../../src/tooling/offline.ts";
import { dist } from "../page/builtPages.ts";

const inEdition = /^(index|404|sandbox)\.html$|^favicon|^(sgd|_astro|data)(\/|$)/;

/**
 * The built site with one chapter, every file of it marked with the edition's name, files with a hash in their name renamed as a
 * build would, and its worker made anew. Removed by `removeEditions`.
 */
export async function makeEdition(name: string): Promise<{ folder: string; version: string; files: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), `edition-${name}-`));
  editions.push(folder);
  cpSync(dist, folder, { recursive: true, filter: (source) => source === dist || inEdition.test(relative(dist, source).split(sep).join("/")) });
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  const hashed = files.filter((file) => /_astro.*\.(js|css)$/.test(file)).map((file) => basename(file));
  const newName = (file: string): string => file.replace(/^([^.]+)\./, `$1-${name}.`);
  // The longest first: one name may be the end of another.
  const names = new RegExp(
    hashed
      .toSorted((a, b) => b.length - a.length)
      .map((file) => file.replace(/[.+]/g, "\\$&"))
      .join("|"),
    "g",
  );
  for (const file of files.filter((file) => /\.(html|js|css)$|notebook\.json$/.test(file))) {
    const text = readFileSync(file, "utf8").replace(names, newName);
    const mark = `edition-${name}`;
    const marked = file.endsWith(".html")
      ? text.replace("<title>", `<title>${name} `) + `<!-- ${mark} -->`
      : file.endsWith(".json")
        ? text.replace('{"locale"', `{"edition":"${mark}","locale"`)
        : `${text}\n/* ${mark} */\n`;
    writeFileSync(file, marked);
    if (hashed.includes(basename(file))) renameSync(file, join(dirname(file), newName(basename(file))));
  }
  return { folder, ...(await makeOffline(folder)) };
}

const editions: string[] = [];
export function removeEditions(): void {
  for (const folder of editions.splice(0)) rmSync(folder, { recursive: true });
}
