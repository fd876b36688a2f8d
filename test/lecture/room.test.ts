import fc from "fast-check";
import { expect, test } from "vitest";
import { openRoom, type Room, type Shared, type Surroundings } from "../../src/lecture/room.ts";
import { createNetwork, type Network } from "./network.ts";

interface Window {
  room: Room;
  tasks: (() => void)[];
  values: Record<string, Shared<number>>;
  /** What a tool shows: what it set itself or was told. */
  shown: Record<string, number>;
  hide(): void;
  storage: { kept?: string };
}

const topics = ["place", "black"];
const none = 0;

function openWindow(network: Network, name = "deck", storage: { kept?: string } = {}): Window {
  const tasks: (() => void)[] = [];
  let hide = () => {};
  const surroundings: Surroundings = {
    openLine: network.openLine,
    later: (task) => void tasks.push(task),
    kept: {
      read: () => JSON.parse(storage.kept ?? "null"),
      write: (values) => {
        storage.kept = JSON.stringify(values);
      },
    },
    onHide: (task) => {
      hide = task;
    },
    onReturn() {},
  };
  const room = openRoom(name, surroundings);
  const shown: Record<string, number> = {};
  const values = Object.fromEntries(
    topics.map((topic) => {
      const shared = room.share<number>(topic, none, (value) => {
        shown[topic] = value;
      });
      shown[topic] = shared.get();
      return [topic, shared];
    }),
  );
  return { room, tasks, values, shown, hide: () => hide(), storage };
}

const first = () => 0;

function settle(network: Network, windows: readonly Window[]): void {
  for (;;) {
    while (network.deliver(first));
    const tasks = windows.flatMap((window) => window.tasks.splice(0));
    if (tasks.length === 0) return;
    for (const task of tasks) task();
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("set" as const), window: fc.nat(), topic: fc.constantFrom(...topics) }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant("deliver" as const), window: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("frame" as const), window: fc.nat() }) },
  fc.record({ type: fc.constantFrom("join" as const, "leave" as const), window: fc.nat() }),
);

test("windows that come, go and set values as they like end with the same values: of each topic one that nobody knowingly replaced", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const network = createNetwork();
      const windows = [openWindow(network), openWindow(network)];
      const replaced = new Set<string>();
      let next = 1;
      for (const one of steps) {
        const window = windows[one.window % windows.length];
        if (one.type === "set") {
          replaced.add(`${one.topic} ${window.shown[one.topic]}`);
          window.values[one.topic].set(next);
          window.shown[one.topic] = next++;
        } else if (one.type === "deliver") network.deliver((n) => one.window % n);
        else if (one.type === "frame") for (const task of window.tasks.splice(0)) task();
        else if (one.type === "join") windows.push(openWindow(network));
        else if (windows.length > 1) {
          // What two windows that go in the time of one message tell each other, nobody knows any more.
          while (network.deliver(first));
          windows.splice(windows.indexOf(window), 1);
          window.room.leave();
        }
      }
      settle(network, windows);
      for (const topic of topics) {
        const held = new Set(windows.flatMap(({ values, shown }) => [values[topic].get(), shown[topic]]));
        expect(held.size).toBe(1);
        expect(replaced).not.toContain(`${topic} ${[...held][0]}`);
      }
    }),
    { numRuns: 2000 },
  );
});

test("a value that is set after all windows have heard each other is everywhere the value, whoever sets it", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 20 }), (setters) => {
      const network = createNetwork();
      const windows = [0, 1, 2].map(() => openWindow(network));
      setters.forEach((setter, i) => {
        windows[setter].values["place"].set(i + 1);
        settle(network, windows);
        for (const { values } of windows) expect(values["place"].get()).toBe(i + 1);
      });
    }),
  );
});

test("a newcomer has what was set before it came, also what was set to null; a topic shared late has it at once", () => {
  const network = createNetwork();
  const old = openWindow(network);
  old.room.share<number | null>("laser", 5, () => {}).set(null);
  old.values["place"].set(3);
  const young = openWindow(network);
  const heard: unknown[] = [];
  young.room.share("laser", 5 as number | null, (value) => heard.push(value));
  settle(network, [old, young]);
  expect(heard).toEqual([null]);
  expect(young.shown["place"]).toBe(3);
  expect(young.room.share<number | null>("laser", 5, () => {}).get()).toBe(null);
});

test("a topic set a thousand times in a frame is sent twice: the first value at once, the last one with the frame", () => {
  const network = createNetwork();
  const [hand, eye] = [openWindow(network), openWindow(network)];
  settle(network, [hand, eye]);
  const before = network.posted();
  const heard: number[] = [];
  eye.room.share<number>("laser", 0, (value) => heard.push(value));
  const laser = hand.room.share<number>("laser", 0, () => {});
  for (let i = 1; i <= 1000; i++) laser.set(i);
  expect(network.posted() - before).toBe(1);
  settle(network, [hand, eye]);
  expect(network.posted() - before).toBe(2);
  expect(heard).toEqual([1, 1000]);
});

test("a window that is alone has its values again after a reload; after a reload of all windows the latest value of any holds", () => {
  const network = createNetwork();
  const one = openWindow(network);
  one.values["place"].set(7);
  one.hide();
  one.room.leave();
  const again = openWindow(network, "deck", one.storage);
  expect(again.values["place"].get()).toBe(7);
  const other = openWindow(network);
  settle(network, [again, other]);
  other.values["place"].set(8);
  other.hide();
  again.hide();
  for (const { room } of [other, again]) room.leave();
  const back = [openWindow(network, "deck", again.storage), openWindow(network, "deck", other.storage)];
  settle(network, back);
  expect(back.map(({ values }) => values["place"].get())).toEqual([8, 8]);
});

test("rooms of other names, and messages that are none, change nothing", () => {
  const network = createNetwork();
  const [one, other] = [openWindow(network), openWindow(network, "deck of another build")];
  const { post } = network.openLine("deck", () => {});
  for (const message of [
    null,
    3,
    "set",
    {},
    { type: "set" },
    { type: "set", entries: 3 },
    { type: "ask", entries: [null] },
    {
      type: "set",
      entries: [
        { topic: "place", value: 9, clock: "1", by: "x" },
        { topic: "place", value: 9, clock: -1, by: "x" },
        { topic: 1, value: 9, clock: 1, by: "x" },
      ],
    },
  ])
    post(message);
  other.values["place"].set(4);
  settle(network, [one, other]);
  expect(one.values["place"].get()).toBe(none);
});
