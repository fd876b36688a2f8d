import { cpus } from "node:os";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

export interface Frames {
  /** The longest time between two frames of the page, in milliseconds of the clock. */
  gapMs: number;
  /** The longest time that the page's own thread worked between two frames, in milliseconds of processor time. */
  workMs: number;
  /** The process that holds the page. */
  pid: number;
  /** The part of the machine's processor time that nobody used meanwhile. */
  idle: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds: start, length, processor time. */
  ts: number;
  dur?: number;
  tdur?: number;
}

/** Runs `task` and gives its result and the frames of the page meanwhile, as the browser's own trace has them. */
export async function watchFrames<T>(browser: Browser, page: Page, task: () => Promise<T>): Promise<Frames & { result: T }> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await page.evaluate(() =>
    requestAnimationFrame(function frame() {
      requestAnimationFrame(frame);
    }),
  );
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] } });
  await twoFrames(page);
  const before = cpuTimes();
  const result = await task();
  const after = cpuTimes();
  // A driver that took the end of the sandbox's process for the end of the page cannot ask the page for more.
  await twoFrames(page).catch(() => {});
  const complete = new Promise((resolve) => session.on("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return { result, ...framesOf(events), idle: (after.idle - before.idle) / (after.all - before.all) };
}

/** There are frames before and after the task, however short it is: no time of it lies outside what is measured. */
function twoFrames(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/**
 * The page stayed live: its thread never worked for `limitMs` without a frame. Where the machine had processor time to spare, and a
 * late frame was therefore nobody else's doing, no two frames were that far apart on the clock either.
 */
export function expectLive({ gapMs, workMs, idle }: Frames, limitMs = 100): void {
  expect(workMs).toBeLessThan(limitMs);
  if (idle > 0.2) expect(gapMs).toBeLessThan(limitMs);
}

function cpuTimes(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  return { idle: times.reduce((sum, t) => sum + t.idle, 0), all: times.reduce((sum, t) => sum + t.idle + t.user + t.nice + t.sys + t.irq, 0) };
}

function framesOf(events: TraceEvent[]): Omit<Frames, "idle"> {
  const thread = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const frames = events.filter((event) => event.name === "FireAnimationFrame");
  if (frames.length < 2) throw new Error("the page had no frames");
  const page = thread(frames[0]);
  const starts = frames
    .filter((event) => thread(event) === page)
    .map((event) => event.ts)
    .sort((a, b) => a - b);
  const tasks = events.filter((event) => event.name === "ThreadControllerImpl::RunTask" && thread(event) === page).sort((a, b) => a.ts - b.ts);
  let gap = 0,
    work = 0,
    next = 0;
  for (let i = 1; i < starts.length; i++) {
    gap = Math.max(gap, starts[i] - starts[i - 1]);
    let sum = 0;
    for (; next < tasks.length && tasks[next].ts < starts[i]; next++) sum += tasks[next].tdur ?? 0;
    work = Math.max(work, sum);
  }
  return { gapMs: gap / 1000, workMs: work / 1000, pid: frames[0].pid };
}
