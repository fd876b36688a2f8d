/** The home page's figure in a reader's hands: its start is dragged, clicked or moved by arrow keys, its learning rates by a slider. Loaded at the first touch. */
import { localeOf, words } from "../i18n/index.ts";
import type { PlotFacts } from "../plot/readings.ts";
import { createHandles } from "../reader/handle.ts";
import { domain, firstStart, formatLoss, leadRuns, size } from "./leadRuns.ts";

export function enliven(figure: HTMLElement): void {
  const { home, output: say } = words(localeOf(location.pathname, import.meta.env.BASE_URL));
  const svg = figure.querySelector("svg")!;
  const slider = figure.querySelector("input")!;
  const factorShown = figure.querySelector("output")!;
  const reset = figure.querySelector("button")!;
  let start: readonly [number, number] = firstStart;

  const facts: PlotFacts = {
    ...size,
    marks: [],
    x: { type: "linear", domain: [...domain.x], range: [0, size.width] },
    y: { type: "linear", domain: [...domain.y], range: [size.height, 0] },
  };
  const point = { type: "point", key: "start", label: home.figure.start, x: [-9.8, 2.4], y: [-2.4, 2.4], step: 0.1 } as const;
  const handles = createHandles(figure.querySelector(".lead-stage")!, say, (_, value) => {
    start = value;
    draw();
  });

  /** Puts the handle where the start is, and draws. */
  function moveTo(place: readonly [number, number]): void {
    start = place;
    handles.update([{ ...point, x: [...point.x], y: [...point.y], value: [...place] }], { svg, facts });
    draw();
  }

  function draw(): void {
    const factor = slider.valueAsNumber;
    factorShown.textContent = factor.toFixed(2);
    for (const { name, line, dots, loss } of leadRuns(start, factor)) {
      const [path, points] = svg.querySelectorAll(`[data-run="${name}"] > path`);
      path?.setAttribute("d", line);
      points?.setAttribute("d", dots);
      figure.querySelector(`[data-loss="${name}"]`)!.textContent = formatLoss(loss) ?? home.figure.diverges;
    }
    reset.hidden = factor === 1 && start[0] === firstStart[0] && start[1] === firstStart[1];
  }

  slider.addEventListener("input", draw);
  reset.addEventListener("click", () => {
    slider.value = "1";
    slider.focus();
    moveTo(firstStart);
  });
  svg.addEventListener("click", ({ clientX, clientY }) => {
    const { left, top, width, height } = svg.getBoundingClientRect();
    const at = (part: number, [from, to]: readonly [number, number], [least, most]: readonly [number, number]) =>
      Math.round(Math.min(most, Math.max(least, from + part * (to - from))) * 100) / 100;
    moveTo([at((clientX - left) / width, domain.x, point.x), at(1 - (clientY - top) / height, domain.y, point.y)]);
  });
  figure.classList.add("live");
  moveTo(start);
}
