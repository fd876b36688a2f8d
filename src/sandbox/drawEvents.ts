import { isLocale, defaultLocale, words } from "../i18n/index.ts";
import type { CellEvent, Output, RunRequest, ShownEvent } from "../notebook/types.ts";
import { drawOutput, drawRefusal } from "../output/draw.ts";
import { setRoom } from "../plot/draw.ts";
import { capError, caps } from "../tree/tree.ts";

export interface EventDrawing {
  /** What is shown from now on is for a page of this look. */
  setLook(look: RunRequest["look"]): void;
  draw(event: CellEvent): void;
  /** Draws the plots of a cell again, for the present look. What a plot's own functions throw meanwhile leaves it as it is. */
  redraw(cell: string): void;
}

/**
 * What a worker's notebook says passes here on its way out: each output is drawn, in the room and the language that the page has. One that
 * is over the caps, alone or with those before it, becomes an error that says so.
 */
export function createEventDrawing(post: (event: ShownEvent) => void): EventDrawing {
  let look: NonNullable<RunRequest["look"]> = { locale: defaultLocale, widths: {} };
  const size = { nodes: 0, bytes: 0 };
  /** The plots that each cell shows, by output number. */
  const plots = new Map<string, Map<number, Output>>();

  const roomOf = (cell: string): number => (Object.hasOwn(look.widths, cell) ? look.widths[cell] : undefined) ?? 640;
  const dictionary = () => words(isLocale(look.locale) ? look.locale : defaultLocale);

  function keep(cell: string, index: number, output: Output): void {
    if (output.kind !== "plot") return void plots.get(cell)?.delete(index);
    if (!plots.has(cell)) plots.set(cell, new Map());
    plots.get(cell)!.set(index, output);
  }

  function show(cell: string, index: number, output: Output, width?: number): void {
    let drawn = drawOutput(output, dictionary(), width);
    size.nodes += drawn.size.nodes;
    size.bytes += drawn.size.bytes;
    // `live` replaces its output many times in a run, and each time counts: so the cap of a run is that of 20 pages.
    const over = capError("output of this cell", size, { nodes: 20 * caps.page.nodes, bytes: 20 * caps.page.bytes }, " in a run");
    if (over) drawn = drawRefusal(over.message, dictionary());
    post({ type: "output", cell, index, output: drawn.shown });
  }

  return {
    setLook(asked = { locale: defaultLocale, widths: {} }) {
      look = asked;
    },
    draw(event) {
      if (event.type === "start") {
        size.nodes = size.bytes = 0;
        plots.delete(event.cell);
        setRoom(roomOf(event.cell));
      }
      if (event.type !== "output") return post(event);
      keep(event.cell, event.index, event.output);
      show(event.cell, event.index, event.output);
    },
    redraw(cell) {
      size.nodes = size.bytes = 0;
      for (const [index, plot] of plots.get(cell) ?? []) {
        try {
          show(cell, index, plot, roomOf(cell));
        } catch {}
      }
    },
  };
}
