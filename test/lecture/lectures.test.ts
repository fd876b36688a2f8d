import { expect, test } from "vitest";
import { createLectures } from "../../src/lecture/lectures.ts";
import { openRoom } from "../../src/lecture/room.ts";
import type { InputValues } from "../../src/notebook/types.ts";
import { guard } from "../../src/reader/storage.ts";
import { createNetwork } from "./network.ts";

const hour = 3600_000;
const afterAnHour = (startedAt: number) => startedAt + hour;

/** A browser with its storage; windows are opened in it one after the other, or together. */
function createBrowser() {
  const items = new Map<string, string>();
  const storage = {
    ...guard(() => ({
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    })),
    keys: () => [...items.keys()],
  };
  const box = { now: new Date("2026-11-30T14:00:00").getTime(), passes: 0, inputs: {} as InputValues };
  const network = createNetwork();
  const tasks: (() => void)[] = [];
  return {
    box,
    items,
    storage,
    /** All windows have heard what was said. */
    settle() {
      while (network.deliver(() => 0) || tasks.length > 0) for (const task of tasks.splice(0)) task();
    },
    open() {
      const room = openRoom("deck", {
        openLine: network.openLine,
        later: (task) => void tasks.push(task),
        kept: { read: () => null, write() {} },
        onHide() {},
        onReturn() {},
      });
      const lectures = createLectures({
        chapter: "en/sgd",
        storage,
        now: () => (box.now += box.passes),
        room,
        positions: async () => ({ read: () => box.inputs, place: (to) => (box.inputs = to) }),
      });
      return { ...lectures, close: room.leave };
    },
  };
}

test("who has started none is in that of the day; a new one begins under its own name, without the positions of the last one", async () => {
  const { box, open, settle, storage } = createBrowser();
  const first = open();
  const other = open();
  expect(first.current()).toEqual({ name: "2026-11-30", startedAt: null, endsAt: null, from: "" });
  storage.set(first.keyOf("ink"), "1");
  box.inputs = { rate: { alpha: 2 } };
  let told = 0;
  other.onChange(() => told++);
  await first.start("stability", afterAnHour);
  settle();
  expect(first.current()).toEqual({ name: "2026-11-30T14:00:00", startedAt: box.now, endsAt: box.now + hour, from: "stability" });
  expect([other.current(), told]).toEqual([first.current(), 1]);
  expect(box.inputs).toEqual({});
  expect(first.earlier()).toEqual(["2026-11-30"]);

  await first.bringBack("2026-11-30");
  expect(box.inputs).toEqual({ rate: { alpha: 2 } });
  expect(storage.get(first.keyOf("ink"))).toBe("1");
  settle();
  expect(other.earlier()).toEqual(["2026-11-30T14:00:00"]);
});

test("a lecture goes on in a window opened during it; what is opened long after its end is another, and finds no positions of it", async () => {
  const { box, items, open } = createBrowser();
  const first = open();
  await first.start("title", afterAnHour);
  box.now += 2 * hour;
  const during = open();
  expect(during.current()).toEqual(first.current());
  for (const window of [first, during]) window.close();
  items.set("notebook/en/sgd/rate", JSON.stringify({ hash: "", source: "mine", inputs: { alpha: 3 } }));
  box.now += 7 * 24 * hour;
  const next = open();
  expect(next.current().name).toBe("2026-12-07");
  expect(JSON.parse(items.get("notebook/en/sgd/rate")!)).toEqual({ hash: "", source: "mine", inputs: {} });
  await next.bringBack("2026-11-30T14:00:00");
  expect(box.inputs).toEqual({ rate: { alpha: 3 } });
  // Asked for once, it is not there on the next visit.
  next.close();
  box.now += 7 * 24 * hour;
  expect(open().current().name).toBe("2026-12-14");
});

test("a reader who never starts a lecture keeps all positions, and what is no lecture is passed over", () => {
  const { box, items, open } = createBrowser();
  open();
  items.set("notebook/en/sgd/rate", JSON.stringify({ hash: "", inputs: { alpha: 3 } }));
  items.set("lecture/en/sgd/current", JSON.stringify({ name: 3, startedAt: "x" }));
  items.set("lecture/en/sgd/pen/title", "[]");
  box.now += 30 * 24 * hour;
  const late = open();
  expect([late.current().name, late.earlier()]).toEqual(["2026-12-30", []]);
  expect(items.get("notebook/en/sgd/rate")).toContain("alpha");
});

test("windows that were opened on two days are in one lecture, whoever came first", () => {
  // Which of two words that were said at once stands is by chance.
  for (let i = 0; i < 20; i++) {
    const { box, open, settle } = createBrowser();
    const evening = open();
    settle();
    box.now += 12 * hour;
    const morning = open();
    settle();
    expect(morning.current()).toEqual(evening.current());
    expect(morning.keyOf("ink")).toBe(evening.keyOf("ink"));
  }
});

test("a window that still stands in a lecture that is over goes on with the one that a newcomer is in", async () => {
  const { box, open, settle } = createBrowser();
  const old = open();
  await old.start("title", afterAnHour);
  settle();
  box.now += 24 * hour;
  const today = open();
  settle();
  expect(today.current().name).toBe("2026-12-01");
  expect(old.current()).toEqual(today.current());
});

test("windows that stand in two lectures, both over, end in one", async () => {
  const { box, open, settle } = createBrowser();
  const windows = [open(), open()];
  for (const window of windows) {
    await window.start("title", afterAnHour);
    box.now += 0.1 * hour;
  }
  // They have not heard of each other, as if one had slept.
  box.now += 24 * hour;
  settle();
  expect(windows[0].current()).toEqual(windows[1].current());
});

test("a lecture that is left for a look at an earlier one goes on as it was when it is brought back", async () => {
  const { box, open, settle } = createBrowser();
  const first = open();
  await first.start("title", afterAnHour);
  box.now += 0.1 * hour;
  await first.start("stability", afterAnHour);
  const running = first.current();
  const other = open();
  settle();
  await first.bringBack("2026-11-30T14:00:00");
  settle();
  expect(other.current()).toMatchObject({ name: "2026-11-30T14:00:00", from: "title" });
  await other.bringBack(running.name);
  settle();
  for (const window of [first, other, open()]) expect(window.current()).toEqual(running);
});

test("only lectures of which something is kept, or that still run, are there to be brought back", async () => {
  const { box, items, open } = createBrowser();
  const deck = open();
  await deck.start("title", afterAnHour);
  expect(deck.earlier()).toEqual([]);
  box.now += 0.1 * hour;
  await deck.start("title", afterAnHour);
  expect(deck.earlier()).toEqual(["2026-11-30T14:00:00"]);
  box.now += 24 * hour;
  await deck.start("title", afterAnHour);
  expect(deck.earlier()).toEqual([]);
  items.set("lecture/en/sgd/2026-11-30T14:06:00/ink/title", "1");
  expect(deck.earlier()).toEqual(["2026-11-30T14:06:00"]);
  deck.close();
  box.now += 24 * hour;
  expect(open().earlier()).toEqual(["2026-11-30T14:06:00"]);
});

test("a lecture takes exactly as long as was asked for, though the clock goes on while it is started", async () => {
  const { box, open } = createBrowser();
  const deck = open();
  box.passes = 1;
  await deck.start("title", afterAnHour);
  const { startedAt, endsAt } = deck.current();
  expect(endsAt! - startedAt!).toBe(hour);
});
