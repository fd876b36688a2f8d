/** The room for code on a slide, beside its outputs, and the slide's own size of code: CSS pixels of the stage. */
const room = { width: 600, height: 400 };
const largest = 24;
const smallest = 6;
const leading = 1.4;
/** Of Source Code Pro, in em. */
const characterWidth = 0.6;

/** The size, in CSS pixels, at which all of a cell's code fits its slide on paper, where nothing scrolls and long lines wrap. Imports nothing: the build asks it too. */
export function paperCodeSize(source: string): number {
  const lines = source.split("\n");
  for (let size = largest; size > smallest; size--) {
    const columns = Math.floor(room.width / (characterWidth * size));
    const rows = lines.reduce((sum, line) => sum + rowsOf(line, columns), 0);
    if (rows * leading * size <= room.height) return size;
  }
  return smallest;
}

/** How many rows a line takes that breaks between words, and within a word that is longer than a row. */
function rowsOf(line: string, columns: number): number {
  let rows = 1;
  let used = 0;
  for (const word of line.match(/\s*\S+/g) ?? []) {
    if (used > 0 && used + word.length > columns) {
      rows++;
      used = 0;
    }
    used += word.length;
    rows += Math.floor((used - 1) / columns);
    used = ((used - 1) % columns) + 1;
  }
  return rows;
}
