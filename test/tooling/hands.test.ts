import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { remarkCells } from "../../src/tooling/remarkCells.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hands-"));
});
afterAll(() => rm(folder, { recursive: true }));

const cell = ["```ts cell id=race", "const steps = [30, 12, 50];", "```", ""];
const hands = (words: string) => `<Hands ${words} />`;
const asked = 'id="fastest" question="Which?" options={["a", "b", "c"]}';

async function read(line: string) {
  const file = join(folder, "chapter.mdx");
  await writeFile(file, [...cell, line].join("\n"));
  return readChapter(file);
}

/** The attributes that the build gives a `<Hands>`. */
async function built(line: string): Promise<Record<string, unknown>> {
  const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMath).use(remarkMdx);
  const tree = parser.parse([...cell, line].join("\n")) as Root;
  await remarkCells()(tree, { path: "content/en/test.mdx", data: {} });
  const element = tree.children.find((node) => node.type === "mdxJsxFlowElement" && node.name === "Hands");
  if (element?.type !== "mdxJsxFlowElement") throw new Error("no <Hands> in the tree");
  return Object.fromEntries(element.attributes.map((a) => (a.type === "mdxJsxAttribute" ? [a.name, a.value] : [])));
}

test("the truth of a question is computed from the cells, as the numbers of the prose are", async () => {
  expect((await read(hands(`${asked} truth="steps.indexOf(Math.min(...steps))"`))).values).toEqual([
    { of: "steps.indexOf(Math.min(...steps))", line: 5 },
  ]);
  expect(await built(hands(`${asked} truth="steps.indexOf(Math.min(...steps))"`))).toMatchObject({ index: "1" });
  expect(await built(hands(`${asked} truth="steps.indexOf(Math.max(...steps))"`))).toMatchObject({ index: "2" });
});

test("a truth that is no option fails the build with file and line, and says which options there are", async () => {
  for (const truth of ["3", "-1", "0.5", "'1'", "undefined"]) {
    await expect(built(hands(`${asked} truth="${truth}"`)), truth).rejects.toThrow(
      /content\/en\/test\.mdx:5: truth .*: no option: .* \(known: 0 a, 1 b, 2 c\)/,
    );
  }
  await expect(built(hands(`${asked} truth="nobody"`))).rejects.toThrow(/content\/en\/test\.mdx:5: value nobody/);
});

test("a question without id, text, two different options or truth is refused with file and line", async () => {
  const refused: [words: string, message: RegExp][] = [
    ['question="Which?" options={["a", "b"]} truth="0"', /chapter\.mdx:5: invalid id of hands/],
    ['id="Which One" question="Which?" options={["a", "b"]} truth="0"', /invalid id of hands: Which One/],
    ['id="which" options={["a", "b"]} truth="0"', /missing question of hands which/],
    ['id="which" question="Which?" options={["a", "b"]}', /missing truth of hands which/],
    ['id="which" question="Which?" options={["a"]} truth="0"', /invalid options of hands which: \["a"\]/],
    ['id="which" question="Which?" options={["a", "a"]} truth="0"', /invalid options of hands which/],
    ['id="which" question="Which?" truth="0"', /invalid options of hands which/],
  ];
  for (const [words, message] of refused) await expect(read(hands(words)), words).rejects.toThrow(message);
});
