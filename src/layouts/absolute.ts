/** An address of this site with its origin, where that is known (`SITE_URL`, which is `Astro.site`). */
export const absolute = (path: string, site: URL | undefined): string => (site ? new URL(path, site).href : path);
