const adopted = new Set<string>();

/**
 * Gives the page a style sheet, once. For what a script adds to a page when it is first used: a sheet that the script imports as one, and not as
 * text (`?inline`), would be linked in the head of every page, where it is loaded unneeded.
 */
export function adoptStyles(styles: string): void {
  if (adopted.has(styles)) return;
  adopted.add(styles);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
