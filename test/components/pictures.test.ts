import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { icons, themeColors } from "../../src/components/icons.ts";
import { icon, socialCard } from "../../src/components/pictures.ts";

/** Width and height of a PNG, from its header. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test("a card is 1200 by 630 pixels, and another title is another picture", async () => {
  const cards = await Promise.all(["SGD", "Adam: α and β – both"].map((title) => socialCard({ eyebrow: "Chapter", title, summary: "One number." })));
  for (const card of cards) expect(sizeOf(card)).toEqual([1200, 630]);
  expect(cards[0].equals(cards[1])).toBe(false);
});

test("a card that its typeface cannot write is an error that names the letters and the card", async () => {
  await expect(socialCard({ title: "梯度", summary: "" })).rejects.toThrow('no letter for "梯度"');
});

test.each(icons)("$name has the size that its name says", (of) => {
  expect(sizeOf(icon(of))).toEqual([of.pixels, of.pixels]);
});

test("the browser's bars have the page's colours", () => {
  const { light, dark } = themeColors;
  expect(readFileSync("src/styles/tokens.css", "utf8")).toContain(`--page: light-dark(${light}, ${dark});`);
});
