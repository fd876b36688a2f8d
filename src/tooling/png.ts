import { deflateSync } from "node:zlib";
import type { Pixels } from "../dom/canvas.ts";

/** The address of a PNG of these pixels. */
export const pngAddress = ({ rgba, width, height }: Pixels): string =>
  `data:image/png;base64,${Buffer.from(png(rgba, width, height)).toString("base64")}`;

/** A PNG of 8-bit RGBA (RFC 2083), each row as differences to the pixel before it, which deflates well. */
function png(pixels: Uint8ClampedArray, width: number, height: number): Uint8Array {
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
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", new Uint8Array()),
  ];
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
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
