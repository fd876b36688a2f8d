/**
 * A canvas for documents without one (linkedom at build): enough for Plot's rasters and colour ramps, which write pixels and
 * ask for a PNG. It needs a `deflate`, as Node's `deflateSync`, so that this room stays free of Node.
 */

export type Deflate = (bytes: Uint8Array) => Uint8Array;

/** The document, whose canvas elements can now hold pixels. */
export function withCanvas(document: Document, deflate: Deflate): Document {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, ...rest: []) =>
    name.toLowerCase() === "canvas" ? new PixelCanvas(deflate) : create(name, ...rest)) as typeof document.createElement;
  return document;
}

interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

class PixelCanvas {
  width = 300;
  height = 150;
  fillStyle = "#000";
  #pixels: Uint8ClampedArray | undefined;
  readonly #deflate: Deflate;

  constructor(deflate: Deflate) {
    this.#deflate = deflate;
  }

  getContext(): this {
    return this;
  }

  createImageData(width: number, height: number): Pixels {
    return { data: new Uint8ClampedArray(4 * width * height), width, height };
  }

  putImageData({ data }: Pixels): void {
    this.#all().set(data);
  }

  /** One pixel row of a ramp at a time: Plot fills 1 × 1 squares. */
  fillRect(x: number, y: number): void {
    this.#all().set(parseColor(this.fillStyle), 4 * (y * this.width + x));
  }

  toDataURL(): string {
    return `data:image/png;base64,${base64(png(this.#all(), this.width, this.height, this.#deflate))}`;
  }

  #all(): Uint8ClampedArray {
    return (this.#pixels ??= new Uint8ClampedArray(4 * this.width * this.height));
  }
}

/** The two forms in which d3 writes colours. */
function parseColor(text: string): [number, number, number, number] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (hex) return [parseInt(hex[1]!, 16), parseInt(hex[2]!, 16), parseInt(hex[3]!, 16), 255];
  const rgb = /^rgba?\(\s*([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\s*\)$/.exec(text);
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3]), 255 * Number(rgb[4] ?? 1)];
  throw new Error(`invalid colour: ${text} (a ramp at build needs #rrggbb or rgb(…))`);
}

/** A PNG of 8-bit RGBA (RFC 2083), each row as differences to the pixel before it, which deflates well. */
function png(pixels: Uint8ClampedArray, width: number, height: number, deflate: Deflate): Uint8Array {
  const rows = new Uint8Array(height * (4 * width + 1));
  for (let y = 0, o = 0; y < height; y++) {
    rows[o++] = 1;
    for (let i = 0; i < 4 * width; i++, o++) rows[o] = pixels[4 * width * y + i]! - (i < 4 ? 0 : pixels[4 * width * y + i - 4]!);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 6], 8);
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk("IHDR", header),
    chunk("IDAT", deflate(rows)),
    chunk("IEND", new Uint8Array()),
  ];
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) (whole.set(part, at), (at += part.length));
  return whole;
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(body, 8);
  view.setUint32(8 + body.length, crc(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x2000) text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return btoa(text);
}
