import { strToU8, zipSync } from "fflate";
import type { Cell, InputValues } from "../../notebook/types.ts";
import { digest } from "../../text/digest.ts";
import type { ChapterKit, TakenChapter } from "./kit.ts";

export interface Packed {
  /** The chapter's name in addresses; the archive has one folder of this name. */
  name: string;
  title: string;
  address: string;
  locale: string;
  /** The cells as the site has them. */
  cells: readonly Cell[];
  /** What stands in a cell now. */
  sourceOf(id: string): string;
  inputs: InputValues;
  readme: string;
  kit: ChapterKit;
  data: Readonly<Record<string, Uint8Array>>;
}

/** A zip file of a chapter that runs with Node: its cells as they now stand, the code and the data that they need, and what says how. */
export function packChapter({ name, title, address, locale, cells, sourceOf, inputs, readme, kit, data }: Packed): Uint8Array<ArrayBuffer> {
  const width = String(cells.length).length;
  const taken = cells.map(({ source, line: _, edited: __, ...cell }, i) => ({
    ...cell,
    file: `cells/${String(i + 1).padStart(width, "0")}-${cell.id}.ts`,
    asWritten: digest(source),
  }));
  const chapter: TakenChapter = { title, address, locale, cells: taken, inputs };
  const { dependencies, engines } = kit;
  const manifest = {
    name,
    version: "1.0.0",
    private: true,
    license: "MIT",
    type: "module",
    engines: { node: engines },
    scripts: { start: "node src/tooling/kit/start.mjs" },
    dependencies,
  };
  const texts: Record<string, string> = {
    ...kit.files,
    ...Object.fromEntries(taken.map(({ id, file }) => [file, `${sourceOf(id)}\n`])),
    "chapter.json": json(chapter),
    "package.json": json(manifest),
    "README.md": readme,
  };
  const files = [
    ...Object.entries(texts).map(([path, text]) => [path, strToU8(text)] as const),
    ...Object.entries(data).map(([file, bytes]) => [`data/${file}`, bytes] as const),
  ];
  return zipSync(Object.fromEntries(files.map(([path, bytes]) => [`${name}/${path}`, bytes])));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
