import { join } from "node:path";
import { expect, test } from "vitest";

const { default: config } = (await import(join(process.cwd(), "astro.config.mjs"))) as {
  default: { markdown: { processor: { createMdxRenderer(shared: object, mdx: object): Promise<Renderer> } } };
};

/** As the build and the author's mode compile a chapter; the front matter is blank lines to it. */
async function mistakeIn(text: string, file = "content/en/99-mine.mdx"): Promise<{ message: string; line: number | undefined }> {
  const renderer = await config.markdown.processor.createMdxRenderer(
    { syntaxHighlight: false },
    { srcDir: new URL("../../src/", import.meta.url), sourcemap: false },
  );
  try {
    await renderer.process(`\n\n\n\n${text}\n`, join(process.cwd(), file), {});
  } catch (error) {
    const { message, line } = error as Error & { line?: number };
    return { message, line };
  }
  return { message: "none", line: undefined };
}
interface Renderer {
  process(content: string, path: string, frontmatter: object): Promise<unknown>;
}

const around = (inner: string): string => `before\n\n<Slide id="one" title="One">\n\n<Lecture>\n\n${inner}\n\n</Lecture>\n\n</Slide>\n\nafter`;

/** `inner` stands at line 11. */
test.for<[string, number, string]>([
  [around("a\n\n<Aside>\n\nb"), 17, "expected corresponding closing tag for `<Aside>` (13:1-13:8)"],
  [around("so {1 +} it is"), 11, "Could not parse expression with acorn"],
  [around("if a <5 then"), 11, "Unexpected character `5`"],
  [around("a\n\nso {alpha} it is"), 13, '99-mine.mdx:13: unknown name: alpha in {alpha} (a number of the cells is written <Value of="alpha" />'],
  [around('<Hands id="h" question="q" options={choices} truth="0" />'), 11, "99-mine.mdx:11: unknown name: choices in {choices}"],
  [around('a\n\n<Valu of="1" />'), 13, "99-mine.mdx:13: unknown element: <Valu> (did you mean <Value>? known: "],
  [around("<lecture>\n\na\n\n</lecture>"), 11, "99-mine.mdx:11: unknown element: <lecture> (did you mean <Lecture>? "],
  [around("a\n\n$$\nx\n\\fooo{y}\n$$"), 15, "99-mine.mdx:15: invalid formula: KaTeX parse error: Undefined control sequence: \\fooo"],
  [around("a $\\fooo$"), 11, "99-mine.mdx:11: invalid formula: "],
  [around("```ts cell id=a hiden\n1\n```"), 11, "99-mine.mdx:11: unknown fence word: hiden"],
  [around("<Value />"), 11, "99-mine.mdx:11: missing of: <Value of="],
  [around("a").replace('id="one" ', ""), 7, "99-mine.mdx:7: invalid id of a slide: undefined"],
  ['<Slides from="sgd" />', 5, "99-mine.mdx:5: unknown element: <Slides> (did you mean <Slide>? "],
])("%j is refused at line %d", async ([text, line, message]) => {
  const found = await mistakeIn(text);
  expect(found.message).toContain(message);
  expect(found.line).toBe(line);
});

test("braces, HTML and expressions that need no name are no mistakes", async () => {
  expect(await mistakeIn(around("<b>a</b> {/* c */} {1 + Math.PI} \\{x\\} $\\theta$"))).toEqual({ message: "none", line: undefined });
});

test.for<[string, number, string]>([
  [
    '<Slides from="sgd" show="stabilty" />',
    5,
    "content/lectures/en/mine.mdx:5: unknown slide of sgd: stabilty (did you mean stability? known: two-directions, ",
  ],
  ['<Slides from="sgd" show="summary" />\n\nmine', 7, "content/lectures/en/mine.mdx:7: text stands outside of a slide"],
  [around("so {1 +} it is").replace(/^before\n\n|\n\nafter$/g, ""), 9, "Could not parse expression with acorn"],
])("in a lecture %j is refused at line %d", async ([text, line, message]) => {
  const found = await mistakeIn(text, "content/lectures/en/mine.mdx");
  expect(found.message).toContain(message);
  expect(found.line).toBe(line);
});
