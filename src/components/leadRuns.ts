/** What the home page's figure shows: three optimizers on the ravine ½(x² + 25y²), from one start. At build and, once a reader moves something, in the page. */
import { adam, momentum, sgd, trace, type Optimizer } from "../optim/index.ts";
import { ravine } from "../problems/surfaces/bowls.ts";
import { formatNumber } from "../output/number.ts";

/** The size of the drawing, and the part of the plane that it shows: a unit is as long upwards as across. */
export const size = { width: 880, height: 360 };
export const domain = { x: [-10, 2.6], y: [-2.577, 2.577] } as const;

export const steps = 60;
export const firstStart: readonly [number, number] = [-9.2, 1.5];

/** The optimizers with the learning rates that suit this valley; a reader multiplies all of them. */
const walkers: { name: string; optimizer(factor: number): Optimizer<unknown> }[] = [
  { name: "SGD", optimizer: (factor) => sgd({ lr: 0.0765 * factor }) as Optimizer<unknown> },
  { name: "Momentum", optimizer: (factor) => momentum({ lr: 0.012 * factor, beta: 0.82 }) as Optimizer<unknown> },
  { name: "Adam", optimizer: (factor) => adam({ lr: 0.35 * factor }) as Optimizer<unknown> },
];

export interface LeadRun {
  name: string;
  /** After the last step. */
  loss: number;
  /** The path, and a point for each of its first steps, as path data of the drawing. */
  line: string;
  dots: string;
}

/** A place in the drawing, to a tenth of its unit; far outside of it the exact place is of no use, and may be no number. */
function toPlace(x: number, y: number): string {
  const [across, up] = [size.width / (domain.x[1] - domain.x[0]), size.height / (domain.y[1] - domain.y[0])];
  return [(x - domain.x[0]) * across, (domain.y[1] - y) * up].map((at) => Math.round(Math.min(9999, Math.max(-9999, at)) * 10) / 10).join(" ");
}

/** The three runs from `start`, with all learning rates times `factor`. */
export function leadRuns(start: readonly [number, number], factor: number): LeadRun[] {
  return walkers.map(({ name, optimizer }) => {
    const rows = trace<unknown>(optimizer(factor), ravine, [...start], steps).rows();
    // A run that diverges ends as no number: its path ends before that, and its loss is infinite.
    const finite = rows.filter(({ loss }) => Number.isFinite(loss));
    const places = finite.map(({ x, y }) => toPlace(Number(x), Number(y))).filter((place, i, all) => place !== all[i - 1]);
    const last = rows.at(-1)!.loss;
    return {
      name,
      loss: Number.isFinite(last) ? last : Infinity,
      line: `M${places.join("L")}`,
      dots: places
        .slice(1, 40)
        .map((place) => `M${place}h0`)
        .join(""),
    };
  });
}

/** A loss as the figure shows it; undefined where the run has left the valley. */
export const formatLoss = (loss: number): string | undefined => (loss < 1e4 ? formatNumber(loss, 2) : undefined);
