import type { APIRoute } from "astro";
import { icons, themeColors } from "../components/icons.ts";
import { defaultLocale, locales, pageHref, words } from "../i18n/index.ts";

/** What a system needs to install the site as an application. Its addresses are relative to this file. */
export const GET: APIRoute = () => {
  const { site } = words(defaultLocale);
  const manifest = {
    id: pageHref(import.meta.env.BASE_URL, defaultLocale),
    name: site.title,
    short_name: site.title,
    description: site.description,
    lang: locales[defaultLocale].lang,
    start_url: "./",
    scope: "./",
    // With the browser's buttons for back and reload: the course is many pages.
    display: "minimal-ui",
    theme_color: themeColors.light,
    background_color: themeColors.light,
    icons: icons.map(({ name, pixels, ...more }) => ({
      src: `${name}.png`,
      sizes: `${pixels}x${pixels}`,
      type: "image/png",
      ...("purpose" in more && { purpose: more.purpose }),
    })),
  };
  return new Response(JSON.stringify(manifest), { headers: { "content-type": "application/manifest+json" } });
};
