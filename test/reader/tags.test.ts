import { expect, test } from "vitest";
import { tagsIn } from "../../src/reader/links/tags.ts";

test("a tag is its own symbol, but where the chapter reads it as another", () => {
  expect([tagsIn("en/sgd").symbolOf("lambda"), tagsIn("en/beyond-adam").symbolOf("lambda"), tagsIn("zh-hant/beyond-adam").symbolOf("lr")]).toEqual([
    "lambda",
    "weightDecay",
    "lr",
  ]);
  expect(tagsIn("en/sgd").tagsOf("lambda")).toEqual(["lambda"]);
  expect(tagsIn("en/beyond-adam").tagsOf("weightDecay")).toEqual(["weightDecay", "lambda"]);
});
