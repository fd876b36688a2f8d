import { mnist } from "./data/mnist.ts";
import { penguins } from "./data/penguins.ts";
import { seattleWeather } from "./data/seattleWeather.ts";
import { showdown } from "./data/showdown.ts";
import { spam } from "./data/spam.ts";

/** Each data set: the derived file it is in, and how its value is made from the file's bytes. */
const known = {
  penguins: { file: "penguins.json", parse: penguins },
  "seattle-weather": { file: "seattle-weather.json", parse: seattleWeather },
  mnist: { file: "mnist.bin", parse: mnist },
  showdown: { file: "showdown.json", parse: showdown },
  spam: { file: "spam.bin", parse: spam },
};

/** The files of `public/data` that data sets are read from: cells in a sandbox may ask for these and no other. */
export const dataFiles: readonly string[] = Object.values(known).map(({ file }) => file);

/** What each name gives. */
export type Datasets = { [K in keyof typeof known]: ReturnType<(typeof known)[K]["parse"]> };

let readFile: ((file: string) => Promise<Uint8Array>) | undefined;
const bytes = new Map<string, Promise<Uint8Array>>();

/** Says where the files of `public/data` are read from; for whoever runs cells, once. */
export function readDataWith(read: (file: string) => Promise<Uint8Array>): void {
  readFile = read;
  bytes.clear();
}

/**
 * A data set by name: `await dataset("penguins")`. Its file is read when first asked for and then kept; each call gives a value of
 * its own, so that a cell may change it.
 * @throws RangeError for an unknown name, listing the known ones.
 * @example
 * const penguins = await dataset("penguins");
 * penguins.length; // 342
 */
export async function dataset<K extends keyof Datasets>(name: K): Promise<Datasets[K]> {
  if (!Object.hasOwn(known, name)) throw new RangeError(`unknown data set: ${name} (known: ${Object.keys(known).join(", ")})`);
  if (!readFile) throw new Error(`cannot read data set ${name}: nobody said where data are read from (readDataWith)`);
  const { file, parse } = known[name];
  const reading = bytes.get(file) ?? readFile(file);
  bytes.set(file, reading);
  try {
    return parse(await reading) as Datasets[K];
  } catch (error) {
    bytes.delete(file);
    throw error;
  }
}
