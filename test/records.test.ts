/**
 * The kinds of input and of output are records: each part of each is taken away in turn, on a copy, and the compiler must name it. What is
 * no part of a record is tested by name elsewhere: `ambient.d.ts` in notebook/inputKinds.test.ts, the table of built-ins in readmes.test.ts.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { inputKinds } from "../src/notebook/inputs.ts";
import { outputKinds } from "../src/notebook/outputs.ts";

const root = join(import.meta.dirname, "..");

interface Member {
  name: string;
  start: number;
  end: number;
}

/** The members of the object, or interface, whose brace opens at `open`; each ends behind its comma or semicolon. */
function membersAt(source: string, open: number): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let start = open + 1;
  const end = (at: number) => {
    const text = source.slice(start, at).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    const name = /^\s*(\w+)/.exec(text)?.[1];
    if (name !== undefined) members.push({ name, start, end: at });
    start = at;
  };
  for (let i = open; i < source.length; i++) {
    // Texts and comments may hold any sign.
    const skipped = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/.*)/.exec(source.slice(i, i + 2000));
    if (skipped) i += skipped[0].length - 1;
    else if ("([{".includes(source[i])) depth++;
    else if (")]}".includes(source[i])) {
      if (--depth > 0) continue;
      end(i);
      return members;
    } else if (depth === 1 && ",;".includes(source[i])) end(i + 1);
  }
  throw new Error("an object without an end");
}

/** The members of the constant or interface of this name. */
function membersOf(source: string, name: string): Member[] {
  const head = new RegExp(`^(?:export )?(?:const ${name}\\b.*= |interface ${name} )\\{`, "m").exec(source);
  if (!head) throw new Error(`no record ${name}`);
  return membersAt(source, head.index + head[0].length - 1);
}

interface Variant {
  file: string;
  /** The part that is taken away; of the whole copy, none. */
  part?: string;
  source: string;
}

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The file without each member of the record in turn, and without each member of those of its members that `inner` names. */
function without(file: string, record: string, inner: (member: string) => boolean = () => false): Variant[] {
  const source = read(file);
  const gone = (path: string, { start, end }: Member): Variant => ({ file, part: path, source: source.slice(0, start) + source.slice(end) });
  return membersOf(source, record).flatMap((member) => [
    gone(`${record}.${member.name}`, member),
    ...(inner(member.name)
      ? membersAt(source, source.indexOf("{", member.start)).map((one) => gone(`${record}.${member.name}.${one.name}`, one))
      : []),
  ]);
}

const languageKinds = Object.keys(inputKinds);
const files = {
  language: "src/notebook/inputs.ts",
  widgets: "src/output/input.ts",
  outputs: "src/notebook/outputs.ts",
  drawers: "src/output/draw.ts",
  controls: "src/output/show.ts",
  texts: "src/tooling/kit/run.ts",
  inputSamples: "test/notebook/inputSamples.ts",
  outputSamples: "test/output/output.test.ts",
};
/** Big widgets have files of their own. */
const apart: Record<string, string> = { player: "src/output/player.ts", prediction: "src/output/prediction.ts" };

const removals: Variant[] = [
  ...without(files.language, "InputForms"),
  ...without(files.language, "kinds"),
  ...languageKinds.flatMap((kind) => without(files.language, kind, (member) => member === "parts")),
  ...without(files.widgets, "widgets"),
  ...languageKinds.flatMap((kind) => without(apart[kind] ?? files.widgets, kind)),
  ...without(files.outputs, "OutputForms"),
  ...without(files.outputs, "kinds", () => true),
  ...without(files.drawers, "drawers"),
  ...without(files.controls, "controls"),
  ...without(files.texts, "texts"),
  ...without(files.inputSamples, "byKind"),
  ...without(files.outputSamples, "OUTPUTS"),
].filter(({ part }) => part !== "prediction.forms"); // A kind need not have further calls; the samples make a call of these.

/** What the compiler says of each of the variants. */
async function complaints(variants: readonly Variant[]): Promise<string[][]> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache", "records-"));
  try {
    for (const [i, { file, source }] of variants.entries()) {
      const fromHere = (specifier: string) => `"${relative(folder, join(root, dirname(file), specifier))}"`;
      const text = source.replace(/(?<=from |import\()"(\.[^"]+)"/g, (_, specifier: string) => fromHere(specifier));
      await writeFile(join(folder, `v${i}.ts`), text);
    }
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../../test/tsconfig.json", include: ["./*.ts"], exclude: [] }));
    const tsc = [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"];
    const output = await new Promise<string>((resolve) => execFile(process.execPath, tsc, { maxBuffer: 2 ** 28 }, (_, stdout) => resolve(stdout)));
    // An error goes on in the indented lines below its own.
    const errors = output.split(/\n(?=\S)/);
    return variants.map((_, i) => errors.filter((error) => error.includes(`/v${i}.ts(`) || error.startsWith(`v${i}.ts(`)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("each part of a record of an input or an output that is taken away is named by the compiler", async () => {
  const wholes = [...Object.values(files), ...Object.values(apart)].map((file): Variant => ({ file, source: read(file) }));
  const said = await complaints([...wholes, ...removals]);
  // That a copy compiles as it stands tells that what is said of the others is of what they lack.
  expect(said.slice(0, wholes.length).flat()).toEqual([]);
  const unnamed = removals.flatMap(({ file, part }, i) => {
    const name = part!.split(".").at(-1)!;
    const isNamed = said[wholes.length + i].some((error) => new RegExp(`["']${name}["']`).test(error));
    return isNamed ? [] : [`${file} without ${part}: ${said[wholes.length + i].join("\n") || "compiles"}`];
  });
  expect(unnamed).toEqual([]);
  // Every kind, and every part of it, is among them.
  const parts = removals.map(({ file, part }) => `${file} ${part}`);
  for (const [kind, { parts: own }] of Object.entries(inputKinds)) {
    for (const part of ["builtin", "ask", "parts", "fits", "fromText", ...Object.keys(own).map((name) => `parts.${name}`)])
      expect(parts).toContain(`${files.language} ${kind}.${part}`);
    for (const part of ["render", "read", "set", "refresh", "movedBy"]) expect(parts).toContain(`${apart[kind] ?? files.widgets} ${kind}.${part}`);
    expect(parts).toContain(`${files.inputSamples} byKind.${kind}`);
  }
  for (const [kind, { crosses }] of Object.entries(outputKinds)) {
    expect(parts).toContain(`${files.texts} texts.${kind}`);
    expect(parts).toContain(crosses === "drawn" ? `${files.drawers} drawers.${kind}` : `${files.controls} controls.${kind}`);
  }
}, 120_000);
