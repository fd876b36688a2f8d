export interface Delivery<T> {
  /** Queues the items; the first are delivered before this returns. */
  add(items: readonly T[]): void;
  /** Forgets what is queued. */
  clear(): void;
}

export interface DeliveryOptions<T> {
  deliver(item: T): void;
  /** Milliseconds. */
  now(): number;
  /** Runs the task after the browser has had time to paint. */
  later(task: () => void): void;
}

/** Time for deliveries before the browser gets its turn: with what else a frame needs it stays within one sixtieth of a second. */
const sliceMs = 8;

/** Delivers items in order, and no longer than a slice at a time, so that a thousand plots at once do not freeze the page. */
export function createDelivery<T>({ deliver, now, later }: DeliveryOptions<T>): Delivery<T> {
  let queue: T[] = [];
  let busy = false;

  function slice(): void {
    const end = now() + sliceMs;
    let done = 0;
    busy = true;
    try {
      for (const item of queue) {
        if (done > 0 && now() >= end) break;
        done++;
        deliver(item);
      }
    } finally {
      queue = queue.slice(done);
      busy = queue.length > 0;
      if (busy) later(slice);
    }
  }

  return {
    add(items) {
      for (const item of items) queue.push(item);
      if (!busy && queue.length > 0) slice();
    },
    clear() {
      queue.length = 0;
    },
  };
}
