/** The places of the site that the search finds: read from the built chapters, and from the lists of which the other pages are made. */
import katex from "katex";
import { parseHTML } from "linkedom";
import { glossary } from "../../content/glossary.ts";
import { notation } from "../../content/notation.ts";
import { references } from "../../content/references.ts";
import { words, type Locale } from "../i18n/index.ts";
import type { Place } from "../search/searchIndex.ts";
import { mathText } from "./mathText.ts";
import { referenceEntries } from "./reference.ts";

/** What holds no text of its own to find: code, what cells show, formulas on their own, and answers. */
const leftOut =
  "script, style, noscript, button, svg, pre, .source, .equations, .framework, .katex-display, .hint, .solution, .references, .exercise-kind, .visually-hidden, .facts, .eyebrow";
/** Elements that stand on lines of their own. */
const blocks =
  "p, div, section, header, figure, figcaption, ul, ol, li, dl, dt, dd, table, thead, tbody, tr, details, summary, blockquote, pre, h1, h2, h3, h4";

/** The sections and exercises of a built chapter, whose address below the site's root is `path`. */
export function chapterPlaces(html: string, path: string, locale: Locale): Place[] {
  // The drawings are most of the page.
  const { document } = parseHTML(html.replace(/<svg\b[\s\S]*?<\/svg>/g, ""));
  const article = document.querySelector("article");
  const title = article?.querySelector("h1")?.textContent.trim();
  if (!article || !title) throw new Error(`missing <article> with <h1>: ${path} (a chapter's text and its title)`);
  const within = [article.querySelector(".eyebrow")?.textContent.trim(), title].filter(Boolean).join(": ");
  const { exercise } = words(locale);
  const places: { place: Omit<Place, "text">; paragraphs: string[] }[] = [];
  const add = (place: Omit<Place, "text">) => {
    const added: (typeof places)[number] = { place, paragraphs: [] };
    places.push(added);
    return added;
  };
  let here = add({ href: path, kind: "section", title, within });

  const say = (text: string): void => {
    const line = text.replace(/\s+/g, " ").replace(/ · $/, "").trim();
    if (line !== "") here.paragraphs.push(line);
  };
  const visit = (element: Element): void => {
    if (element.matches(leftOut) || element.matches("h1")) return;
    if (element.parentElement?.matches(".choice") && element.localName !== "summary") return;
    if (element.matches("h2[id], h3[id]")) here = add({ href: `${path}#${element.id}`, kind: "section", title: lineOf(element), within });
    else if (element.matches(".exercise")) {
      const around = here;
      const name = element.querySelector(".exercise-title");
      here = add({ href: `${path}#${element.id}`, kind: "exercise", title: name ? lineOf(name) : exercise.title, within });
      name?.remove();
      visitInner(element);
      here = around;
    } else if (element.matches(".cell")) {
      const caption = element.querySelector(".cell-outputs figcaption");
      say([element.getAttribute("aria-label") ?? "", caption ? lineOf(caption) : ""].filter((part) => part !== "").join(": "));
    } else visitInner(element);
  };
  /** Blocks one by one; what stands between them is a line too. */
  const visitInner = (element: Element): void => {
    let between = "";
    for (const child of element.childNodes) {
      const block = child.nodeType === child.ELEMENT_NODE ? (child as Element) : undefined;
      if (!block?.matches(blocks)) between += textOf(child);
      else {
        say(between);
        between = "";
        visit(block);
      }
    }
    say(between);
  };
  visitInner(article);
  return places.map(({ place, paragraphs }) => ({ ...place, text: paragraphs.join("\n") }));
}

const lineOf = (element: Element): string => [...element.childNodes].map(textOf).join("").replace(/\s+/g, " ").trim();

/** The text of a node: formulas as text where they are, … where they cannot be. */
function textOf(node: Node): string {
  if (node.nodeType === node.TEXT_NODE) return node.textContent ?? "";
  if (node.nodeType !== node.ELEMENT_NODE) return "";
  const element = node as Element;
  if (element.matches(leftOut)) return "";
  if (element.matches(".katex")) {
    const math = element.querySelector("math");
    return (math && mathText(math)) ?? "…";
  }
  const text = [...element.childNodes].map(textOf).join("");
  return element.matches("td, th") ? `${text} · ` : text;
}

/** The terms, works and names of the library, as the pages beside the chapters show them. `home` is the language's part of an address: "" or `zh-hant/`. */
export function listedPlaces(home: string, locale: Locale): Place[] {
  const { reference } = words(locale);
  const plain = (doc: string) => doc.replaceAll("`", "");
  return [
    ...Object.entries(glossary).map(([id, { term, also = [], meaning, ...others }]): Place => {
      const title = (locale !== "en" && others[locale]) || term;
      const names = [term, ...Object.values(others)].filter((name) => name !== title);
      return {
        href: `${home}glossary/#${id}`,
        kind: "term",
        title,
        within: reference.glossary.terms,
        // By its English name it is found before what the library calls so.
        weight: 1.3,
        names: [...names, ...also].join(" "),
        text: meaning,
      };
    }),
    ...Object.entries(notation).map(([name, { tex, code, meaning }]): Place => ({
      href: `${home}glossary/#symbol-${name}`,
      kind: "term",
      title: symbolText(tex),
      within: reference.glossary.symbols,
      names: code ?? "",
      text: meaning[locale],
    })),
    ...Object.entries(references).map(([id, { title, authors, year, where }]): Place => ({
      href: `${home}references/#${id}`,
      kind: "work",
      title,
      within: `${authors.join(", ")}, ${year}`,
      text: where,
    })),
    ...referenceEntries().map(({ id, module, name, doc, options, members }): Place => {
      const parts = [...options, ...members];
      return {
        href: `${home}reference/#${id}`,
        kind: "library",
        title: name,
        within: module || reference.library.builtins,
        // Who does not name a library means the course's own.
        weight: module.startsWith("optim/") ? 0.5 : 1,
        names: parts.map((part) => part.name).join(" "),
        text: [
          plain(doc).replaceAll("\n\n", " "),
          ...parts.map((part) => `${part.name}${part.default ? ` = ${part.default}` : ""}: ${plain(part.doc || part.want || part.type)}`),
        ].join("\n"),
      };
    }),
  ];
}

function symbolText(tex: string): string {
  const { document } = parseHTML(katex.renderToString(tex, { output: "mathml" }));
  return mathText(document.querySelector("math")!) ?? tex;
}
