/** The right to compute, which one of the windows of this name has at a time, the browser seeing to it that another has it next. */
export interface Computing {
  /** Whether another window was there before this one. */
  others: Promise<boolean>;
  /** Resolves when this window has it. */
  granted: Promise<void>;
  /** Leaves it to the next window. */
  giveUp(): void;
}

export type TakeTurns = (name: string) => Computing;

/** Turns by the browser's Web Locks: a window that is closed or crashes leaves its lock to the one that has waited longest. */
export const takeTurns: TakeTurns = (name) => {
  let grant: () => void, giveUp: () => void;
  const granted = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const left = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const hold = (): Promise<void> => {
    grant();
    return left;
  };
  const others = new Promise<boolean>((resolve) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock === null);
        return lock ? hold() : navigator.locks.request(name, hold);
      })
      // A page that is being left is refused, or its callback is: it is not there to hear of others any more.
      .catch(() => {});
  });
  return { others, granted, giveUp: () => giveUp() };
};
