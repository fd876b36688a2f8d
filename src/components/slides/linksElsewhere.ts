/**
 * Leads links to parts that this HTML leaves out to the page that has them: a deck shows only some of its chapter's cells and no references. They open beside the
 * deck: a click in the middle of a lecture does not end it. The page of a slide whose `data-of` names a chapter is that of `pageOf`: there the
 * names of the chapter's cells do not begin with its own (`tooling/lectures/prefixNames.ts`).
 */
export function linksElsewhere(html: string, page: string, pageOf: (chapter: string) => string = () => page): string {
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  return html
    .split(/(?=<section class="slide"|<p class="slide-mark")/)
    .map((slide) => {
      const chapter = /^<[^>]*?data-of="([^"]+)"/.exec(slide)?.[1];
      const there = chapter === undefined ? page : pageOf(chapter);
      return slide.replace(/(<a\s[^>]*?href=")#([^"/][^"]*)"/g, (link, start: string, id: string) =>
        ids.has(id) ? link : `${start}${there}#${id.replace(`-${chapter}-`, "-")}" target="_blank"`,
      );
    })
    .join("");
}
