/** How a lecture stands to its plan: the minutes of each slide. All times in seconds. */
export interface Pace {
  /** All slides together. */
  planned: number;
  /** What the plan gives to the slides before this one, and to them with this one. */
  from: number;
  to: number;
  /** Above 0: behind the plan; below 0: ahead of it; 0 while the slide is shown at its time. */
  late: number;
}

/** The pace on slide `index` after `elapsed` seconds; `minutes` of each slide. */
export function paceOf(minutes: readonly number[], index: number, elapsed: number): Pace {
  const sum = (slides: readonly number[]) => slides.reduce((a, b) => a + b, 0) * 60;
  const [from, to] = [sum(minutes.slice(0, index)), sum(minutes.slice(0, index + 1))];
  return { planned: sum(minutes), from, to, late: elapsed > to ? elapsed - to : Math.min(0, elapsed - from) };
}

/** `4:05`, from an hour on `1:04:05`. */
export function formatTime(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(String);
  return h === "0" ? `${m}:${s.padStart(2, "0")}` : `${h}:${m.padStart(2, "0")}:${s.padStart(2, "0")}`;
}

/** A clock that starts, pauses and is reset, and goes on over a reload of its window. */
export interface StopWatch {
  /** Milliseconds. */
  elapsed(): number;
  isRunning(): boolean;
  /** Starts it, or pauses it where it runs. */
  toggle(): void;
  reset(): void;
}

interface WatchSetup {
  now(): number;
  /** Where it is kept; may throw, as `sessionStorage` does where storage is forbidden. */
  kept: { read(): string | null; write(text: string): void };
}

export function createStopWatch({ now, kept }: WatchSetup): StopWatch {
  /** Milliseconds before the last start, and when that was. */
  let state = load();

  function load(): { before: number; since: number | null } {
    try {
      const { before, since } = JSON.parse(kept.read() ?? "{}") as { before?: unknown; since?: unknown };
      if (typeof before === "number" && before >= 0 && (since === null || (typeof since === "number" && since <= now()))) return { before, since };
    } catch {
      // Nothing was kept, or nothing that can be read.
    }
    return { before: 0, since: null };
  }
  function set(before: number, since: number | null): void {
    state = { before, since };
    try {
      kept.write(JSON.stringify(state));
    } catch {
      // It goes on without being kept.
    }
  }
  const elapsed = () => state.before + (state.since === null ? 0 : now() - state.since);
  return {
    elapsed,
    isRunning: () => state.since !== null,
    toggle: () => set(elapsed(), state.since === null ? now() : null),
    reset: () => set(0, null),
  };
}
