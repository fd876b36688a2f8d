/**
 * Reads a QR code (ISO/IEC 18004, versions 1–20, byte mode) from its modules, quiet zone included. Written from the standard and sharing nothing with the encoder; every block's
 * Reed–Solomon syndromes must be zero. Throws at a code that is damaged.
 */
export function readQr(modules: readonly boolean[][]): string {
  const first = modules.findIndex((row) => row.some(Boolean));
  const dark = modules.slice(first, modules.length - first).map((row) => row.slice(first, row.length - first));
  const size = dark.length;
  const version = (size - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > 20) throw new Error(`invalid size: ${size}`);

  // Format: two bits of the level, three of the mask, around the upper left finder.
  const format =
    [...[0, 1, 2, 3, 4, 5, 7].map((x) => dark[8][x]), dark[8][8], ...[7, 5, 4, 3, 2, 1, 0].map((y) => dark[y][8])].reduce(
      (bits, bit) => (bits << 1) | Number(bit),
      0,
    ) ^ 0b101010000010010;
  const level = ["M", "L", "H", "Q"][format >> 13] as Level;
  const isMasked = masks[(format >> 10) & 7];

  const isFunction = functionModules(size, version);
  const bits: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFunction[y][x]) bits.push(Number(dark[y][x] !== isMasked(x, y)));
    }
  }
  const codewords = Array.from({ length: bits.length >> 3 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join(""), 2));

  const blocks = blockCounts[level][version - 1];
  const eccLength = eccLengths[level][version - 1];
  const short = Math.floor(codewords.length / blocks) - eccLength;
  const longOnes = codewords.length % blocks;
  const data: number[][] = Array.from({ length: blocks }, () => []);
  let at = 0;
  for (let i = 0; i <= short; i++)
    data.forEach((block, b) => {
      if (i < short || b >= blocks - longOnes) block.push(codewords[at++]);
    });
  const whole = data.map((block) => [...block]);
  for (let i = 0; i < eccLength; i++) for (const block of whole) block.push(codewords[at++]);
  for (const block of whole)
    for (let root = 0; root < eccLength; root++)
      if (block.reduce((value, codeword) => multiply(value, power(root)) ^ codeword, 0) !== 0) throw new Error("damaged block");

  const text = data
    .flat()
    .map((codeword) => codeword.toString(2).padStart(8, "0"))
    .join("");
  if (text.slice(0, 4) !== "0100") throw new Error(`not in byte mode: ${text.slice(0, 4)}`);
  const lengthBits = version < 10 ? 8 : 16;
  const length = parseInt(text.slice(4, 4 + lengthBits), 2);
  return Buffer.from(Array.from({ length }, (_, i) => parseInt(text.slice(4 + lengthBits + 8 * i, 12 + lengthBits + 8 * i), 2))).toString();
}

type Level = "L" | "M" | "Q" | "H";

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Table 9 of the standard: check codewords of a block, and how many blocks there are. */
const eccLengths: Record<Level, number[]> = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
  Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30],
  H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28],
};
const blockCounts: Record<Level, number[]> = {
  L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
  M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20],
  H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25],
};

/** Finders with their formats, timing lines, alignment patterns and the version: what carries no data. */
function functionModules(size: number, version: number): boolean[][] {
  const fixed = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const fill = (x: number, y: number, width: number, height: number) => {
    for (let j = y; j < y + height; j++) for (let i = x; i < x + width; i++) fixed[j][i] = true;
  };
  fill(0, 0, 9, 9);
  fill(size - 8, 0, 8, 9);
  fill(0, size - 8, 9, 8);
  fill(6, 0, 1, size);
  fill(0, 6, size, 1);
  if (version >= 7) {
    fill(size - 11, 0, 3, 6);
    fill(0, size - 11, 6, 3);
  }
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const step = Math.ceil((size - 13) / (2 * count - 2)) * 2;
  const centres = Array.from({ length: count }, (_, i) => (i === 0 ? 6 : size - 7 - (count - 1 - i) * step));
  const last = centres.at(-1);
  for (const x of centres) for (const y of centres) if (!((x === 6 && (y === 6 || y === last)) || (x === last && y === 6))) fill(x - 2, y - 2, 5, 5);
  return fixed;
}

/** Products in GF(256) over x⁸ + x⁴ + x³ + x² + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

const power = (n: number): number => (n === 0 ? 1 : multiply(2, power(n - 1)));
