/** Eight colours that differ from each other in all common forms of colour vision, with a contrast above 3 to both pages. */
export const INKS = {
  grey: { light: "#52565e", dark: "#a59e99" },
  blue: { light: "#0137be", dark: "#51b7fd" },
  purple: { light: "#8e63df", dark: "#9a52e9" },
  amber: { light: "#bd7a00", dark: "#e1a612" },
  teal: { light: "#20938c", dark: "#66ece4" },
  red: { light: "#ce1606", dark: "#de4605" },
  plum: { light: "#660435", dark: "#ab4e8e" },
  green: { light: "#27712a", dark: "#c0f76a" },
} as const;
export type Ink = keyof typeof INKS;

/** SVG dash arrays; empty for a full line. */
export const DASHES = { full: "", dashed: "7 3", dotted: "2 2.5" } as const;
export type Dash = keyof typeof DASHES;
