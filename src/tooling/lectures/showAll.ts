import type { Root } from "mdast";
import type { MdxJsxFlowElement } from "mdast-util-mdx-jsx";
import { isShown } from "../remarkSlides.ts";
import { isCellFence } from "../readChapter.ts";

/** A lecturer's own slides have no page: all that is written on them stands on the slide, as if in `<Lecture>`. */
export function showAll(part: Root): void {
  for (const slide of part.children as MdxJsxFlowElement[]) {
    const children: MdxJsxFlowElement["children"] = [];
    let run: MdxJsxFlowElement | undefined;
    for (const child of slide.children) {
      if (isShown(child) || isCellFence(child)) {
        run = undefined;
        children.push(child);
        continue;
      }
      if (!run) children.push((run = { type: "mdxJsxFlowElement", name: "Lecture", attributes: [], children: [] }));
      run.children.push(child);
    }
    slide.children = children;
  }
}
