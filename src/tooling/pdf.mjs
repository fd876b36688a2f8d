// `npm run pdf`: slides, slides with their notes, handout and students' handout of all chapters as pdf/CHAPTER-FORM.pdf; `npm run pdf -- sgd adam` only of these.
// Builds the site first where it has changed. Plain JavaScript, for the Node that a machine has (20.20 or later).
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtSite } from "./builtSite.mjs";
import { findBrowser } from "./findBrowser.mjs";
import { Stop } from "./install.mjs";
import { openPrinter, pageSizes, printPdf } from "./printPdf.mjs";
import { serve } from "./serve.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const forms = (deck) => ({ slides: deck, notes: `${deck}?notes`, handout: "handout/", students: "handout/#students" });

/** Is it the address of a lecture that is made of several chapters, `lectures/from-sgd-to-adam`? Its deck is the page itself. */
const isLecture = (path) => /(^|\/)lectures\/[^/]+$/.test(path);

/** The chapters and lectures of the built site, by address: `sgd`, `zh-hant/sgd`. */
function decksIn(dist) {
  const folders = readdirSync(dist, { recursive: true }).map((path) => String(path).replaceAll("\\", "/"));
  return folders
    .filter((path) => (path.endsWith("/lecture") || isLecture(path)) && existsSync(join(dist, path, "index.html")))
    .map((path) => (isLecture(path) ? path : dirname(path)))
    .sort();
}

/** Those of the chapters that were asked for; all, where none was. */
function chosen(known, asked) {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Stop(`unknown chapter: ${unknown.join(", ")} (known: ${known.join(", ")})`);
  return asked.length > 0 ? [...new Set(asked)] : known;
}

async function pdf(asked) {
  const { dist, base } = builtSite(root);
  const decks = chosen(decksIn(dist), asked);
  const browser = await openPrinter(findBrowser());
  const site = await serve({ dir: dist, base });
  try {
    for (const deck of decks) {
      for (const [form, path] of Object.entries(forms(isLecture(deck) ? "" : "lecture/"))) {
        const printed = await printPdf(browser, `${site.address}${deck}/${path}`);
        const file = `pdf/${deck}-${form}.pdf`;
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), printed);
        console.log(`${file}: ${pageSizes(printed).length} pages, ${Math.ceil(printed.length / 1024)} KB`);
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

pdf(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Stop || error.code ? error.message : error);
  process.exitCode = 1;
});
