/**
 * 64 bits of a text as 16 hex digits: FNV-1a beside a second hash with another multiplier, to which each character's place counts, the two mixed
 * at the end. Enough that two texts do not share one by chance; whoever wants a collision finds one.
 */
export function digest(text: string): string {
  let a = 0x811c9dc5,
    b = 0x6b43a9b5;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x85ebca6b);
    b ^= b >>> 15;
  }
  return [a ^ (b >>> 7), b ^ (a >>> 9)].map((half) => (Math.imul(half ^ (half >>> 16), 0xc2b2ae35) >>> 0).toString(16).padStart(8, "0")).join("");
}
