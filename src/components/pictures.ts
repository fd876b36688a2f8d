/** The pictures that are drawn when the site is built: social cards and icons. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import satori from "satori";
import { cardSize } from "./card.ts";
import { themeColors, type icons } from "./icons.ts";
import { leadFigure } from "./leadFigure.ts";

const root = process.cwd();
const files = createRequire(join(root, "package.json")).resolve("@fontsource/source-serif-4/package.json").replace("package.json", "files");

/** The typeface of the cards; each file has some of its letters. */
const fonts = ([400, 600] as const).flatMap((weight) =>
  ["latin", "latin-ext", "greek"].map((letters) => ({
    name: `Serif ${letters}`,
    weight,
    style: "normal" as const,
    data: readFileSync(join(files, `source-serif-4-${letters}-${weight}-normal.woff`)),
  })),
);

/** The colours of a card, those of the light page: a style sheet's variables do not reach it. */
const inks = ["tokens", "optimizers"].map((sheet) => readFileSync(join(root, `src/styles/${sheet}.css`), "utf8")).join("");
function inkOf(name: string): string {
  const color = new RegExp(`${name}: light-dark\\((#\\w+),`).exec(inks)?.[1];
  if (!color) throw new Error(`unknown colour: ${name} (not in src/styles/tokens.css or optimizers.css)`);
  return color;
}

type Part = { type: string; props: { style: object; children?: unknown; src?: string; width?: number; height?: number } };
const box = (style: object, ...children: (Part | string)[]): Part => ({ type: "div", props: { style: { display: "flex", ...style }, children } });

/** The card's margin to the left and right. */
const side = 72;
/** Of a summary that is longer, the first lines. */
const summaryStyle = { display: "block", lineClamp: 3, marginTop: 20, fontSize: 31, lineHeight: 1.35 };

export interface CardWords {
  /** Above the title: what it is a part of. */
  eyebrow?: string;
  title: string;
  summary: string;
}

/** A social card, as a PNG. Throws where the card's typeface lacks a letter. */
export async function socialCard({ eyebrow, title, summary }: CardWords): Promise<Buffer> {
  const { width, height } = cardSize;
  const line = width - 2 * side;
  const figure = leadFigure()
    .replace("<svg", `<svg xmlns="http://www.w3.org/2000/svg" color="${inkOf("--text")}"`)
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => inkOf(name));
  const card = box(
    {
      width,
      height,
      position: "relative",
      backgroundColor: inkOf("--page"),
      color: inkOf("--text"),
      fontFamily: fonts.map(({ name }) => name).join(", "),
    },
    {
      type: "img",
      props: {
        src: `data:image/svg+xml;base64,${Buffer.from(figure).toString("base64")}`,
        width,
        height: 491,
        style: { position: "absolute", left: 0, bottom: -90 },
      },
    },
    box(
      {
        position: "absolute",
        flexDirection: "column",
        width,
        padding: `56px ${side}px 70px`,
        backgroundImage: `linear-gradient(${inkOf("--page")} 78%, ${inkOf("--page")}00)`,
      },
      ...(eyebrow ? [box({ marginBottom: 12, fontSize: 28, color: inkOf("--accent"), fontWeight: 600 }, eyebrow)] : []),
      box({ width: line, fontSize: title.length > 30 ? 60 : 76, fontWeight: 600, lineHeight: 1.08, letterSpacing: -1 }, title),
      { type: "div", props: { style: { ...summaryStyle, width: line, color: inkOf("--muted") }, children: summary } },
    ),
  );
  // Satori takes React's elements; these have their shape.
  const svg = await satori(card as unknown as Parameters<typeof satori>[0], {
    width,
    height,
    fonts,
    loadAdditionalAsset: (code, letters) => {
      throw new Error(`no letter for ${JSON.stringify(letters)} (${code}) in the cards' typeface: the card of "${title}" cannot be written`);
    },
  });
  return new Resvg(svg).render().asPng();
}

/** The site's sign on the page's colour, as a PNG. */
export function icon({ pixels, part }: Pick<(typeof icons)[number], "pixels" | "part">): Buffer {
  const sign = readFileSync(join(root, "public/favicon.svg"), "utf8");
  const [, view, content] = /viewBox="0 0 (\d+) \1"[^>]*>([^]*)<\/svg>/.exec(sign) ?? [];
  if (content === undefined) throw new Error('invalid public/favicon.svg: no square viewBox that begins at 0 0 (as in viewBox="0 0 32 32")');
  const edge = (Number(view) * (1 - part)) / 2;
  const svg =
    sign.slice(0, sign.indexOf(">") + 1) +
    `<rect width="100%" height="100%" fill="${themeColors.light}"/><g transform="translate(${edge} ${edge}) scale(${part})">` +
    // A picture knows no scheme of colours: it has those of the light page.
    `${content.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, "")}</g></svg>`;
  return new Resvg(svg, { fitTo: { mode: "width", value: pixels } }).render().asPng();
}
