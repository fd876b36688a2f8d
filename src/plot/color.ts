/**
 * Which strings are CSS colours, and which of them are safe to write into an attribute. Plot asks the first question to tell
 * a constant from a field; the second keeps `url(…)` and the like out of the page.
 */

const NAMED = new Set(
  `none currentcolor transparent aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
  brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
  darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
  darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick
  floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred
  indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray
  lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow
  lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
  mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
  olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
  powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
  slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
  yellowgreen`.split(/\s+/),
);

const FUNCTIONAL = /^(?:url|var|rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color|color-mix)\(.*\)$/;

/** Whether Plot takes the string for a constant colour rather than for a field. Follows Plot 0.6.17, whose list has no yellowgreen. */
export function isColor(value: unknown): value is string {
  if (typeof value !== "string") return false;
  const text = value.toLowerCase().trim();
  return /^#[0-9a-f]{3,8}$/.test(text) || FUNCTIONAL.test(text) || (NAMED.has(text) && text !== "yellowgreen");
}

/**
 * Whether the string may stand where a colour is written: a name, a hex colour, a CSS variable, or a colour function of
 * numbers, names and variables. Nothing that loads something fits in.
 */
export function isSafeColor(value: string): boolean {
  const text = value.toLowerCase().trim();
  if (/^#[0-9a-f]{3,8}$/.test(text) || NAMED.has(text) || /^var\(--[\w-]+\)$/.test(text)) return true;
  return (
    /^(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color|color-mix)\([\w\s.,%/+#()-]*\)$/.test(text) &&
    !/url|image|src|attr|env|element|cross-fade/.test(text)
  );
}
