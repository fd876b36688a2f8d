/** The tag of line `// (1)` of `src/optim/adam.ts` and of its equation: `adam-1`. */
export const equationTag = (optimizer: string, number: string): string => `${optimizer}-${number}`;

/** The highlighted code of an optimizer, its equation tags, `// (1)`, marked as the equations' own numbers are. */
export function numbered(html: string, optimizer: string): string {
  return html.replace(/<span class="tok-comment">(\/\/ \((\d+[a-z]?)\))/g, (_, text: string, number: string) => `<span class="tok-comment equation" data-s="${equationTag(optimizer, number)}">${text}`);
}
