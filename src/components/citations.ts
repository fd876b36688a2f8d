import { references, type Reference } from "../../content/references.ts";

/** The work with that key. An unknown key is an error that lists the known ones. */
export function referenceOf(id: string): Reference {
  const reference = Object.hasOwn(references, id) ? references[id] : undefined;
  if (!reference) throw new Error(`unknown reference: ${id} (known: ${Object.keys(references).join(", ")})`);
  return reference;
}

const surname = (author: string): string => author.replace(/^(?:\p{Lu}\.(?:-\p{Lu}\.)?\s)+/u, "");

/** How the text names a work's authors: `Robbins & Monro`, `Lee et al.` */
export function shortAuthors({ authors }: Reference): string {
  const [first = ""] = authors;
  if (authors.length > 2) return `${surname(first)} et al.`;
  return authors.map(surname).join(" & ");
}

/** The works that a chapter's source cites, each once, by first author and year. */
export function citedIn(source: string): string[] {
  const ids = new Set([...source.matchAll(/<Cite\b[^>]*?\bid=["']([^"']+)["']/g)].map(([, id = ""]) => id));
  return inOrder([...ids]);
}

/** Keys of works, by first author and year. */
export function inOrder(ids: readonly string[]): string[] {
  const works = ids.map((id) => ({ id, ...referenceOf(id) }));
  const byName = ({ authors: [first = ""] }: Reference): string => surname(first);
  works.sort((a, b) => byName(a).localeCompare(byName(b), "en") || a.year - b.year);
  return works.map(({ id }) => id);
}
