import type { Words } from "../i18n/index.ts";
import type { CellError, Shown } from "../notebook/types.ts";
import type { Pixels } from "../dom/canvas.ts";
import { renderError, showOutput } from "../output/show.ts";
import { outputKinds } from "../notebook/outputs.ts";
import { capError, caps, TreeError, type Tree, type TreeSize } from "../tree/tree.ts";

/** Puts what cells show into the page: a little in each frame, and no more in all than a page can bear. */
export interface Drawing {
  /** The element of output `index` of a cell; an error's element where it may not be shown. */
  draw(cell: string, index: number, output: Shown): HTMLElement;
  drawError(error: CellError): HTMLElement;
  /** The output is gone from the page. */
  forget(cell: string, index: number): void;
  /** Does the work in a frame that has time for it, after all that was asked for before. `weight`: what it puts into the page, as `weightOf` has it. */
  later(work: () => void, weight: number): void;
  /** Does at once all that waits. */
  flush(): void;
}

/** What one frame does: longer, or more elements to lay out, and a reader would feel it. */
const turnMs = 6;
const turnWeight = 5_000;
/** So much text takes a browser as long to lay out as an element. */
const charactersOfWeight = 100;
/** A window that is covered, or whose page has just been left, may be given no frame although it counts as visible. It is not waited for longer than this. */
const frameMs = 1_000;

/** How much of an output there is to lay out, in elements. Counted no further than a frame's share. */
export function weightOf(output: Shown): number {
  if (output.kind !== "drawing") return 10;
  let weight = 0;
  const visit = (node: Tree): void => {
    weight += typeof node === "string" ? 1 + node.length / charactersOfWeight : 1;
    if (typeof node === "string" || !Array.isArray(node?.children)) return;
    for (const child of node.children) {
      if (weight > turnWeight) return;
      visit(child);
    }
  };
  visit(output.tree ?? "");
  return weight;
}

export function createDrawing(words: Words): Drawing {
  const sizes = new Map<string, TreeSize>();
  const queue: { work: () => void; weight: number }[] = [];
  /** The weight of what this frame has put into the page. */
  let done = 0;
  let frame = 0;
  let late: ReturnType<typeof setTimeout> | undefined;

  function ask(): void {
    frame = requestAnimationFrame(() => turn());
    late = setTimeout(() => turn(), frameMs);
  }

  function turn(isAll = false): void {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    frame = 0;
    const until = performance.now() + turnMs;
    done = 0;
    for (let next = queue.shift(); next; next = queue.shift()) {
      next.work();
      done += next.weight;
      const [following] = queue;
      if (!isAll && following && (performance.now() > until || (done > 0 && done + following.weight > turnWeight))) {
        ask();
        return;
      }
    }
  }

  /** Counts an output of this size to those on the page; throws where that is more than a page can bear. */
  function admit(key: string, name: string, size: TreeSize): void {
    const total = { nodes: size.nodes, bytes: size.bytes };
    for (const { nodes, bytes } of sizes.values()) {
      total.nodes += nodes;
      total.bytes += bytes;
    }
    const over = capError(`this page with this ${name} is`, total, caps.page, " on a page");
    if (over) throw over;
    sizes.set(key, size);
  }

  return {
    draw(cell, index, output) {
      const key = `${cell}-${index}-`;
      sizes.delete(key);
      try {
        return showOutput(output, {
          document,
          words,
          idPrefix: output.kind === "input" ? cell : key,
          imageOf,
          admit: (size) => admit(key, output.kind === "drawing" ? outputKinds[output.of].name : output.kind, size),
        });
      } catch (error) {
        if (!(error instanceof TreeError)) throw error;
        // A page that is full would have a frame for each line that says so.
        done -= weightOf(output);
        return renderError({ kind: "runtime", message: error.message }, { document, words });
      }
    },
    drawError: (error) => renderError(error, { document, words }),
    forget: (cell, index) => void sizes.delete(`${cell}-${index}-`),
    later(work, weight) {
      queue.push({ work, weight });
      // A page that nobody sees has no frames.
      if (document.hidden) turn(true);
      else if (frame === 0) ask();
    },
    flush: () => turn(true),
  };
}

/** The address of these pixels as an image. */
function imageOf({ width, height, rgba }: Pixels): string {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  return canvas.toDataURL();
}
