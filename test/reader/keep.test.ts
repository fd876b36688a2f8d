import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { InputValue } from "../../src/notebook/types.ts";
import { createKeep, type Keep } from "../../src/reader/keep.ts";

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
  const keep = createKeep({ chapter, storage: () => storage, onNotKept: () => told++ });
  return { keep, storage, told: () => told };
}

const cell = fc.constantFrom("loss", "path", "a b/é");
const source = fc.constantFrom("const a = 1", "const a = 2", "", "a\u2028\ud800`", "x".repeat(999));
const key = fc.oneof(fc.constantFrom("lr", "__proto__", "constructor"), fc.string());
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const position: fc.Arbitrary<InputValue> = fc.oneof(number, fc.string(), fc.boolean(), fc.tuple(number, number), fc.array(fc.tuple(number, number), { minLength: 1 }));

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
          for (const key of storage.items.keys()) if (key.endsWith(`/${step.cell}`)) storage.items.set(key, "{\"hash\":");
          left.delete(step.cell);
        } else if (step.do === "publish") published.set(step.cell, step.source);
        else keep = setup("en/sgd", storage).keep;

        for (const id of ["loss", "path", "a b/é"]) {
          const now = left.get(id);
          const site = published.get(id) ?? "";
          const expected = now && (now.text !== undefined || now.inputs.size > 0)
            ? { ...(now.text !== undefined && { source: now.text }), outdated: now.text !== undefined && now.text !== site && now.from !== site, inputs: Object.fromEntries(now.inputs) }
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
  const keep = createKeep({ chapter: "en/sgd", storage: forbidden, onNotKept: () => told++ });
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
  const entryLike = fc.record({ hash: fc.anything(), source: fc.anything(), inputs: fc.oneof(fc.anything(), fc.dictionary(key, fc.anything())) }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), entryLike.map((value) => JSON.stringify(value) ?? "")), (text) => {
      const { keep, storage } = setup();
      keep.edit("loss", "a", "b");
      const [name] = storage.items.keys();
      storage.items.set(name, text);
      const kept = keep.read("loss", "a");
      if (kept === undefined) return;
      expect(["string", "undefined"]).toContain(typeof kept.source);
      for (const value of Object.values(kept.inputs)) expect(["number", "string", "boolean", "object"]).toContain(typeof value);
      for (const value of Object.values(kept.inputs)) if (Array.isArray(value)) for (const part of value) expect(Array.isArray(part) ? part.length : typeof part).toEqual(Array.isArray(part) ? 2 : "number");
    }),
    { numRuns: 500 },
  );
  const { keep, storage } = setup();
  keep.edit("loss", "a", "b");
  const [name] = storage.items.keys();
  storage.items.set(name, '{"hash":"0","source":"b","inputs":{"lr":0.5,"bad":null,"pair":[1,2],"trio":[1,2,3],"words":["a","b"],"object":{}}}');
  expect(keep.read("loss", "a")).toEqual({ source: "b", outdated: true, inputs: { lr: 0.5, pair: [1, 2] } });
});
