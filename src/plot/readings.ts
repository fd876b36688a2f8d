/** What a drawn plot holds beside its picture: the places that a pointer can read, with their values, and the scales. */
import type { Channel, SeenMark } from "./marks.ts";
import { scaleFacts, toScale, type ScaleFacts } from "./scale.ts";

/** Values of one channel; words and numbers as they are, dates as text. */
export interface Column {
  label: string;
  values: (number | string | null)[];
}

/** The values of a mark, one for each place that was drawn. */
export interface MarkReading {
  /** "line", "dot", … */
  mark: string;
  x?: Column;
  y?: Column;
  /** Which line or group a value belongs to. */
  series?: Column;
  /** What the author says of a value. */
  title?: Column;
  /** Of lines that no word tells apart: the number of the line that a value belongs to. */
  lines?: number[];
  /** Places in the drawing, x and y in turn; absent where the scales give them. */
  places?: number[];
  /** False where the author does not want the pointer to read them. */
  tip?: false;
}

export interface PlotFacts {
  /** Of the drawing, in its own units. */
  width: number;
  height: number;
  x?: ScaleFacts;
  y?: ScaleFacts;
  marks: MarkReading[];
}

/** Values kept of one plot: those beyond are left out. */
export const MAX_READINGS = 5_000;

const isReadable = /^(?:line|area|dot|bar|rect|cell|tick|circle|hexagon|image|waffle)$/;

const plain = (value: unknown): number | string | null =>
  typeof value === "number"
    ? value
    : value instanceof Date
      ? Number.isNaN(+value)
        ? null
        : value.toISOString().replace(/T00:00:00\.000Z$/, "")
      : value === null || value === undefined
        ? null
        : String(value).slice(0, 200);

export function plotFacts(
  seen: Iterable<SeenMark>,
  size: { width: number; height: number },
  scaleOf: (name: string) => Parameters<typeof scaleFacts>[0],
  isQuiet: (mark: SeenMark["mark"]) => boolean = () => false,
): PlotFacts {
  const [x, y] = [scaleFacts(scaleOf("x")), scaleFacts(scaleOf("y"))];
  const [toX, toY] = [x, y].map((facts) => facts && toScale(facts).apply);
  const marks: MarkReading[] = [];
  let left = MAX_READINGS;
  for (const { mark, channels, rendered } of seen) {
    if (left <= 0) break;
    if (!isReadable.test(mark.ariaLabel ?? "")) continue;
    const [xs, ys] = [pick(channels, ["x", "x2", "x1"]), pick(channels, ["y", "y2", "y1"])];
    const series = [channels.z, channels.stroke, channels.fill].find((channel) => channel?.value && isWords(channel.value));
    const shown: number[] = [];
    const places: number[] = [];
    let isOnScales = toX !== undefined && toY !== undefined;
    for (const { index, values, dx, dy } of rendered) {
      const [px, py] = [placesOf(values, xs?.name), placesOf(values, ys?.name)];
      if (!px || !py) continue;
      const [ofX, ofY] = [xs!.channel.value!, ys!.channel.value!];
      for (let k = 0; k < index.length && left > 0; k++) {
        const i = index[k] ?? NaN;
        const [atX, atY] = [(px[i] ?? NaN) + dx, (py[i] ?? NaN) + dy];
        if (!Number.isFinite(atX) || !Number.isFinite(atY)) continue;
        left--;
        shown.push(i);
        places.push(Math.round(atX * 10) / 10, Math.round(atY * 10) / 10);
        if (isOnScales) isOnScales = isAt(toX!, ofX[i], atX) && isAt(toY!, ofY[i], atY);
      }
    }
    if (shown.length === 0) continue;
    const column = (channel: Channel | undefined): Column | undefined => {
      const { value, label } = channel ?? {};
      return value ? { label: label ?? "", values: shown.map((i) => plain(value[i])) } : undefined;
    };
    const lines = mark.ariaLabel === "line" && !series ? numbered(channels.z, shown) : undefined;
    const columns = { x: column(xs?.channel), y: column(ys?.channel), series: column(series), title: column(channels.title) };
    marks.push({
      mark: mark.ariaLabel!,
      ...Object.fromEntries(Object.entries(columns).filter(([, made]) => made)),
      ...(lines && { lines }),
      ...(isOnScales ? {} : { places }),
      ...(isQuiet(mark) && { tip: false as const }),
    });
  }
  return { ...size, ...(x && { x }), ...(y && { y }), marks };
}

/** Which of the channel's values each place has, by number; undefined where they all have the same. */
function numbered(channel: Channel | undefined, shown: readonly number[]): number[] | undefined {
  const { value } = channel ?? {};
  if (!value) return undefined;
  const numbers = new Map<unknown, number>();
  const found = shown.map((i) => {
    if (!numbers.has(value[i])) numbers.set(value[i], numbers.size);
    return numbers.get(value[i])!;
  });
  return numbers.size > 1 ? found : undefined;
}

const isAt = (scale: (value: number) => number, value: unknown, place: number): boolean =>
  typeof value === "number" && Math.abs(scale(value) - place) < 0.5;

function pick(channels: Record<string, Channel>, names: string[]): { name: string; channel: Channel } | undefined {
  for (const name of names) {
    const channel = channels[name];
    if (channel?.value) return { name, channel };
  }
  return undefined;
}

/** Places in px, by their place in the data. */
const placesOf = (values: Record<string, unknown>, name: string | undefined): ArrayLike<number> | undefined =>
  name === undefined ? undefined : (values[name] as ArrayLike<number> | undefined);

const isWords = (values: ArrayLike<unknown>): boolean =>
  typeof Array.prototype.find.call(values, (value) => value !== null && value !== undefined) === "string";
