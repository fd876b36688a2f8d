/** Leads links to parts that this HTML leaves out to the page that has them: a deck shows only some of its chapter's cells and no references. They open beside the deck: a click in the middle of a lecture does not end it. */
export function linksElsewhere(html: string, page: string): string {
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  return html.replace(/(<a\s[^>]*?href=")#([^"/][^"]*)"/g, (link, start: string, id: string) =>
    ids.has(id) ? link : `${start}${page}#${id}" target="_blank"`,
  );
}
