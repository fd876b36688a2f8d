/** Highlighted code whose equation tags, `// (1)`, are marked with the equation's number. */
export function numbered(html: string): string {
  return html.replace(/<span class="tok-comment">(\/\/ \((\d+[a-z]?)\))/g, '<span class="tok-comment equation" data-equation="$2">$1');
}
