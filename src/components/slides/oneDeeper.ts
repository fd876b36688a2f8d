/** A chapter's HTML for a page one folder below the chapter's: its links to other chapters are relative. */
export const oneDeeper = (html: string): string => html.replaceAll('href="../', 'href="../../');
