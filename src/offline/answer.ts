/**
 * What answers `path`, an address below the site's root: a file of the build, as a static host finds it (`index.html` of a folder,
 * addresses without `.html`), the same address with a slash at its end, or nothing that the build knows.
 */
export function answerTo(path: string, files: Readonly<Record<string, string>>): { file: string } | "slash" | undefined {
  const isFolder = path === "" || path.endsWith("/");
  const file = (isFolder ? [`${path}index.html`] : [path, `${path}.html`]).find((candidate) => Object.hasOwn(files, candidate));
  if (file !== undefined) return { file };
  return !isFolder && Object.hasOwn(files, `${path}/index.html`) ? "slash" : undefined;
}

/** The address from which a host sends `file`: many redirect the name of an index to its folder. */
export const addressOf = (file: string): string => file.replace(/(^|\/)index\.html$/, "$1");

/** Whether the file's name holds a hash of its content (Astro's): it is the same in whichever build it is. */
export const isNamedByContent = (file: string): boolean => file.startsWith("_astro/");
