/** Files that the site has made, and that a reader brings back: JSON that says what it is and in which version. A file is another hand's work. */
export interface FileKind {
  format: string;
  /** Raised when what stands in such a file means something else than before; what is added beside it needs no other. */
  version: number;
  /** A larger file is not read. */
  mostBytes: number;
}

/** A file cannot be used. `why`: it is of no such kind, or damaged; a newer site has made it; it is too large; it is of another `chapter`. */
export class UnusableFile extends Error {
  readonly why: "unreadable" | "newer" | "tooLarge" | "elsewhere";
  readonly chapter: string;
  constructor(why: UnusableFile["why"], chapter = "") {
    super(why);
    this.why = why;
    this.chapter = chapter;
  }
}

/** What stands in a file of this kind. Throws UnusableFile. */
export async function readOwnFile(file: Blob, { format, version, mostBytes }: FileKind): Promise<Record<string, unknown>> {
  if (file.size > mostBytes) throw new UnusableFile("tooLarge");
  const value = parsed(await file.text());
  if (!isRecord(value) || value.format !== format || typeof value.version !== "number") throw new UnusableFile("unreadable");
  // First, since what a newer site has made may look otherwise.
  if (value.version > version) throw new UnusableFile("newer");
  return value;
}

/** The text of a file of this kind that `readOwnFile` reads. */
export const ownFileText = ({ format, version }: Pick<FileKind, "format" | "version">, content: object): string =>
  `${JSON.stringify({ format, version, ...content }, null, 2)}\n`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableFile("unreadable");
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The name of a file, as a sentence can hold it. */
export const shortName = ({ name }: File): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);
