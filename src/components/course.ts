/** Who made the course, as LICENSE and CITATION.cff name them. */
export const authors = "The From SGD to Adam authors";

/** What the prose, formulas and figures may be used for; the code is under the MIT licence. */
export const textLicence = { name: "CC BY 4.0", href: "https://creativecommons.org/licenses/by/4.0/" };

/**
 * The address at which a file of the repository is edited. It is where `EDIT_URL` (`https://github.com/OWNER/NAME/edit/main/`) says; undefined
 * where that is not set.
 */
export function editAddress(file: string, base = process.env.EDIT_URL): string | undefined {
  if (!base) return undefined;
  if (!/^https?:\/\/[^/]/.test(base) || !URL.canParse(base)) {
    throw new Error(`invalid EDIT_URL: ${base} (an address before which no file's path stands yet, as in https://github.com/OWNER/NAME/edit/main/)`);
  }
  return `${base.replace(/\/*$/, "/")}${file}`;
}
