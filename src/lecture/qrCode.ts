import { encode } from "uqr";
import { svgElement } from "../output/element.ts";

/** Beyond version 20 (97 × 97 modules) a code on a screen is not read from the back of a room. */
const mostVersion = 20;
/** Light modules around the code, without which cameras do not find it. */
const quiet = 4;

/** A code as rows of dark modules, its quiet zone with it; undefined for a text that is too long. */
export function qrModules(text: string): boolean[][] | undefined {
  try {
    return encode(text, { ecc: "L", boostEcc: true, maxVersion: mostVersion, border: quiet }).data;
  } catch {
    return undefined;
  }
}

/** The code as a picture, dark on light in every theme. */
export function qrSvg(modules: readonly boolean[][], label: string): SVGSVGElement {
  const d = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return svgElement(
    document,
    "svg",
    { viewBox: `0 0 ${modules.length} ${modules.length}`, class: "qr", role: "img", "aria-label": label },
    svgElement(document, "path", { d }),
  );
}
