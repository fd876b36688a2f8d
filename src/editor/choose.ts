/** What choosing a completion writes where that is more than its name. All is read when it is chosen: a list stays open while its word is being typed. */
import { pickedCompletion, type Completion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { ChangeSpec, EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { childrenOf } from "./bindings.ts";
import type { LibraryMember } from "./library.ts";

const fromModule = (module: string): string => `from "${module}";`;

type Apply = (view: EditorView, completion: Completion, from: number, to: number) => void;

/** Writes an option with its default, which stands selected: typing replaces it. */
export function withValue({ name, default: value = "" }: LibraryMember): Apply {
  // A default that is computed is the function's own.
  const shown = /^(?:-?[\d.e-]+|true|false|"[^"]*"|\[[\d.e\-, ]*\])$/.test(value) ? value : "";
  return (view, completion, from, to) => {
    // Within empty braces, as the course writes them.
    const pad = view.state.sliceDoc(from - 1, from) === "{" && view.state.sliceDoc(to, to + 1) === "}" ? " " : "";
    const at = from + pad.length + name.length + 2;
    write(view, completion, { from, to, insert: `${pad}${name}: ${shown}${pad}` }, { anchor: at, head: at + shown.length });
  };
}

/** Writes a name between the braces of an import that has no module yet, and its module behind them; `closeLength`: from the name to there. */
export const withModule =
  (module: string, closeLength: number): Apply =>
  (view, completion, from, to) =>
    write(
      view,
      completion,
      [
        { from, to, insert: completion.label },
        { from: to + closeLength, insert: ` ${fromModule(module)}` },
      ],
      to,
    );

/** Writes a name, and imports it: beside other names of its module, else in a line of its own at the top. */
export const withImport =
  (module: string): Apply =>
  (view, completion, from, to) =>
    write(view, completion, [importOf(view.state, completion.label, module), { from, to, insert: completion.label }], to);

function importOf(state: EditorState, name: string, module: string): { from: number; insert: string } {
  const group = childrenOf(syntaxTree(state).topNode)
    .filter((statement) => {
      const source = statement.name === "ImportDeclaration" && !statement.getChild("type") ? statement.getChild("String") : null;
      return source !== null && state.sliceDoc(source.from + 1, source.to - 1) === module;
    })
    .map((statement) => statement.getChild("ImportGroup"))
    .find((found) => found !== null);
  // A comment may stand between the last name and the brace.
  const last = group && childrenOf(group).findLast((part) => /^(?:VariableDefinition|[{,])$/.test(part.name));
  return last
    ? { from: last.to, insert: `${last.name === "VariableDefinition" ? "," : ""} ${name}` }
    : { from: 0, insert: `import { ${name} } ${fromModule(module)}\n` };
}

/** The caret goes behind what takes the place of the text before `caret`, where that is an offset. */
function write(view: EditorView, completion: Completion, spec: ChangeSpec, caret: number | { anchor: number; head: number }): void {
  const changes = view.state.changes(spec);
  view.dispatch({
    changes,
    selection: typeof caret === "number" ? { anchor: changes.mapPos(caret, 1) } : caret,
    userEvent: "input.complete",
    annotations: pickedCompletion.of(completion),
    scrollIntoView: true,
  });
}
