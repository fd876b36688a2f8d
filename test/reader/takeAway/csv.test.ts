import { expect, test } from "vitest";
import type { PlotFacts } from "../../../src/plot/readings.ts";
import { toCsv } from "../../../src/reader/takeAway/csv.ts";
import { plotData } from "../../../src/reader/takeAway/plotData.ts";

test("a table as CSV: a line of names, then a line for each row, as RFC 4180 has them", () => {
  const rows = [
    ["Adam", 0.1, true, null],
    ["SGD", -1e-9, false, ""],
  ];
  expect(toCsv({ columns: ["name", "lr", "done", "note"], rows, more: 0 })).toBe('name,lr,done,note\r\nAdam,0.1,true,\r\nSGD,-1e-9,false,""\r\n');
});

test("text with a comma, a quote, a line's end or spaces at its ends is quoted; a number never is", () => {
  const rows = [
    ["a,b", 'say "x"'],
    ["two\nlines", "two\r\nlines"],
    [" space", "=1+1"],
    [-1.5, "-1,5"],
  ];
  expect(toCsv({ columns: ["α, β", "plain"], rows, more: 0 })).toBe(
    '"α, β",plain\r\n"a,b","say ""x"""\r\n"two\nlines","two\r\nlines"\r\n" space",=1+1\r\n-1.5,"-1,5"\r\n',
  );
});

const facts = (marks: PlotFacts["marks"]): PlotFacts => ({ width: 640, height: 400, marks });

test("a plot of one mark has its values in columns named as the axes are, without their arrows", () => {
  const line = {
    mark: "line",
    x: { label: "t →", values: [0, 1] },
    y: { label: "↑ loss", values: [1, 0.5] },
    series: { label: "optimizer", values: ["SGD", "Adam"] },
  };
  expect(plotData(facts([line]))).toEqual({
    columns: ["optimizer", "t", "loss"],
    rows: [
      ["SGD", 0, 1],
      ["Adam", 1, 0.5],
    ],
    more: 0,
  });
});

test("of several marks each row says which it is of; what a mark has not is empty, and names that clash are told apart", () => {
  const marks = [
    { mark: "line", x: { label: "value", values: [1] }, y: { label: "value", values: [2] } },
    { mark: "line", x: { label: "", values: [3] } },
    { mark: "dot", y: { label: "value", values: ["four"] }, title: { label: "mark", values: [null] } },
  ];
  expect(plotData(facts(marks))).toEqual({
    columns: ["mark", "value", "value (y)", "x", "mark (title)"],
    rows: [
      ["line 1", 1, 2, null, null],
      ["line 2", null, null, 3, null],
      ["dot", "four", null, null, null],
    ],
    more: 0,
  });
});

test("a plot without values to read has no table", () => {
  expect(plotData(facts([]))).toBeUndefined();
  expect(plotData(facts([{ mark: "line" }]))).toBeUndefined();
});
