import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { toEntry } from "../../../src/reader/keep.ts";
import { keepForPlayground, type SentCell } from "../../../src/reader/own/openInPlayground.ts";
import { mostOwn, toOwnList } from "../../../src/reader/own/ownList.ts";
import { guard } from "../../../src/reader/storage.ts";

/** A storage for at most so many characters of one value. */
function storageFor(most = Infinity) {
  const kept = new Map<string, string>();
  const storage = guard(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, text) {
      if (text.length > most) throw new Error("full");
      kept.set(key, text);
    },
    removeItem: (key) => void kept.delete(key),
  }));
  return { kept, storage };
}

const cell = (source: string, more: Partial<SentCell> = {}): SentCell => ({ source, isLinked: false, inputs: {}, ...more });
const at = "notebook/en/playground/";

test("cells are kept in their order at the playground's end, with where their inputs stand and whose code it is, and none as one that has run", () => {
  const { kept, storage } = storageFor();
  const sent = [cell("const a = 1;", { isLinked: true }), cell('slider("s", { min: 0, max: 9 })', { inputs: { s: 4 } })];
  expect(keepForPlayground(sent, en.playground, storage)).toEqual({ id: "own-2" });
  expect(toOwnList(kept.get(`${at}+`)!)).toEqual([{ id: "own-1" }, { id: "own-2" }]);
  expect(toEntry(kept.get(`${at}own-1`)!)).toMatchObject({ source: "const a = 1;", linked: true });
  const second = toEntry(kept.get(`${at}own-2`)!);
  expect(second).toMatchObject({ source: sent[1].source, inputs: { s: 4 } });
  expect(second).not.toHaveProperty("linked");
  expect(second).not.toHaveProperty("last");
});

test("what is there already is not added again, and what was left of a deleted cell is not taken for this one's", () => {
  const { kept, storage } = storageFor();
  kept.set(`${at}own-2`, JSON.stringify({ hash: "", source: "old", inputs: { k: 1 } }));
  keepForPlayground([cell("a")], en.playground, storage);
  expect(keepForPlayground([cell("a"), cell("b")], en.playground, storage)).toEqual({ id: "own-2" });
  expect(keepForPlayground([cell("b"), cell("a")], en.playground, storage)).toEqual({ id: "own-1" });
  expect(toOwnList(kept.get(`${at}+`)!)).toHaveLength(2);
  expect(toEntry(kept.get(`${at}own-2`)!)).toMatchObject({ source: "b", inputs: {} });
});

test("where there is no room for all of them, none is kept, and it is said", () => {
  const { kept, storage } = storageFor(100);
  expect(keepForPlayground([cell("a"), cell("b".repeat(100))], en.playground, storage)).toEqual({ why: en.playground.notKept });
  expect([...kept]).toEqual([]);
  const many = Array.from({ length: mostOwn + 1 }, (_, i) => cell(`${i}`));
  expect(keepForPlayground(many, en.playground, storageFor().storage)).toEqual({ why: en.playground.full(mostOwn) });
});
