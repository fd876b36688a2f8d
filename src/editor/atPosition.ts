/** What stands at a place in the code, by the tree of its syntax. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { isLocal, isPath, type SyntaxNode } from "./bindings.ts";
import type { LibraryMember } from "./library.ts";
import type { Meaning, Scope } from "./meaning.ts";

const names = /^(?:VariableName|VariableDefinition|PropertyName|PropertyDefinition|TypeName)$/;

/** The name at an offset, or beside it. */
export function wordAt(state: EditorState, pos: number): SyntaxNode | undefined {
  for (const side of [1, -1] as const) {
    const node = syntaxTree(state).resolveInner(pos, side);
    if (names.test(node.name)) return node;
  }
  return undefined;
}

/** What a name in the code means. */
export function meaningAt(state: EditorState, node: SyntaxNode, scope: Scope): Meaning | undefined {
  const name = state.sliceDoc(node.from, node.to);
  if (node.name === "PropertyDefinition") {
    const option =
      node.parent?.parent?.name === "ObjectExpression" ? optionsAt(state, node.parent.parent, scope).find((one) => one.name === name) : undefined;
    return option && { kind: "member", member: option };
  }
  if (node.name === "PropertyName") {
    const owner = node.parent?.name === "MemberExpression" ? node.parent.firstChild : null;
    return owner ? membersAt(state, owner, scope).find((member) => member.name === name)?.meaning : undefined;
  }
  return isLocal(node, name, state.doc.toString()) ? undefined : scope.meaningOf(name);
}

/** Whether a path begins with a name that is local where `node` stands. */
function beginsLocally(node: SyntaxNode, path: string, state: EditorState): boolean {
  const [first = ""] = path.split(".");
  return isLocal(node, first, state.doc.toString());
}

/** What can stand behind the full stop after an expression. */
export function membersAt(state: EditorState, owner: SyntaxNode, scope: Scope): { name: string; meaning: Meaning }[] {
  const called = owner.name === "CallExpression" ? owner.firstChild! : undefined;
  const path = state.sliceDoc((called ?? owner).from, (called ?? owner).to);
  if (!isPath(path) || beginsLocally(owner, path, state)) return [];
  if (called) return scope.membersOf({ kind: "own", binding: { name: "", call: path, isType: false, text: "" } });
  const meaning = scope.meaningOf(path);
  return meaning ? scope.membersOf(meaning) : [];
}

/** The options that an object in the code can have, as an argument of a function that is known, or as the value of such an option. */
export function optionsAt(state: EditorState, object: SyntaxNode, scope: Scope): readonly LibraryMember[] {
  const { parent } = object;
  if (parent?.name === "Property" && parent.parent?.name === "ObjectExpression") {
    const key = state.sliceDoc(parent.firstChild!.from, parent.firstChild!.to);
    const option = optionsAt(state, parent.parent, scope).find(({ name }) => name === key);
    return option ? scope.optionsWithin(option) : [];
  }
  const callee = parent?.name === "ArgList" ? parent.parent?.firstChild : null;
  const path = callee ? state.sliceDoc(callee.from, callee.to) : "";
  const meaning = callee && isPath(path) && !beginsLocally(callee, path, state) ? scope.meaningOf(path) : undefined;
  return meaning ? scope.optionsOf(meaning) : [];
}
