import { domain, firstStart, leadRuns, size } from "./leadRuns.ts";

// On a level c of ½(x² + 25y²) lies an ellipse with half-axes √(2c) and √(2c/25); these levels lie evenly along the valley.
const levels = Array.from({ length: 16 }, (_, k) => k + 0.5);

/** The home page's figure as SVG text: the paths of three optimizers on the contour lines of the ravine. Its colours are the style sheet's variables. */
export function leadFigure(): string {
  const unit = size.width / (domain.x[1] - domain.x[0]);
  const [left, top] = [-domain.x[0] * unit, domain.y[1] * unit].map((at) => Math.round(at * 10) / 10);
  const rings = levels.map((r) => `<ellipse rx="${(r * unit).toFixed(1)}" ry="${((r * unit) / 5).toFixed(1)}"/>`).join("");
  const paths = leadRuns(firstStart, 1)
    .map(
      ({ name, line, dots }) =>
        `<g stroke="var(--opt-${name.toLowerCase()})" data-run="${name}"><path d="${line}" stroke-width="1.75"/><path d="${dots}" stroke-width="4"/></g>`,
    )
    .join("");
  const [x, y] = [(firstStart[0] - domain.x[0]) * unit, (domain.y[1] - firstStart[1]) * unit].map((at) => at.toFixed(1));
  return (
    `<svg viewBox="0 0 ${size.width} ${size.height}" fill="none" stroke-linecap="round" stroke-linejoin="round">` +
    `<g transform="translate(${left} ${top})" stroke="currentColor"><g stroke-opacity=".17">${rings}</g><path d="M-5 -5 5 5M-5 5 5 -5" stroke-width="1.75"/></g>` +
    `${paths}<circle cx="${x}" cy="${y}" r="5" fill="var(--page)" stroke="currentColor" stroke-width="1.5"/></svg>`
  );
}
