/** The tag of line `// (1)` of `src/optim/adam.ts` and of its equation: `adam-1`. */
export const equationTag = (optimizer: string, number: string): string => `${optimizer}-${number}`;

/**
 * The highlighted code of an optimizer, its equation tags, `// (1)`, marked as the equations' own numbers are. Its first tag becomes `first`, and so on:
 * a chapter that shows several files counts on from one to the next.
 */
export function numbered(html: string, optimizer: string, first = 1): string {
  if (!(Number.isInteger(first) && first >= 1))
    throw new RangeError(`invalid first: ${first} (the number of the file's first equation in the chapter)`);
  return html.replace(/<span class="tok-comment">\/\/ \((\d+)([a-z]?)\)/g, (_, number: string, letter: string) => {
    const shown = `${Number(number) + first - 1}${letter}`;
    return `<span class="tok-comment equation" data-s="${equationTag(optimizer, shown)}">// (${shown})`;
  });
}
