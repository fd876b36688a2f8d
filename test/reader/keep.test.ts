import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { InputValue } from "../../src/notebook/types.ts";
import { createKeep, takePositions, type Keep } from "../../src/reader/keep.ts";
import { guard } from "../../src/reader/storage.ts";

/** Storage in memory; `refuses` makes it full. */
function createStorage() {
  const items = new Map<string, string>();
  return {
    items,
    refuses: false,
    getItem: (key: string) => items.get(key) ?? null,
    removeItem: (key: string) => void items.delete(key),
    setItem(key: string, value: string) {
      if (this.refuses) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
  };
}

function setup(chapter = "en/sgd", storage = createStorage()) {
  let told = 0;
  const tooLong: string[] = [];
  const conflicts: string[] = [];
  const keep = createKeep({
    chapter,
    storage: guard(() => storage),
    onNotKept: () => told++,
    onTooLong: (cell) => tooLong.push(cell),
    onConflict: (cell) => conflicts.push(cell),
  });
  return { keep, storage, told: () => told, tooLong, conflicts };
}

const cell = fc.constantFrom("loss", "path", "a b/é");
const source = fc.constantFrom("const a = 1", "const a = 2", "", "a\u2028\ud800`", "x".repeat(999));
const key = fc.oneof(fc.constantFrom("lr", "__proto__", "constructor"), fc.string());
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const position: fc.Arbitrary<InputValue> = fc.oneof(
  number,
  fc.string(),
  fc.boolean(),
  fc.tuple(number, number),
  fc.array(fc.tuple(number, number), { minLength: 1 }),
);

type Step =
  | { do: "edit"; cell: string; source: string }
  | { do: "move"; cell: string; key: string; value: InputValue }
  | { do: "reset" | "spoil"; cell: string }
  | { do: "publish"; cell: string; source: string }
  | { do: "reload" };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("edit" as const), cell, source }),
  fc.record({ do: fc.constant("move" as const), cell, key, value: position }),
  fc.record({ do: fc.constantFrom("reset" as const, "spoil" as const), cell }),
  fc.record({ do: fc.constant("publish" as const), cell, source }),
  fc.record({ do: fc.constant("reload" as const) }),
);

/** The plain model of what a reader left in a cell: `from` is the site's source when the edit began. */
interface Left {
  text?: string;
  from: string;
  inputs: Map<string, InputValue>;
}

test("whatever a reader does, reloads and new versions of the site between, every cell gives back what was last left in it, and says whether that began on another source", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { storage } = setup();
      let { keep } = setup("en/sgd", storage);
      const published = new Map<string, string>();
      const left = new Map<string, Left>();
      for (const step of steps) {
        const original = "cell" in step ? (published.get(step.cell) ?? "") : "";
        if (step.do === "edit") {
          keep.edit(step.cell, original, step.source);
          const now: Left = left.get(step.cell) ?? { from: original, inputs: new Map() };
          if (step.source === original) delete now.text;
          else {
            if (now.text === undefined) now.from = original;
            now.text = step.source;
          }
          left.set(step.cell, now);
        } else if (step.do === "move") {
          keep.move(step.cell, original, step.key, step.value);
          const now: Left = left.get(step.cell) ?? { from: original, inputs: new Map() };
          now.inputs.set(step.key, step.value);
          left.set(step.cell, now);
        } else if (step.do === "reset") {
          keep.reset(step.cell);
          left.delete(step.cell);
        } else if (step.do === "spoil") {
          for (const key of storage.items.keys()) if (key.endsWith(`/${step.cell}`)) storage.items.set(key, '{"hash":');
          left.delete(step.cell);
        } else if (step.do === "publish") published.set(step.cell, step.source);
        else keep = setup("en/sgd", storage).keep;

        for (const id of ["loss", "path", "a b/é"]) {
          const now = left.get(id);
          const site = published.get(id) ?? "";
          const expected =
            now && (now.text !== undefined || now.inputs.size > 0)
              ? {
                  ...(now.text !== undefined && { source: now.text }),
                  outdated: now.text !== undefined && now.text !== site && now.from !== site,
                  inputs: Object.fromEntries(now.inputs),
                }
              : undefined;
          expect(keep.read(id, site)).toEqual(expected);
        }
      }
      for (const id of ["loss", "path", "a b/é"]) keep.reset(id);
      expect([...storage.items.keys()]).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("an edit typed back to the site's source leaves nothing behind", () => {
  const { keep, storage } = setup();
  keep.edit("loss", "a", "ab");
  expect(storage.items.size).toBe(1);
  keep.edit("loss", "a", "a");
  expect(storage.items.size).toBe(0);
});

test("chapters and languages keep apart", () => {
  const storage = createStorage();
  setup("en/sgd", storage).keep.edit("loss", "a", "b");
  expect(setup("zh-hant/sgd", storage).keep.read("loss", "a")).toBe(undefined);
  expect(setup("en/sgd-2", storage).keep.read("loss", "a")).toBe(undefined);
  expect(setup("en/sgd", storage).keep.read("loss", "a")?.source).toBe("b");
});

const use = (keep: Keep): void => {
  keep.read("loss", "a");
  keep.edit("loss", "a", "b");
  keep.move("loss", "a", "lr", 1);
  keep.reset("loss");
};

test("storage that is forbidden is said once, and nothing throws", () => {
  let told = 0;
  const forbidden = (): never => {
    throw new DOMException("denied", "SecurityError");
  };
  const keep = createKeep({ chapter: "en/sgd", storage: guard(forbidden), onNotKept: () => told++, onTooLong() {}, onConflict() {} });
  expect(keep.read("loss", "a")).toBe(undefined);
  expect(told).toBe(0);
  use(keep);
  use(keep);
  expect(told).toBe(1);
});

test("storage that is full is said once; what it took before is still there", () => {
  const { keep, storage, told } = setup();
  keep.edit("loss", "a", "b");
  storage.refuses = true;
  keep.edit("loss", "a", "bc");
  keep.move("path", "a", "lr", 1);
  expect(told()).toBe(1);
  expect(keep.read("loss", "a")).toEqual({ source: "b", outdated: false, inputs: {} });
  expect(keep.read("path", "a")).toBe(undefined);
});

test("whatever else stands in the storage is ignored or read as an entry, and never throws; positions that are none are left out", () => {
  const entryLike = fc.record(
    { hash: fc.anything(), source: fc.anything(), inputs: fc.oneof(fc.anything(), fc.dictionary(key, fc.anything())) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        entryLike.map((value) => JSON.stringify(value) ?? ""),
      ),
      (text) => {
        const { keep, storage } = setup();
        keep.edit("loss", "a", "b");
        const [name] = storage.items.keys();
        storage.items.set(name, text);
        const kept = keep.read("loss", "a");
        if (kept === undefined) return;
        expect(["string", "undefined"]).toContain(typeof kept.source);
        for (const value of Object.values(kept.inputs)) expect(["number", "string", "boolean", "object"]).toContain(typeof value);
        for (const value of Object.values(kept.inputs))
          if (Array.isArray(value))
            for (const part of value) expect(Array.isArray(part) ? part.length : typeof part).toEqual(Array.isArray(part) ? 2 : "number");
      },
    ),
    { numRuns: 500 },
  );
  const { keep, storage } = setup();
  keep.edit("loss", "a", "b");
  const [name] = storage.items.keys();
  storage.items.set(name, '{"hash":"0","source":"b","inputs":{"lr":0.5,"bad":null,"pair":[1,2],"trio":[1,2,3],"words":["a","b"],"object":{}}}');
  expect(keep.read("loss", "a")).toEqual({ source: "b", outdated: true, inputs: { lr: 0.5, pair: [1, 2] } });
});

test("an edit that is longer than a cell's code can be is not kept, and is said; what was kept before stays", () => {
  const { keep, tooLong } = setup();
  keep.edit("loss", "a", "b");
  keep.edit("loss", "a", "x".repeat(200_001));
  keep.edit("loss", "a", "\n".repeat(3_000));
  expect(tooLong).toEqual(["loss", "loss"]);
  expect(keep.read("loss", "a")).toEqual({ source: "b", outdated: false, inputs: {} });
  keep.edit("loss", "a", "\u0001".repeat(200_000));
  expect(keep.read("loss", "a")?.source).toHaveLength(200_000);
});

test.each([300_000, 4_000_000])("a stored edit of %i characters is not used and not lost: it stays until it is deleted, or edited over", (length) => {
  const { keep, storage } = setup();
  keep.edit("loss", "a", "b");
  const [name] = storage.items.keys();
  const long = JSON.stringify({ hash: "0", source: "x".repeat(length), inputs: {} });
  storage.items.set(name, long);
  expect(keep.read("loss", "a")).toEqual({ outdated: false, inputs: {}, tooLong: true });
  keep.move("loss", "a", "lr", 1);
  expect(storage.items.get(name)).toBe(long);
  keep.edit("loss", "a", "c");
  expect(keep.read("loss", "a")).toEqual({ source: "c", outdated: false, inputs: {} });
  storage.items.set(name, long);
  keep.reset("loss");
  expect(storage.items.size).toBe(0);
});

test("how a run ended is kept with the code that ran, and stays through its input's moves", () => {
  const { keep } = setup();
  keep.mark("loss", "a", "a", "ended");
  expect(keep.read("loss", "a")).toBe(undefined);
  keep.edit("loss", "a", "b");
  keep.mark("loss", "a", "another", "running");
  expect(keep.read("loss", "a")?.lastRun).toBe(undefined);
  keep.mark("loss", "a", "b", "ended");
  keep.move("loss", "a", "lr", 1);
  expect(keep.read("loss", "a")).toEqual({ source: "b", outdated: false, inputs: { lr: 1 }, lastRun: "ended" });
  keep.edit("loss", "a", "bc");
  expect(keep.read("loss", "a")?.lastRun).toBe(undefined);
  keep.edit("loss", "a", "b");
  expect(keep.read("loss", "a")?.lastRun).toBe("ended");
  keep.mark("loss", "a", "b", undefined);
  expect(keep.read("loss", "a")?.lastRun).toBe(undefined);
});

test("where the storage is too full to say that a run began, it does not go on saying that the last one ended", () => {
  const { keep, storage } = setup();
  keep.edit("loss", "a", "b");
  keep.mark("loss", "a", "b", "ended");
  const { setItem } = storage;
  storage.setItem = (key, value) => {
    if (value.length > storage.getItem(key)!.length) throw new DOMException("full", "QuotaExceededError");
    setItem.call(storage, key, value);
  };
  keep.mark("loss", "a", "b", "running");
  expect(keep.read("loss", "a")).toEqual({ source: "b", outdated: false, inputs: {} });
});

test("code that came by a link is a stranger's however it is edited, until the cell is the site's again", () => {
  const { keep } = setup();
  keep.edit("loss", "a", "b", true);
  keep.edit("loss", "a", "bc");
  expect(keep.read("loss", "a")?.linked).toBe(true);
  keep.edit("loss", "a", "a");
  keep.edit("loss", "a", "b");
  expect(keep.read("loss", "a")?.linked).toBe(undefined);
});

test("a prediction is kept with the code that it was made of", () => {
  const { keep } = setup();
  keep.move("loss", "a", "guess", "up", "a");
  keep.move("loss", "a", "lr", 1);
  expect(keep.read("loss", "a")?.inputs).toEqual({ guess: "up", lr: 1 });
  expect(keep.read("loss", "the author's new one")?.inputs).toEqual({ lr: 1 });
  keep.edit("loss", "a", "b");
  expect(keep.read("loss", "a")?.inputs).toEqual({ lr: 1 });
  keep.edit("loss", "a", "a");
  expect(keep.read("loss", "a")?.inputs).toEqual({ guess: "up", lr: 1 });
});

test("an edit that goes on from the author's new source is no longer outdated", () => {
  const { keep } = setup();
  keep.edit("loss", "a", "b");
  expect(keep.read("loss", "new")?.outdated).toBe(true);
  keep.rebase("loss", "new");
  expect(keep.read("loss", "new")).toEqual({ source: "b", outdated: false, inputs: {} });
});

test("what is reset can be put back as it was", () => {
  const { keep, storage } = setup();
  keep.edit("loss", "a", "b");
  keep.mark("loss", "a", "b", "ended");
  keep.move("loss", "a", "lr", 1);
  const before = new Map(storage.items);
  const putBack = keep.reset("loss");
  expect(storage.items.size).toBe(0);
  putBack();
  expect(storage.items).toEqual(before);
});

test("of two pages, neither writes over code that it has not seen, whatever they do", () => {
  const act = fc.record({ page: fc.nat(1), do: fc.constantFrom("edit", "edit", "look", "move", "mark"), source: fc.constantFrom("b", "c", "d") });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const storage = createStorage();
      const pages = [setup("en/sgd", storage), setup("en/sgd", storage)];
      for (const { keep } of pages) keep.read("loss", "a");
      const now = () => pages[0].keep.peek("loss", "a")?.source;
      /** What each page believes to be stored. */
      const believed: (string | undefined)[] = [undefined, undefined];
      for (const { page, do: what, source } of acts) {
        const { keep, conflicts } = pages[page];
        const before = now();
        const asked = conflicts.length;
        if (what === "look") believed[page] = keep.read("loss", "a")?.source;
        else if (what === "move") keep.move("loss", "a", "lr", 1);
        else if (what === "mark") keep.mark("loss", "a", source, "ended");
        else {
          keep.edit("loss", "a", source);
          const isConflict = before !== believed[page];
          expect(conflicts.length - asked).toBe(isConflict ? 1 : 0);
          expect(now()).toBe(isConflict ? before : source);
          if (!isConflict) believed[page] = source;
          continue;
        }
        expect([now(), conflicts.length]).toEqual([before, asked]);
      }
    }),
    { numRuns: 300 },
  );
});

test("positions are put in the place of all others, and taken out of what is kept; edits stay", () => {
  const { keep, storage } = setup();
  keep.edit("loss", "a", "b");
  keep.move("loss", "a", "lr", 1);
  keep.move("path", "a", "steps", 5);
  setup("en/adam", storage).keep.move("path", "a", "steps", 6);
  keep.place("loss", "a", { decay: 2 });
  expect(keep.read("loss", "a")).toMatchObject({ source: "b", inputs: { decay: 2 } });
  expect(takePositions({ ...guard(() => storage), keys: () => [...storage.items.keys()] }, "en/sgd")).toEqual({
    loss: { decay: 2 },
    path: { steps: 5 },
  });
  expect(keep.read("loss", "a")).toMatchObject({ source: "b", inputs: {} });
  expect(keep.read("path", "a")).toBe(undefined);
  expect([...storage.items.keys()].filter((key) => key.includes("en/adam"))).toHaveLength(1);
  keep.place("loss", "a", {});
  expect(keep.read("loss", "a")).toMatchObject({ source: "b" });
});

test("how a run ended is kept where the code was edited while it ran, and where it was edited and put back", () => {
  const { keep } = setup();
  keep.edit("loss", "a", "b");
  keep.mark("loss", "a", "b", "running");
  keep.edit("loss", "a", "bc");
  keep.mark("loss", "a", "b", "ended");
  expect(keep.read("loss", "a")?.lastRun).toBe(undefined);
  keep.edit("loss", "a", "b");
  expect(keep.read("loss", "a")?.lastRun).toBe("ended");

  keep.move("path", "a", "lr", 1);
  keep.mark("path", "a", "a", "stopped");
  keep.edit("path", "a", "ab");
  keep.edit("path", "a", "a");
  expect(keep.read("path", "a")?.lastRun).toBe("stopped");
});
