import { readFile } from "node:fs/promises";
import { readDataWith } from "../../src/problems/data.ts";

/** Lets `dataset` read the files of public/data. */
export function readPublicData(): void {
  readDataWith((file) => readFile(new URL(`../../public/data/${file}`, import.meta.url)));
}
