import { references, type Reference } from "../../content/references.ts";

/** The work with that key. An unknown key is an error that lists the known ones. */
export function referenceOf(id: string): Reference {
  if (!Object.hasOwn(references, id)) throw new Error(`unknown reference: ${id} (known: ${Object.keys(references).join(", ")})`);
  return references[id];
}

const surname = (author: string): string => author.replace(/^(?:\p{Lu}\.(?:-\p{Lu}\.)?\s)+/u, "");

/** How the text names a work's authors: `Robbins & Monro`, `Lee et al.` */
export function shortAuthors({ authors }: Reference): string {
  if (authors.length > 2) return `${surname(authors[0])} et al.`;
  return authors.map(surname).join(" & ");
}

/** The works that a chapter's source cites, each once, by first author and year. */
export function citedIn(source: string): string[] {
  const ids = new Set([...source.matchAll(/<Cite\b[^>]*?\bid=["']([^"']+)["']/g)].map(([, id]) => id));
  return inOrder([...ids]);
}

/** Keys of works, by first author and year. */
export function inOrder(ids: readonly string[]): string[] {
  const works = ids.map((id) => ({ id, ...referenceOf(id) }));
  works.sort((a, b) => surname(a.authors[0]).localeCompare(surname(b.authors[0]), "en") || a.year - b.year);
  return works.map(({ id }) => id);
}
