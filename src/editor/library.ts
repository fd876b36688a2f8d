/** What completion and hover know of names that are not the reader's own: made at build by `tooling/editorLibrary.ts`, read by `completion.ts` and `meaning.ts`. */

/** An option, or a member of a value or a type. */
export interface LibraryMember {
  name: string;
  type: string;
  doc: string;
  /** As code. */
  default?: string;
}

export interface LibraryEntry {
  name: string;
  kind: "optimizer" | "function" | "value" | "type";
  /** As TypeScript, one line for each overload. */
  signatures: readonly string[];
  /** Paragraphs with `code`. */
  doc: string;
  options?: readonly LibraryMember[];
  /** Where its options are those of an interface of `interfaces`: its name. */
  takes?: string;
  members?: readonly LibraryMember[];
}

/** That of the first overload. */
export const signatureOf = ({ signatures: [first = ""] }: LibraryEntry): string => first;

/** An interface of options that several functions take. */
export interface LibraryInterface {
  extends: readonly string[];
  members: readonly LibraryMember[];
}

export interface Library {
  /** The exports of each module that a cell can import; "" has the built-ins, "Plot" what stands behind `Plot.`. */
  modules: Readonly<Record<string, readonly LibraryEntry[]>>;
  interfaces: Readonly<Record<string, LibraryInterface>>;
  /** Standard JavaScript: each global with the names behind its full stop, and those behind that of its instances. */
  globals: Readonly<Record<string, { own: readonly string[]; instance: readonly string[] }>>;
}

/** The options of an interface, those of what it extends after its own. */
export function interfaceMembers({ interfaces }: Library, name: string): LibraryMember[] {
  const found = new Map<string, LibraryMember>();
  const gather = (name: string): void => {
    const { members, extends: parents } = interfaces[name] ?? { members: [], extends: [] };
    for (const member of members) if (!found.has(member.name)) found.set(member.name, member);
    parents.forEach(gather);
  };
  gather(name);
  return [...found.values()];
}
