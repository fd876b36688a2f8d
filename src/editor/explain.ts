import { commentHtml, highlight } from "./highlight.ts";
import type { Meaning, Scope } from "./meaning.ts";
import type { TypedName } from "./types/messages.ts";

/** What is shown of a name beside the list of completions, and under the pointer: its type, and what it is for. Nothing where no more is known than the name. */
export function explain(meaning: Meaning, scope: Scope): HTMLElement | null {
  if (meaning.kind === "entry") {
    const { entry } = meaning;
    const options = entry.takes ? [] : scope.optionsOf(meaning);
    return card(
      entry.signatures.join("\n"),
      entry.doc,
      options.filter(({ doc, default: value }) => doc !== "" || value !== undefined),
    );
  }
  if (meaning.kind === "member") {
    const { name, type, doc, default: value } = meaning.member;
    return type === "" && doc === "" ? null : card(`${name}${type && `: ${type}`}${value === undefined ? "" : ` = ${value}`}`, doc);
  }
  if (meaning.kind === "own") return card(meaning.binding.text, meaning.title ?? "");
  return null;
}

/** What TypeScript says of a name; what the library says of its purpose where TypeScript has nothing on that. */
export const explainTyped = ({ type, doc }: TypedName, meaning?: Meaning): HTMLElement =>
  card(type, doc || (meaning?.kind === "member" ? meaning.member.doc : meaning?.kind === "own" ? (meaning.title ?? "") : ""));

/** Whether the library knows more of it than its type: how it is written where it comes from, or its default. */
export const isWritten = (meaning: Meaning | undefined): boolean =>
  meaning?.kind === "entry" || (meaning?.kind === "member" && meaning.member.default !== undefined);

function card(signature: string, doc: string, options: readonly { name: string; doc: string; default?: string }[] = []): HTMLElement {
  const box = make("div", "");
  box.className = "cell-doc";
  box.append(
    make("code", highlight(signature)),
    ...doc
      .split("\n\n")
      .filter(Boolean)
      .map((paragraph) => make("p", commentHtml(paragraph))),
  );
  if (options.length > 0) {
    const list = make("dl", "");
    for (const { name, doc, default: value } of options) {
      const code = make("code", "");
      code.textContent = value === undefined ? name : `${name} = ${value}`;
      const term = make("dt", "");
      term.append(code);
      list.append(term, make("dd", commentHtml(doc)));
    }
    box.append(list);
  }
  return box;
}

function make(name: keyof HTMLElementTagNameMap, html: string): HTMLElement {
  const made = document.createElement(name);
  made.innerHTML = html;
  return made;
}
