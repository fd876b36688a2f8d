/** What the editor offers and explains (`editor/library.ts`), made from the reference, from Plot's own types, and from what standard JavaScript has. */
import { globSync } from "node:fs";
import type { Library, LibraryEntry, LibraryInterface, LibraryMember } from "../editor/library.ts";
import { ambientNames, isBuiltin } from "../notebook/names.ts";
import { Plot } from "../plot/draw.ts";
import { flat, membersOf, readSource, type Declaration, type Member } from "./declarations.ts";
import { moduleFiles, referenceEntries, type ReferenceEntry, type ReferenceMember } from "./reference.ts";

export function editorLibrary(): Library {
  const all = referenceEntries();
  const modules = Object.fromEntries(Object.keys(moduleFiles).map((name) => [name, all.filter(({ module }) => module === name).map(entryOf)]));
  const { entries, interfaces } = plotLibrary();
  return { modules: { ...modules, Plot: entries }, interfaces, globals: globals() };
}

const entryOf = ({ name, kind, signatures, doc, options, members }: ReferenceEntry): LibraryEntry => ({
  name,
  kind,
  signatures,
  doc,
  ...(options.length > 0 && { options: options.map(memberOf) }),
  ...(members.length > 0 && { members: members.map(memberOf) }),
});

/** Of an option without a comment, what it must be. */
const memberOf = ({ name, type, doc, want, default: value }: ReferenceMember): LibraryMember => ({
  name,
  type,
  doc: doc || (want ?? ""),
  ...(value !== undefined && { default: value }),
});

/** What Plot exports, as its declaration files describe it; of their long comments the first sentence. */
function plotLibrary(): { entries: LibraryEntry[]; interfaces: Record<string, LibraryInterface> } {
  const declared = new Map<string, Declaration>();
  for (const file of globSync("node_modules/@observablehq/plot/src/**/*.d.ts").sort())
    for (const [name, declaration] of readSource(file).declared) declared.set(name, declaration);

  const interfaces: Record<string, LibraryInterface> = {};
  function include(name: string): void {
    if (Object.hasOwn(interfaces, name)) return;
    const { source, nodes } = declared.get(name)!;
    const [head = ""] = source.text.slice(nodes[0].from, nodes[0].to).split("{", 1);
    const parents = named(head.split(/\bextends\b/)[1] ?? "");
    const members = nodes.flatMap((node) => membersOf(node, source)).map(shortened);
    interfaces[name] = { extends: parents, members };
    parents.forEach(include);
    for (const { type } of members) named(type).forEach(include);
  }
  /** The interfaces of options that a type mentions. */
  const named = (type: string): string[] =>
    [...new Set(type.match(/\b[A-Z]\w*(?:Options|Defaults)\b/g))].filter((name) => declared.get(name)?.nodes[0].name === "InterfaceDeclaration");

  const entries = Object.keys(Plot).map((name): LibraryEntry => {
    const declaration = declared.get(name);
    if (!declaration) return { name, kind: "value", signatures: [name], doc: "" };
    const { source, nodes, doc } = declaration;
    const signatures = nodes.map((node) => flat(source.text.slice(node.from, node.to)).replace(/^(?:function|const|let) |;$/g, ""));
    const isFunction = nodes[0].name === "FunctionDeclaration";
    // The last parameter holds the options, in the fullest overload.
    const [takes] = isFunction ? signatures.flatMap((signature) => named(signature.slice(0, signature.lastIndexOf("):"))).slice(-1)) : [];
    if (takes) include(takes);
    return { name, kind: isFunction ? "function" : "value", signatures, doc: firstSentence(doc.text), ...(takes && { takes }) };
  });
  return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), interfaces };
}

const shortened = ({ name, type, doc }: Member): LibraryMember => ({ name, type, doc: firstSentence(doc) });

/** Without the marks of emphasis and links. */
const firstSentence = (text: string): string =>
  text
    .replace(/(?:\n\s*\n|```)[^]*$/, "")
    .replace(/\s+/g, " ")
    .replace(/\[([^\]]+)\]\[\d+\]/g, "$1")
    .replace(/\*+([^\s*](?:[^*]*[^\s*])?)\*+/g, "$1")
    .replace(/(?<=[^.][.;:]) .*$/, "")
    .replace(/[;:]$/, ".")
    .trim();

/** The global names of a cell, as every host of standard JavaScript has them. */
function globals(): Library["globals"] {
  const namesOf = (value: unknown): string[] =>
    (typeof value === "object" && value !== null) || typeof value === "function"
      ? Object.getOwnPropertyNames(value).filter((name) => !/^(?:length|name|prototype|constructor|caller|callee|arguments|__\w+__)$/.test(name))
      : [];
  /** Those of its prototypes but that of all objects. */
  function inherited(prototype: object | null): string[] {
    return !prototype || prototype === Object.prototype
      ? []
      : [...namesOf(prototype), ...inherited(Object.getPrototypeOf(prototype) as object | null)];
  }
  return Object.fromEntries(
    ambientNames()
      .filter((name) => !isBuiltin(name))
      .map((name) => {
        const value = (globalThis as Record<string, unknown>)[name];
        const { prototype } = typeof value === "function" ? (value as { prototype?: object }) : {};
        const hasLength = /Array$|^String$/.test(name);
        return [name, { own: namesOf(value), instance: [...(hasLength ? ["length"] : []), ...new Set(inherited(prototype ?? null))] }];
      }),
  );
}
