import type { PlotFacts } from "../plot/readings.ts";

/** A plot on the page, and what is known of it. */
export interface ShownPlot {
  svg: SVGSVGElement;
  facts: PlotFacts;
}

const known = new WeakMap<Element, PlotFacts>();

const picturesIn = (element: Element): SVGSVGElement[] => [...element.querySelectorAll<SVGSVGElement>('svg[role="img"]')];

/** Notes what is known of the plots in an element, in their order. */
export function noteFacts(element: Element, facts: readonly PlotFacts[]): void {
  picturesIn(element).forEach((svg, i) => {
    if (facts[i]) known.set(svg, facts[i]);
  });
}

export const factsOf = (svg: Element): PlotFacts | undefined => known.get(svg);

/** The plots in an element that are on show: of a plot at two widths one is not. */
export const shownFacts = (element: Element): ShownPlot[] =>
  picturesIn(element).flatMap((svg) => {
    const facts = known.get(svg);
    return facts && svg.getClientRects().length > 0 ? [{ svg, facts }] : [];
  });
