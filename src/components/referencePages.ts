/** The pages beside the chapters, in the order in which the contents show them: the last segment of their address, and their words. */
export const referencePages = [
  { slug: "cheat-sheet", name: "cheatSheet" },
  { slug: "reference", name: "library" },
  { slug: "glossary", name: "glossary" },
  { slug: "references", name: "references" },
] as const;

export type ReferencePage = (typeof referencePages)[number]["slug"];
