import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import type { Processor } from "unified";
import { visit } from "unist-util-visit";
import { localeOf, putCells, toFrontmatter, type ChapterFile, type ChapterRun } from "../remarkCells.ts";
import { attributeOf, collectChapter, isJsx, type Chapter } from "../readChapter.ts";
import { chapterProblems, runChapter } from "../runChapter.ts";
import { isLectureFile } from "./isLectureFile.ts";
import { neededCells } from "./neededCells.ts";
import { prefixNames } from "./prefixNames.ts";
import { readLecture, type LectureSlide } from "./readLecture.ts";
import { showAll } from "./showAll.ts";

/** What a file of the pipeline says to this plugin. */
interface Data {
  astro?: { frontmatter: Record<string, unknown> };
  /** Takes the tree as it stands before this plugin. */
  take?(tree: Root): void;
}

/**
 * Makes the file of a lecture (`content/lectures/LOCALE/NAME.mdx`) the slides that it names: those of chapters, with the cells that they need, and the lecturer's
 * own. What they show is computed as a chapter's is. The cells of each chapter know each other's names alone, and all names of theirs begin with the chapter's.
 */
export function remarkLectures(this: Processor) {
  // oxlint-disable-next-line typescript/no-this-alias -- the plugin's processor parses the chapters as it does the lecture.
  const processor = this;

  /** A chapter's tree after all that stands before this plugin (typographic quotation marks, for one), and nothing of what stands behind it. */
  function treeOf(path: string): Promise<Root> {
    const text = readFileSync(path, "utf8").replace(/^---\n[\s\S]*?\n---\n/, (front) => front.replace(/[^\n]/g, " "));
    return new Promise((resolve, reject) => {
      processor.run(processor.parse(text) as never, { path, data: { take: resolve } as never }).catch(reject);
    });
  }

  return async (tree: Root, vfile: ChapterFile & { data: Data }): Promise<void> => {
    if (vfile.data.take) {
      vfile.data.take(tree);
      // The run goes no further.
      return new Promise(() => {});
    }
    const file = relative(process.cwd(), vfile.path);
    if (!isLectureFile(file)) return;
    const locale = localeOf(file);
    const folder = join(dirname(vfile.path), "../..", locale);
    const files = new Map(
      readdirSync(folder).flatMap((name) => {
        const slug = /^\d\d-(.+)\.mdx$/.exec(name)?.[1];
        return slug === undefined ? [] : [[slug, join(folder, name)] as const];
      }),
    );
    const trees = new Map<string, Root>();
    const slides = await readLecture(tree, file, {
      names: [...files.keys()],
      async slidesOf(name) {
        if (!trees.has(name)) trees.set(name, await treeOf(files.get(name)!));
        return trees.get(name)!.children.filter((node): node is MdxJsxFlowElement => node.type === "mdxJsxFlowElement" && node.name === "Slide");
      },
    });

    const runs = await Promise.all(
      [...new Set(slides.map(({ from }) => from))].map((from): Promise<ChapterRun> => {
        const part: Root = { type: "root", children: slides.filter((one) => one.from === from).map(({ slide }) => slide) };
        if (from === undefined) {
          showAll(part);
          return run(part, collectChapter(part, file));
        }
        const path = files.get(from)!;
        prefixNames(trees.get(from)!, part, from, relative(dirname(vfile.path), dirname(path)));
        const whole = collectChapter(trees.get(from)!, relative(process.cwd(), path));
        const own = collectChapter(part, whole.file);
        return run(part, own, withScope({ ...own, cells: neededCells(whole.cells, own) }, from));
      }),
    );
    const ids = new Map<string, string>();
    for (const { chapter } of runs)
      for (const { id } of chapter.cells) {
        if (ids.has(id)) throw new Error(`${chapter.file}: duplicate cell id: ${id} (also in ${ids.get(id)})`);
        ids.set(id, chapter.file);
      }
    tree.children = [...tree.children.filter(({ type }) => type === "mdxjsEsm"), ...inOrder(slides)];
    if (!vfile.data.astro) return;
    const from = [...new Set(slides.flatMap((one) => one.from ?? []))];
    Object.assign(vfile.data.astro.frontmatter, toFrontmatter(locale, runs), { from, cited: citedIn(tree) });

    async function run(part: Root, own: Chapter, chapter = own): Promise<ChapterRun> {
      const result = await runChapter(chapter, locale);
      const problems = chapterProblems(chapter, result);
      if (problems.length > 0) throw new Error(`cells that fail:\n${problems.join("\n")}`);
      putCells(part, { ...chapter, cells: own.cells.map(({ id }) => chapter.cells.find((cell) => cell.id === id)!) }, result);
      return { chapter, result };
    }
  };
}

/** The works that the slides cite. */
function citedIn(tree: Root): string[] {
  const ids = new Set<string>();
  visit(tree, (node) => {
    if (isJsx(node) && node.name === "Cite") ids.add(attributeOf(node, "id") ?? "");
  });
  return [...ids];
}

const withScope = (chapter: Chapter, scope: string): Chapter => ({ ...chapter, cells: chapter.cells.map((cell) => ({ ...cell, scope })) });

/** The slides, each of a chapter with the chapter's name. */
function inOrder(slides: readonly LectureSlide[]): MdxJsxFlowElement[] {
  for (const { from, slide } of slides) if (from !== undefined) slide.attributes.push({ type: "mdxJsxAttribute", name: "chapter", value: from });
  return slides.map(({ slide }) => slide);
}
