import { DomElement, type DomDocument } from "./nodes.ts";

/** Pixels in rows from the top, four bytes each: red, green, blue, opacity. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

const stored = new WeakMap<DomDocument, Pixels[]>();

/** The pixels that an address made by `toDataURL` of this document's canvases stands for. */
export const pixelsAt = (document: DomDocument, address: string): Pixels | undefined =>
  address.startsWith("pixels:") ? stored.get(document)?.[Number(address.slice(7))] : undefined;

/** As much of a canvas as Plot uses: it writes pixels for rasters and fills 1 × 1 squares for colour ramps. */
export class DomCanvas extends DomElement {
  width = 300;
  height = 150;
  fillStyle = "#000";
  #pixels: Uint8ClampedArray | undefined;

  constructor(document: DomDocument) {
    super(document, "canvas", "http://www.w3.org/1999/xhtml");
  }
  getContext(): this {
    return this;
  }
  createImageData(width: number, height: number): { data: Uint8ClampedArray; width: number; height: number } {
    return { data: new Uint8ClampedArray(4 * width * height), width, height };
  }
  putImageData({ data }: { data: Uint8ClampedArray }): void {
    this.#all().set(data);
  }
  fillRect(x: number, y: number): void {
    this.#all().set(parseColor(this.fillStyle), 4 * (y * this.width + x));
  }
  toDataURL(): string {
    const all = stored.get(this.ownerDocument) ?? [];
    stored.set(this.ownerDocument, all);
    return `pixels:${all.push({ width: this.width, height: this.height, rgba: this.#all() }) - 1}`;
  }
  #all(): Uint8ClampedArray {
    return (this.#pixels ??= new Uint8ClampedArray(4 * this.width * this.height));
  }
}

/** The two forms in which d3 writes colours. */
function parseColor(text: string): [number, number, number, number] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (hex) {
    const [, r = "", g = "", b = ""] = hex;
    return [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16), 255];
  }
  const rgb = /^rgba?\(\s*([\d.]+),\s*([\d.]+),\s*([\d.]+)(?:,\s*([\d.]+))?\s*\)$/.exec(text);
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3]), 255 * Number(rgb[4] ?? 1)];
  throw new Error(`invalid colour: ${text} (a colour ramp needs #rrggbb or rgb(…))`);
}
