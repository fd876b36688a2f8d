// `complete` is long: it is a list of places where a caret can stand, asked one after the other, and the first that fits answers.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { localCompletionSource } from "@codemirror/lang-javascript";
import { language, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { membersAt, optionsAt } from "./atPosition.ts";
import { childrenOf, type SyntaxNode } from "./bindings.ts";
import { withImport, withModule, withValue } from "./choose.ts";
import { explain, explainTyped } from "./explain.ts";
import { signatureOf, type Library } from "./library.ts";
import { createScope, type Meaning, type Scope, type Surroundings } from "./meaning.ts";
import type { CellTypes } from "./types/messages.ts";

const word = /^[\w$]*$/;
const keywords =
  "async await break class const continue do else export extends false for function if import in instanceof let new null of return switch this throw true try typeof while yield".split(
    " ",
  );
const typeWords = ["boolean", "number", "readonly", "string", "unknown", "void"];

/** Whole names from other modules may be offered, too: choosing one imports it. */
const importable = ["optim", "problems", "steps"];

/** Milliseconds that the members of a value are waited for; then those are offered that the text itself tells of, where there are any. */
const patience = 400;

/** What can stand at the caret; `types`: what TypeScript knows of it, where it is there. */
export function complete(context: CompletionContext, around: Surroundings): CompletionResult | null;
export function complete(
  context: CompletionContext,
  around: Surroundings,
  types?: CellTypes,
): CompletionResult | null | Promise<CompletionResult | null>;
export function complete(
  context: CompletionContext,
  around: Surroundings,
  types?: CellTypes,
): CompletionResult | null | Promise<CompletionResult | null> {
  const { library } = around;
  const { state, pos } = context;
  // What is no code, or too long to be read as such, has no names to complete.
  if (!state.facet(language)) return null;
  const code = state.doc.toString();
  const typed = context.matchBefore(/[\w$]*/)!;
  const scope = createScope(code, around);
  // Without the library the next key asks again: it may be there by then.
  const result = (options: readonly Completion[], from = typed.from, validFor = word): CompletionResult | null =>
    options.length > 0 ? { from, options, ...(library && { validFor }) } : null;
  const entry = (name: string, meaning: Meaning, more: Partial<Completion> = {}): Completion => ({
    label: name,
    ...more,
    info: () => explain(meaning, scope),
  });

  const node = syntaxTree(state).resolveInner(pos, -1);
  if (node.name === "String" && node.parent?.name === "ImportDeclaration") {
    const modules = Object.keys(library?.modules ?? {}).filter((module) => module !== "" && module !== "Plot");
    return result(
      modules.map((label) => ({ label })),
      node.from + 1,
      /^[\w/]*$/,
    );
  }
  if (isText(node)) return null;

  const group = /\bimport\s*(?:type\s*)?\{([^{}]*)$/.exec(code.slice(0, typed.from));
  if (group) {
    const rest = code.slice(pos);
    const [, module] = /^[^{}]*\}\s*from\s*["']([^"'\n]+)["']/.exec(rest) ?? [];
    const there = new Set(`${group[1]} ${/^[^}\n]*/.exec(rest)![0]}`.match(/[\w$]+/g));
    const close = /^\s*\}\s*$/m.exec(rest);
    const isOpen = module === undefined && close?.index === 0;
    const offers = new Map<string, Completion>();
    for (const from of module === undefined ? importable : [module])
      for (const one of library?.modules[from] ?? []) {
        // Where two modules export one thing, it is the first one's.
        if (there.has(one.name) || offers.has(one.name)) continue;
        const apply = isOpen ? { apply: withModule(from, close![0].indexOf("}") + 1) } : {};
        offers.set(one.name, entry(one.name, { kind: "entry", module: from, entry: one }, { detail: from, ...apply }));
      }
    return result([...offers.values()]);
  }

  // Behind a full stop nothing but what is known to stand there is offered.
  const member =
    node.name === "." || node.name === "?."
      ? node.parent
      : node.name === "PropertyName" && node.parent?.name === "MemberExpression"
        ? node.parent
        : undefined;
  if (member) {
    const owner = member.firstChild;
    if (!owner) return null;
    const known = membersAt(state, owner, scope).map(({ name, meaning }) =>
      // Plot's classes are for those who write marks.
      entry(name, meaning, {
        detail: detailOf(meaning),
        boost: meaning.kind === "entry" && signatureOf(meaning.entry).startsWith("class ") ? -9 : 0,
      }),
    );
    if (!types?.areThere()) return result(known);
    const { from } = typed;
    const describe = (name: string) => async () => {
      const told = await types.ask(code, "memberAt", from, name);
      return told ? explainTyped(told) : null;
    };
    const asked = types.ask(code, "membersAt", from);
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
    return (known.length > 0 ? Promise.race([asked, late]) : asked).then((names = []) =>
      result(names.length > 0 ? names.map((name) => known.find(({ label }) => label === name) ?? { label: name, info: describe(name) }) : known),
    );
  }

  const object = keyPlace(state, node, typed.from);
  if (object) {
    const known = optionsAt(state, object, scope);
    if (known.length > 0) {
      const given = new Set(
        childrenOf(object).flatMap((child) =>
          child.name === "Property" && child.to !== pos ? [state.sliceDoc(child.firstChild!.from, child.firstChild!.to)] : [],
        ),
      );
      const isValued = /^[\w$]*\s*:/.test(code.slice(pos));
      const own = scope.names();
      const offered = known.filter(({ name }) => !given.has(name));
      return result(
        offered.map((option, i) =>
          entry(
            option.name,
            { kind: "member", member: option },
            {
              detail: option.default === undefined ? option.type : `= ${option.default}`,
              boost: Math.max(-99, 99 - i),
              // A name of the page that is called as the option is, is meant by it: `{ lr }`.
              ...(!isValued && !own.has(option.name) && { apply: withValue(option) }),
            },
          ),
        ),
      );
    }
  }

  if (node.name.endsWith("Definition") && node.name !== "PropertyDefinition") return null;
  if (typed.text === "" && !context.explicit) return null;
  if (/^\d/.test(typed.text)) return null;
  return result(node.name === "TypeName" ? typesAt(scope, entry, library) : namesAt(context, scope, entry, library));
}

type Entry = (name: string, meaning: Meaning, more?: Partial<Completion>) => Completion;

/** What can begin an expression here: what is nearest first. */
function namesAt(context: CompletionContext, scope: Scope, entry: Entry, library: Library | undefined): Completion[] {
  const options = new Map<string, Completion>();
  const own = scope.names();
  for (const { label } of localCompletionSource(context)?.options ?? []) if (!own.has(label)) options.set(label, { label, boost: 4 });
  for (const [name, meaning] of own) {
    if (meaning.kind === "own" && meaning.binding.isType) continue;
    if (!options.has(name)) options.set(name, entry(name, meaning, { detail: detailOf(meaning), boost: 3 }));
  }
  for (const one of library?.modules[""] ?? [])
    if (!options.has(one.name)) options.set(one.name, entry(one.name, { kind: "entry", module: "", entry: one }, { boost: 2 }));
  for (const module of importable)
    for (const one of library?.modules[module] ?? [])
      if (one.kind !== "type" && !options.has(one.name))
        options.set(one.name, entry(one.name, { kind: "entry", module, entry: one }, { detail: module, boost: 1, apply: withImport(module) }));
  for (const label of [...Object.keys(library?.globals ?? {}), ...keywords]) if (!options.has(label)) options.set(label, { label });
  return [...options.values()];
}

function typesAt(scope: Scope, entry: Entry, library: Library | undefined): Completion[] {
  const options = new Map<string, Completion>();
  for (const [name, meaning] of scope.names())
    if (meaning.kind === "own" ? meaning.binding.isType : meaning.kind === "entry" && meaning.entry.kind === "type")
      options.set(name, entry(name, meaning, { detail: detailOf(meaning), boost: 2 }));
  for (const module of importable)
    for (const one of library?.modules[module] ?? [])
      if (one.kind === "type" && !options.has(one.name))
        options.set(one.name, entry(one.name, { kind: "entry", module, entry: one }, { detail: module, boost: 1, apply: withImport(module) }));
  return [...options.values(), ...typeWords.map((label) => ({ label }))];
}

/** Where nothing is completed: comments, strings, and what is written for eyes alone. Code in a template is code. */
function isText(node: SyntaxNode): boolean {
  for (let around: SyntaxNode | null = node; around; around = around.parent) {
    if (around.name === "Interpolation") return false;
    if (/^(?:String|TemplateString|RegExp|LineComment|BlockComment|Label|JSXText)$/.test(around.name)) return true;
  }
  return false;
}

/** The object whose key is being written at `from`. */
function keyPlace(state: EditorState, node: SyntaxNode, from: number): SyntaxNode | undefined {
  if (!/[{,]\s*$/.test(state.sliceDoc(Math.max(0, from - 200), from))) return undefined;
  let around: SyntaxNode | null = node;
  while (around && /^(?:⚠|Property|PropertyDefinition|[{},])$/.test(around.name)) around = around.parent;
  return around?.name === "ObjectExpression" && around.from < from ? around : undefined;
}

const detailOf = (meaning: Meaning): string | undefined => {
  if (meaning.kind === "entry") return meaning.module === "" || meaning.module === "Plot" ? undefined : meaning.module;
  if (meaning.kind === "own") return meaning.title;
  return meaning.kind === "member" && !meaning.member.type.includes("=>") ? meaning.member.type.slice(0, 40) || undefined : undefined;
};
