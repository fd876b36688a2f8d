/**
 * Firefox starts a worker of a worker by asking the page's thread, and the thread that asks stands still meanwhile: seldom, for good. The supervisor
 * then hears nothing any more, not even a ping. So it tells its frame before and after each start, and this tells the page where the second is missing.
 */
export type StartMessage = "starting" | "started";

/** A start takes some milliseconds; one that takes so long does not end. */
const startMs = 2_000;

export interface StartWatchOptions {
  refuse(message: string): void;
  later(task: () => void, ms: number): Timer;
  drop(timer: Timer | undefined): void;
}

type Timer = ReturnType<typeof setTimeout>;

export function watchStarts({ refuse, later, drop }: StartWatchOptions): (message: StartMessage) => void {
  let timer: Timer | undefined;
  return (message) => {
    drop(timer);
    if (message === "started") return;
    // Waits twice for the half: where this thread itself stood still, the first is over as it goes on, and "started" has time in the second.
    timer = later(() => {
      timer = later(() => refuse("the browser has not started a worker"), startMs / 2);
    }, startMs / 2);
  };
}
