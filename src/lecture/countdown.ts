/** A countdown as data: what is left of it follows from the clock, so that it goes on over a reload and is the same in every window. */
export interface Countdown {
  /** Whether the timer is on the screen. */
  isShown: boolean;
  minutes: number;
  /** When it ends, in milliseconds as `Date.now` counts them; null while it does not run. */
  endsAt: number | null;
  /** What is left where it was paused, in milliseconds; null where it was not begun. */
  leftMs: number | null;
}

export const mostMinutes = 90;

export const fresh: Countdown = { isShown: false, minutes: 3, endsAt: null, leftMs: null };

/** What is left at `now`, in milliseconds, at least 0. */
export const leftOf = ({ minutes, endsAt, leftMs }: Countdown, now: number): number =>
  endsAt !== null ? Math.max(0, endsAt - now) : (leftMs ?? minutes * 60_000);

export const start = (countdown: Countdown, now: number): Countdown => ({
  ...countdown,
  isShown: true,
  endsAt: now + leftOf(countdown, now),
  leftMs: null,
});

export const pause = (countdown: Countdown, now: number): Countdown =>
  countdown.endsAt === null ? countdown : { ...countdown, endsAt: null, leftMs: leftOf(countdown, now) };

export const reset = (countdown: Countdown): Countdown => ({ ...countdown, endsAt: null, leftMs: null });

/** One minute more or less; of one that runs or stands the time left changes with it, and does not fall below 0. */
export function addMinutes(countdown: Countdown, more: number, now: number): Countdown {
  const minutes = Math.min(mostMinutes, Math.max(1, countdown.minutes + more));
  const { endsAt, leftMs } = countdown;
  const addedMs = more * 60_000;
  if (endsAt !== null) return { ...countdown, minutes, endsAt: Math.max(now, Math.max(endsAt, now) + addedMs) };
  return { ...countdown, minutes, leftMs: leftMs === null ? null : Math.max(0, leftMs + addedMs) };
}

/** Minutes and seconds, as in 2:05; a second that has begun counts as one. */
export function clockText(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function isCountdown(value: unknown): value is Countdown {
  if (typeof value !== "object" || value === null) return false;
  const { isShown, minutes, endsAt, leftMs } = value as Record<string, unknown>;
  const isTime = (time: unknown) => time === null || Number.isFinite(time);
  return (
    typeof isShown === "boolean" &&
    Number.isInteger(minutes) &&
    (minutes as number) >= 1 &&
    (minutes as number) <= mostMinutes &&
    isTime(endsAt) &&
    isTime(leftMs)
  );
}
