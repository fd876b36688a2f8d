/** How far apart colours are, as seen with each common form of colour vision. */

type Rgb = [number, number, number];
type Matrix = [Rgb, Rgb, Rgb];

const parse = (hex: string): Rgb => [1, 3, 5].map((i) => toLinear(parseInt(hex.slice(i, i + 2), 16) / 255)) as Rgb;
const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);

/** Contrast of two colours after WCAG 2.2. */
export function contrast(a: string, b: string): number {
  const [x, y] = [a, b].map((hex) => {
    const [r, g, b] = parse(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  return (Math.max(x!, y!) + 0.05) / (Math.min(x!, y!) + 0.05);
}

/** Machado, Oliveira & Fernandes 2009, severity 1, in linear RGB. */
export const VISION: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

const apply = (m: Matrix, c: Rgb): Rgb => m.map((row) => Math.min(1, Math.max(0, row[0] * c[0] + row[1] * c[1] + row[2] * c[2]))) as Rgb;

/** OKLab (Ottosson 2020) of a linear RGB colour. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Distance in hundredths of OKLab; 2 is about what can be told apart side by side. */
export function distance(a: string, b: string, vision: Matrix): number {
  const [p, q] = [oklab(apply(vision, parse(a))), oklab(apply(vision, parse(b)))];
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
