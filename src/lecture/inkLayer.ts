import { svgElement } from "../output/element.ts";
import { pathsOf, type Stroke } from "./ink.ts";

/** What is drawn over a slide. */
export interface InkLayer {
  readonly svg: SVGSVGElement;
  /** Shows these strokes; those that it shows already stay as they are. */
  show(strokes: readonly Stroke[]): void;
  /** The stroke that is being drawn, over all others; null for none. */
  showLive(stroke: Stroke | null): void;
  /** Where on the stage a pointer is, whatever the stage's scale. */
  toStage(event: { clientX: number; clientY: number }): [x: number, y: number];
}

/** Puts an empty layer over a slide, in the coordinates of the stage. Pointers go through it. */
export function createInkLayer(slide: HTMLElement): InkLayer {
  const svg = svgElement(document, "svg", { class: "ink", viewBox: "0 0 1280 720", "aria-hidden": "true" });
  slide.append(svg);
  const drawn = new Map<Stroke, SVGGElement>();
  let live: SVGGElement | undefined;

  return {
    svg,
    show(strokes) {
      const wanted = new Set(strokes);
      for (const [stroke, element] of drawn) {
        if (wanted.has(stroke)) continue;
        element.remove();
        drawn.delete(stroke);
      }
      for (const stroke of strokes) {
        if (drawn.has(stroke)) continue;
        const element = draw(stroke);
        drawn.set(stroke, element);
        svg.insertBefore(element, live ?? null);
      }
    },
    showLive(stroke) {
      live?.remove();
      live = stroke ? draw(stroke) : undefined;
      if (live) svg.append(live);
    },
    toStage({ clientX, clientY }) {
      const { left, top, width, height } = svg.getBoundingClientRect();
      return [((clientX - left) / width) * 1280, ((clientY - top) / height) * 720];
    },
  };
}

function draw(stroke: Stroke): SVGGElement {
  const paths = pathsOf(stroke).map(({ d, width }) => svgElement(document, "path", { d, "stroke-width": width }));
  return svgElement(document, "g", { class: `ink-${stroke.color + 1}` }, ...paths);
}
