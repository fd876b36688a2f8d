import { expect, test } from "vitest";
import { words } from "../../src/i18n/index.ts";
import { plotKey } from "../../src/lecture/plotKey.ts";

const { marks } = words("en").lecture;

test("of a caption a slide has the sentences that explain marks, in order", () => {
  expect(plotKey("Loss above the minimum. Dashed: the bound (12). Shaded: where by (13) no method can be. NAG stays below it.", marks, "")).toBe(
    "Dashed: the bound (12). Shaded: where by (13) no method can be.",
  );
  expect(plotKey("Mean after t steps (lines: exact; dots: the simulation's end). 1/t keeps falling.", marks, "")).toBe(
    "Mean after t steps (lines: exact; dots: the simulation's end).",
  );
  expect(plotKey("The ravine ½(x² + 25y²), its minimum (×), from above.", marks, "")).toBe("The ravine ½(x² + 25y²), its minimum (×), from above.");
  expect(plotKey("The same run for 1,000 steps. It falls by × 0.93 a step.", marks, "")).toBe("");
});

test("what the slide's own text says is not said again, mark by mark", () => {
  const caption = "From the large dot the speed leads to the ring. The band is one standard deviation.";
  expect(plotKey(caption, marks, "Large dot: here; ring: where the speed leads")).toBe("The band is one standard deviation.");
  expect(plotKey(caption, marks, "dot: here")).toBe(caption);
});

test("Chinese sentences end without a space", () => {
  const { marks } = words("zh-hant").lecture;
  expect(plotKey("前三百天的資料。虛線是最新一項的 1/e。移動滑桿。", marks, "")).toBe("虛線是最新一項的 1/e。");
});
