/** The file of a chapter's social card, the picture that stands beside a link to it elsewhere; without a chapter, of the course's. `home` is the address of the site's root. */
export const cardAddress = (home: string, slug?: string): string => `${home}${slug ? `${slug}/` : ""}card.png`;

/** Its size in pixels: what those who show cards ask for. */
export const cardSize = { width: 1200, height: 630 };
