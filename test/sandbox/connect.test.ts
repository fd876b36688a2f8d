/** The opening of the frames and the watch over them, with a document, frames and ports that the test plays. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, SandboxUnavailable, type Connection } from "../../src/sandbox/connect.ts";
import type { FromSandbox, ToSandbox } from "../../src/sandbox/messages.ts";
import { settled } from "./fakes.ts";

/** One end of a line that delivers at once. */
class FakePort {
  other!: FakePort;
  closed = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage(data: unknown): void {
    if (!this.closed && !this.other.closed) this.other.onmessage?.({ data: structuredClone(data) });
  }
  close(): void {
    this.closed = true;
  }
}

class FakeChannel {
  port1 = new FakePort();
  port2 = new FakePort();
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

/** What a frame has loaded: ours, another page, ours of another build, nothing yet. */
type Loads = "sandbox" | "another page" | "another build" | "nothing";

interface FakeFrame {
  removed: boolean;
  /** The supervisor's ends, once the page has sent them. */
  line?: FakePort;
  alarm?: FakePort;
  heard: ToSandbox[];
  answersPings: boolean;
}

let frames: FakeFrame[];
let loads: Loads;

const page = (id: string, version: string) => ({
  getElementById: (wanted: string) => (wanted === id ? {} : null),
  querySelector: () => ({ content: version, dataset: {} }),
});

function createFrame() {
  const fake: FakeFrame = { removed: false, heard: [], answersPings: true };
  frames.push(fake);
  const onLoad: (() => void)[] = [];
  return {
    setAttribute() {},
    addEventListener: (_: "load", listener: () => void) => void onLoad.push(listener),
    remove: () => void (fake.removed = true),
    appended: () => void (loads !== "nothing" && onLoad.forEach((listener) => listener())),
    contentDocument: loads === "nothing" ? null : page(loads === "another page" ? "login" : "sources", loads === "another build" ? "2" : "1"),
    contentWindow: {
      postMessage(_: null, __: string, [line, alarm]: [FakePort, FakePort]) {
        Object.assign(fake, { line, alarm });
        line.onmessage = ({ data }) => {
          fake.heard.push(data as ToSandbox);
          if ((data as ToSandbox).type === "ping" && fake.answersPings) line.postMessage({ type: "pong" });
        };
      },
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  loads = "sandbox";
  vi.stubGlobal("MessageChannel", FakeChannel);
  vi.stubGlobal("location", { origin: "https://course.test" });
  vi.stubGlobal("document", {
    ...page("", "1"),
    createElement: createFrame,
    body: { append: (frame: ReturnType<typeof createFrame>) => frame.appended() },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function open() {
  const received: FromSandbox[] = [],
    losses: string[] = [];
  const seen: { connection?: Connection; error?: Error } = {};
  connect("/sandbox.html", { receive: (message) => void received.push(message), lost: (why, how) => void losses.push(`${how}: ${why}`) }).then(
    (connection) => (seen.connection = connection),
    (error: Error) => (seen.error = error),
  );
  await settled();
  return { seen, received, losses };
}
const say = async (message: FromSandbox, frame = frames.at(-1)!, by: "line" | "alarm" = "line") => {
  frame[by]!.postMessage(message);
  await settled();
};
const standing = () => frames.filter(({ removed }) => !removed).length;

test("resolves when a worker is ready, then carries messages both ways", async () => {
  const { seen, received, losses } = await open();
  expect(seen).toEqual({});
  await say({ type: "ready" });
  seen.connection!.send({ type: "ack" });
  await say({ type: "batch", reports: [1] });
  expect(frames[0].heard).toContainEqual({ type: "ack" });
  expect(received).toEqual([{ type: "batch", reports: [1] }]);
  expect(losses).toEqual([]);
  expect(frames.length).toBe(1);
});

test("a slow start is no loss: nothing is asked before a worker is ready, and one that is ready just in time serves", async () => {
  const { seen, losses } = await open();
  frames[0].answersPings = false;
  await vi.advanceTimersByTimeAsync(9_999);
  expect(frames[0].heard).toEqual([]);
  await say({ type: "ready" });
  frames[0].answersPings = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen.connection).toBeDefined();
  expect(losses).toEqual([]);
  expect(frames[0].heard.length).toBe(60);
});

test("silence at the start: the frame is taken down and one more is tried, which may have twice the time", async () => {
  const { seen, losses } = await open();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(frames.map(({ removed }) => removed)).toEqual([true, false]);
  await say({ type: "ready" }, frames[0]); // Too late: of a frame that is gone.
  expect(seen).toEqual({});
  await vi.advanceTimersByTimeAsync(19_999);
  await say({ type: "ready" });
  expect(seen.connection).toBeDefined();
  expect(losses).toEqual([]);
});

test("two silent starts are refused in the moment that the second is given up, and leave nothing behind", async () => {
  const { seen, losses } = await open();
  await vi.advanceTimersByTimeAsync(29_999);
  expect(seen).toEqual({});
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.error).toBeInstanceOf(SandboxUnavailable);
  expect(seen.error!.message).toBe("cannot start the sandbox: no answer in 20 seconds");
  await vi.advanceTimersByTimeAsync(120_000);
  expect([frames.length, standing(), vi.getTimerCount(), losses.length]).toEqual([2, 0, 0, 0]);
});

test.each(["line", "alarm"] as const)(
  "a start that fails (told by the %s) is tried twice more, at once, then refused with its reason",
  async (by) => {
    const { seen, losses } = await open();
    await say({ type: "failed", message: "first" }, frames[0], by);
    expect([frames.length, standing()]).toEqual([2, 1]);
    await say({ type: "failed", message: "second" }, frames[1], by);
    expect([frames.length, standing()]).toEqual([3, 1]);
    expect(seen).toEqual({});
    await say({ type: "failed", message: "no worker may be started" }, frames[2], by);
    expect(seen.error).toBeInstanceOf(SandboxUnavailable);
    expect(seen.error!.message).toBe("cannot start the sandbox: no worker may be started");
    expect([frames.length, standing(), losses.length]).toEqual([3, 0, 0]);
  },
);

test("starts that fail take none of the time of those that are waited for", async () => {
  const { seen } = await open();
  await say({ type: "failed", message: "first" });
  await vi.advanceTimersByTimeAsync(10_000);
  await say({ type: "failed", message: "third" });
  await vi.advanceTimersByTimeAsync(19_999);
  expect([frames.length, seen]).toEqual([4, {}]);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.error!.message).toBe("cannot start the sandbox: no answer in 20 seconds");
  expect([frames.length, standing()]).toEqual([4, 0]);
});

test.each([
  ["another page", "cannot load /sandbox.html: without it no cell can run (offline, or the site is incomplete)"],
  ["another build", "the site has changed since this page was opened: reload the page"],
] as const)("%s in the frame is refused, without a second try", async (what, message) => {
  loads = what;
  const { seen } = await open();
  expect(seen.error).toBeInstanceOf(SandboxUnavailable);
  expect(seen.error!.message).toBe(message);
  expect([frames.length, standing()]).toEqual([1, 0]);
});

test("a frame that does not load is refused after a minute", async () => {
  loads = "nothing";
  const { seen } = await open();
  await vi.advanceTimersByTimeAsync(59_999);
  expect(seen).toEqual({});
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.error!.message).toMatch(/^cannot load \/sandbox\.html/);
  expect([frames.length, standing()]).toEqual([1, 0]);
});

test("once ready, four pings without an answer are a loss, told once", async () => {
  const { losses } = await open();
  await say({ type: "ready" });
  await vi.advanceTimersByTimeAsync(10_000);
  frames[0].answersPings = false;
  await vi.advanceTimersByTimeAsync(4_999);
  expect(losses).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(losses).toEqual(["silent: it has probably used up all memory"]);
  expect([standing(), vi.getTimerCount()]).toEqual([0, 0]);
});

test("once ready, a failure is a loss with its own reason, not one of memory", async () => {
  const { losses } = await open();
  await say({ type: "ready" });
  await say({ type: "failed", message: "the worker did not start" });
  expect(losses).toEqual(["failed: the worker did not start"]);
  expect(standing()).toBe(0);
});

test("a closed connection is silent and gone", async () => {
  const { seen, received, losses } = await open();
  await say({ type: "ready" });
  seen.connection!.close();
  await say({ type: "batch", reports: [] });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([received, losses, standing(), vi.getTimerCount()]).toEqual([[], [], 0, 0]);
});

test("whatever a sandbox does: before it is ready nothing is lost, the promise settles within half a minute, and a loss comes once", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 12_000 }) }),
    fc.record({ do: fc.constantFrom("ready", "failed", "alarm", "deaf", "hears") }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      frames = [];
      const { seen, losses } = await open();
      for (const next of steps) {
        const frame = frames.at(-1)!;
        if ("ms" in next) await vi.advanceTimersByTimeAsync(next.ms);
        else if (next.do === "ready") await say({ type: "ready" });
        else if (next.do === "failed" || next.do === "alarm")
          await say({ type: "failed", message: "blocked" }, frame, next.do === "alarm" ? "alarm" : "line");
        else frame.answersPings = next.do === "hears";
        if (!seen.connection) expect(losses).toEqual([]);
        expect(standing()).toBeLessThanOrEqual(1);
      }
      await vi.advanceTimersByTimeAsync(30_000);
      expect(Boolean(seen.connection) !== Boolean(seen.error)).toBe(true);
      expect(losses.length).toBeLessThanOrEqual(1);
      // Two that were silent, and two that failed.
      expect(frames.length).toBeLessThanOrEqual(4);
      expect(standing()).toBe(seen.connection && losses.length === 0 ? 1 : 0);
      seen.connection?.close();
    }),
  );
});
