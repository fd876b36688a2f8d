/** The page's background in each scheme (`--page` of styles/tokens.css), which a browser takes for its own bars around it. */
export const themeColors = { light: "#fdfcf8", dark: "#181715" };

/** The icons of the installed site: file, width in pixels, and the part of it that the sign fills. Of a maskable one, systems cut off the edges. */
export const icons = [
  { name: "icon-180", pixels: 180, part: 0.72 },
  { name: "icon-192", pixels: 192, part: 0.84 },
  { name: "icon-512", pixels: 512, part: 0.84 },
  { name: "icon-maskable-512", pixels: 512, part: 0.56, purpose: "maskable" },
] as const;
