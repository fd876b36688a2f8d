/** How a lecture stands to its plan: the minutes of each slide. All times in seconds. */
export interface Pace {
  /** All slides from the one where the lecture began. */
  planned: number;
  /** What the plan gives to the slides before this one, and to them with this one. */
  from: number;
  to: number;
  /** Above 0: behind the plan; below 0: ahead of it; 0 while the slide is shown at its time. */
  late: number;
}

/**
 * The pace on slide `index` after `elapsed` seconds; `minutes` of each slide. The slides before `begin`, where the lecture began, take no time; where the others take
 * longer than the `slot`, each is shortened in proportion.
 */
export function paceOf(minutes: readonly number[], index: number, elapsed: number, { begin = 0, slot = Infinity } = {}): Pace {
  const sum = (until: number) => minutes.slice(begin, Math.max(begin, until)).reduce((a, b) => a + b, 0) * 60;
  const all = sum(minutes.length);
  const share = all > slot ? slot / all : 1;
  const [from, to] = [share * sum(index), share * sum(index + 1)];
  return { planned: share * all, from, to, late: elapsed > to ? elapsed - to : Math.min(0, elapsed - from) };
}

/** The minutes of each slide, as its notes have them; a hidden one takes none. */
export const minutesOf = (slides: readonly HTMLElement[]): number[] =>
  slides.map((slide) => (slide.dataset.hidden === undefined ? Number(slide.querySelector<HTMLElement>(".notes")?.dataset.minutes ?? 0) : 0));

/** The minutes of the slides from this one on. */
export const plannedFrom = (slides: readonly HTMLElement[], index: number): number =>
  minutesOf(slides)
    .slice(index)
    .reduce((a, b) => a + b, 0);

/** `4:05`, from an hour on `1:04:05`. */
export function formatTime(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  const twoDigits = (value: number): string => String(value % 60).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60)];
  return `${hours === 0 ? minutes : `${hours}:${twoDigits(minutes)}`}:${twoDigits(whole)}`;
}

/** A clock as data: what it says follows from the time of day, so that it goes on while no window is open. In milliseconds. */
export interface Watch {
  /** What had passed before it was last started. */
  before: number;
  /** When that was; null while it is paused. */
  since: number | null;
}

export const elapsedOn = ({ before, since }: Watch, now: number): number => before + (since === null ? 0 : Math.max(0, now - since));

/** Pauses the watch, or goes on with it. */
export const toggle = (watch: Watch, now: number): Watch => ({ before: elapsedOn(watch, now), since: watch.since === null ? now : null });

export function isWatch(value: unknown): value is Watch {
  const { before, since } = (value ?? {}) as Record<string, unknown>;
  return typeof before === "number" && before >= 0 && (since === null || Number.isFinite(since));
}
