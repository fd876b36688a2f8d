// A long function: meanings, their types and their members are found by one another, over the same text and the same library.
/** What names mean in a cell: from the cell's own text, the other cells', and what can be imported. Nothing is run; what cannot be told so means nothing. */
import { bindingsOf, type Binding } from "./bindings.ts";
import { interfaceMembers, signatureOf, type Library, type LibraryEntry, type LibraryMember } from "./library.ts";

/** What stands around a cell. */
export interface Surroundings {
  /** Not there while it loads, and where it cannot be loaded. */
  library?: Library;
  /** The other cells of the page. */
  cells: readonly { title: string; code: string }[];
}

export type Meaning =
  | { kind: "entry"; module: string; entry: LibraryEntry }
  | { kind: "module"; module: string }
  | { kind: "member"; member: LibraryMember }
  | { kind: "global"; name: string }
  /** `title`: of the cell that defines it, where that is another. */
  | { kind: "own"; binding: Binding; title?: string };

export interface Scope {
  /** Of a name, or of names with full stops between: `Plot.line`. */
  meaningOf(path: string): Meaning | undefined;
  /** What can stand behind it and a full stop. */
  membersOf(meaning: Meaning): { name: string; meaning: Meaning }[];
  /** The options that it takes when it is called. */
  optionsOf(meaning: Meaning): readonly LibraryMember[];
  /** Those of an object that stands for an option. */
  optionsWithin(option: LibraryMember): readonly LibraryMember[];
  /** The top-level names of this cell and of the others. */
  names(): Map<string, Meaning>;
}

export function createScope(code: string, { library, cells }: Surroundings): Scope {
  const modules = library?.modules ?? {};
  const entriesOf = (module: string): readonly LibraryEntry[] => (Object.hasOwn(modules, module) ? modules[module] : undefined) ?? [];
  const globalOf = (name: string) => (library && Object.hasOwn(library.globals, name) ? library.globals[name] : undefined);
  const entryIn = (module: string, name: string): Meaning | undefined => {
    const entry = entriesOf(module).find((entry) => entry.name === name);
    return entry && { kind: "entry", module, entry };
  };

  function meant(binding: Binding, title?: string): Meaning {
    const { module, imported } = binding;
    const found = module === undefined ? undefined : imported === "*" ? { kind: "module" as const, module } : entryIn(module, imported!);
    return found ?? { kind: "own", binding, ...(title !== undefined && { title }) };
  }

  function named(name: string): Meaning | undefined {
    const own = bindingsOf(code).get(name);
    if (own) return meant(own);
    for (const cell of cells) {
      const binding = bindingsOf(cell.code).get(name);
      if (binding) return meant(binding, cell.title);
    }
    return entryIn("", name) ?? (globalOf(name) ? { kind: "global", name } : undefined);
  }

  function meaningOf(path: string): Meaning | undefined {
    const [first = "", ...rest] = path.split(".");
    return rest.reduce<Meaning | undefined>(
      (meaning, name) => meaning && membersOf(meaning).find((member) => member.name === name)?.meaning,
      named(first),
    );
  }

  const nameOnly = (name: string) => ({ name, meaning: { kind: "member" as const, member: { name, type: "", doc: "" } } });
  const asMember = (member: LibraryMember) => ({ name: member.name, meaning: { kind: "member" as const, member } });
  const exportsOf = (module: string) => entriesOf(module).map((entry) => ({ name: entry.name, meaning: { kind: "entry" as const, module, entry } }));

  function membersOf(meaning: Meaning): { name: string; meaning: Meaning }[] {
    if (meaning.kind === "module") return exportsOf(meaning.module);
    if (meaning.kind === "global") return (globalOf(meaning.name)?.own ?? []).map(nameOnly);
    if (meaning.kind === "entry" && meaning.module === "" && meaning.entry.name === "Plot") return exportsOf("Plot");
    const own = meaning.kind === "entry" ? (meaning.entry.members ?? []).map(asMember) : [];
    return [...own, ...membersOfType(typeOf(meaning))];
  }

  const asked = new Set<string>();
  function typeOf(meaning: Meaning): string {
    if (meaning.kind === "member") return meaning.member.type;
    if (meaning.kind === "entry") return meaning.entry.kind === "value" ? signatureOf(meaning.entry).replace(/^\w+: /, "") : "";
    if (meaning.kind !== "own") return "";
    const { name, type, call } = meaning.binding;
    if (type !== undefined) return type;
    // Two names can each be said to be the other's result.
    if (call === undefined || asked.has(name)) return "";
    asked.add(name);
    const called = meaningOf(call);
    asked.delete(name);
    return called ? resultOf(called) : "";
  }

  /** The type of what it gives when it is called, and waited for. */
  function resultOf(meaning: Meaning): string {
    if (meaning.kind === "entry" && meaning.entry.kind === "optimizer") return "Optimizer";
    const result =
      meaning.kind === "entry"
        ? /\): (.*)$/.exec(signatureOf(meaning.entry))?.[1]
        : meaning.kind === "member"
          ? /\) => (.*)$/.exec(meaning.member.type)?.[1]
          : undefined;
    return (result ?? "").replace(/^Promise<(.*)>$/, "$1");
  }

  const typeEntry = (name: string): LibraryEntry | undefined =>
    ["optim", "problems", "steps"].flatMap((module) => modules[module] ?? []).find((entry) => entry.name === name && entry.kind === "type");

  function membersOfType(type: string, seen = new Set<string>()): { name: string; meaning: Meaning }[] {
    const found = new Map<string, { name: string; meaning: Meaning }>();
    for (const part of type.replace(/^readonly /, "").split(/\s*[&|]\s*/)) {
      const name = /\[\]$|^(?:Readonly)?Array</.test(part) ? "Array" : part === "string" ? "String" : (/^\w+/.exec(part)?.[0] ?? "");
      if (seen.has(name)) continue;
      seen.add(name);
      const entry = typeEntry(name);
      const head = entry ? signatureOf(entry) : "";
      const wider = /\bextends ([^{]*)/.exec(head)?.[1] ?? /^(?:export )?type [^=]*= (.*)$/.exec(head)?.[1] ?? "";
      const instance = (entry ? undefined : globalOf(name)?.instance) ?? [];
      for (const member of [
        ...(entry?.members ?? []).map(asMember),
        ...membersOfType(wider.replaceAll(", ", " & "), seen),
        ...instance.map(nameOnly),
      ])
        if (!found.has(member.name)) found.set(member.name, member);
    }
    return [...found.values()];
  }

  return {
    meaningOf,
    membersOf,
    optionsOf(meaning) {
      if (meaning.kind !== "entry") return [];
      const { options = [], takes } = meaning.entry;
      return takes ? interfaceMembers(library!, takes) : options;
    },
    optionsWithin({ type }) {
      return (type.match(/\b[A-Z]\w*/g) ?? []).flatMap((name) =>
        library && Object.hasOwn(library.interfaces, name) ? interfaceMembers(library, name) : [],
      );
    },
    names() {
      const all = new Map<string, Meaning>();
      for (const [name, binding] of bindingsOf(code)) all.set(name, meant(binding));
      for (const cell of cells) for (const [name, binding] of bindingsOf(cell.code)) if (!all.has(name)) all.set(name, meant(binding, cell.title));
      return all;
    },
  };
}
