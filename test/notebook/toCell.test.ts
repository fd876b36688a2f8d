import { describe, expect, it } from "vitest";
import { isCell, toCell, toCells } from "../../src/notebook/index.ts";

const fence = (meta: string, lang = "ts") => ({ lang, meta, source: "1", line: 7 });

describe("toCell", () => {
  it("reads every word of a fence", () => {
    expect(toCell(fence('cell id=loss-curve title="Loss over time" hidden lecture run=click exercise=adam-1'))).toEqual({
      id: "loss-curve",
      title: "Loss over time",
      source: "1",
      line: 7,
      hidden: true,
      form: "lecture",
      run: "click",
      exercise: "adam-1",
    });
  });

  it("gives a bare cell its id as title, both forms and a run at build", () => {
    expect(toCell(fence("cell id=a"))).toEqual({ id: "a", title: "a", source: "1", line: 7, hidden: false, form: "both", run: "build" });
  });

  it("takes a title in any script and with any sign but a quote", () => {
    expect(toCell(fence('cell title="學習率 α = {0.1}" id=a')).title).toBe("學習率 α = {0.1}");
  });

  it("leaves other fences alone", () => {
    expect([fence("cell id=a"), fence("cell"), fence(""), fence("cells"), fence("cell id=a", "js")].map(isCell)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(() => toCell(fence("", "js"))).toThrow("not a cell");
  });

  it.each([
    ["cell", "missing id"],
    ["cell id=", "missing value: id="],
    ["cell id=A", "invalid id: A"],
    ["cell id=3d", "invalid id: 3d"],
    ["cell id=a--b", "invalid id: a--b"],
    ["cell id=own-1", "invalid id: own-1 (own- and a number is the id of a cell that a reader adds"],
    ["cell id=a hiden", "unknown fence word: hiden (allowed: id="],
    ["cell id=a hidden=yes", "invalid fence word: hidden=yes (write hidden)"],
    ["cell id=a run=build", "invalid run: build (allowed: run=click)"],
    ["cell id=a run", "missing value: run"],
    ["cell id=a id=b", "repeated fence word: id"],
    ["cell id=a lecture reading", "lecture and reading on one cell"],
    ["cell id=a exercise=Bad_Name", "invalid exercise: Bad_Name"],
    ['cell id=a title="open', 'invalid fence word: title="open'],
    ["cell id=a colour=red", "unknown fence word: colour=red"],
  ])("refuses %j", (meta, message) => {
    expect(() => toCell(fence(meta))).toThrow(message);
  });
});

describe("toCells", () => {
  it("refuses two cells of one id and says where they are", () => {
    expect(() => toCells([{ ...fence("cell id=a"), line: 3 }, fence("cell id=b"), { ...fence("cell id=a"), line: 40 }])).toThrow(
      "duplicate id: a (lines 3 and 40)",
    );
  });
});
