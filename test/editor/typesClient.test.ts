import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTypes } from "../../src/editor/types/typesClient.ts";

/** A worker that does nothing by itself. */
class Idle {
  static made: Idle;
  said: unknown[] = [];
  isTerminated = false;
  onmessage?: (event: { data: unknown }) => void;
  onerror?: () => void;
  constructor() {
    Idle.made = this;
  }
  postMessage(message: unknown): void {
    this.said.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", Idle);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const start = () => {
  const told = { onReady: vi.fn(), onFailed: vi.fn() };
  return { ...told, client: startTypes({ declarations: "https://site.test/types.json", ...told, patience: 1000 }) };
};

test("an answer goes to who has asked for it", async () => {
  const { client, onReady } = start();
  Idle.made.onmessage!({ data: { type: "ready" } });
  expect(onReady).toHaveBeenCalledOnce();
  const [first, second] = [client.ask([], "a", "membersAt", 1), client.ask([], "b", "membersAt", 2)];
  Idle.made.onmessage!({ data: { type: "answer", id: 1, answer: ["second"] } });
  Idle.made.onmessage!({ data: { type: "answer", id: 0, answer: ["first"] } });
  expect([await first, await second]).toEqual([["first"], ["second"]]);
});

test("a worker that does not answer in time is ended: all who wait get nothing, as do those who ask later", async () => {
  const { client, onFailed } = start();
  const asked = client.ask([], "a", "marks");
  await vi.advanceTimersByTimeAsync(999);
  expect(Idle.made.isTerminated).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await asked).toBeUndefined();
  expect([Idle.made.isTerminated, onFailed.mock.calls.length]).toEqual([true, 1]);
  expect(await client.ask([], "a", "marks")).toBeUndefined();
});

test("so is one that fails, or cannot be loaded", () => {
  for (const fail of [() => Idle.made.onerror!(), () => Idle.made.onmessage!({ data: { type: "failed", why: "404" } })]) {
    const { onFailed } = start();
    fail();
    expect([Idle.made.isTerminated, onFailed.mock.calls.length]).toEqual([true, 1]);
  }
});
