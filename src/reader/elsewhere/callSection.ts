import type { ReadCall } from "../../editor/calls.ts";
import type { Words } from "../../i18n/index.ts";
import { element } from "../../output/element.ts";
import { callOf, writtenIn, type Recipe, type Spellings } from "./recipes.ts";

/** One call of the course's and the same in each library that has it. */
export function callSection(call: ReadCall, known: Spellings, { cell: { elsewhere: word }, reference: { library } }: Words): HTMLElement {
  const spelled = known[call.name];
  if (!spelled) throw new Error(`unknown optimizer in elsewhere.json: ${call.name}`);
  const { defaults, recipes, missing, formOf } = spelled;
  const isOpen = call.open.length > 0;
  const options = { ...defaults, ...call.options };
  const given = Object.entries(call.options);
  const ours = [...given.map(([name, value]) => `${name}: ${writtenIn("javascript", value)}`), ...(isOpen ? ["…"] : [])].join(", ");
  const unread = given.filter(([, value]) => typeof value === "object").map(([name]) => name);
  const items = recipes.map((recipe) => {
    const without = recipe.without.filter((option) => Object.hasOwn(call.options, option));
    return element(
      document,
      "li",
      {},
      `${recipe.library}: `,
      codeOf(callOf(recipe, options, isOpen)),
      ...formulas(recipe),
      ...(without.length > 0 ? [` ${word.without(without)}`] : []),
    );
  });
  return element(
    document,
    "div",
    { class: "elsewhere-call" },
    element(document, "p", {}, codeOf(`${call.name}(${ours ? `{ ${ours} }` : ""})`)),
    ...(formOf === undefined
      ? []
      : [
          element(
            document,
            "p",
            {},
            `${library.formOf} `,
            element(document, "a", { href: `../reference/#optim-${formOf}` }, formOf),
            recipes.length > 0 ? ` ${word.thatForm}` : undefined,
          ),
        ]),
    element(document, "ul", {}, ...items, ...(missing.length > 0 ? [element(document, "li", {}, library.notCompared(word.list(missing)))] : [])),
    ...(unread.length > 0 ? [element(document, "p", {}, word.unread(unread))] : []),
    ...(isOpen ? [element(document, "p", {}, word.open(call.open))] : []),
  );
}

/** Where the library's formula is another: the formulas are the site's own, set by its build. */
function formulas({ differs }: Recipe): (Node | string)[] {
  if (!differs) return [];
  const parts = differs.flatMap((html, i) => {
    const part = element(document, "span");
    part.innerHTML = html;
    if (i < differs.length - 1) part.append(",");
    return [part, " "];
  });
  return [" ", element(document, "span", { class: "elsewhere-differs" }, "≠ ", ...parts)];
}

/** Code whose lines break between its parts, not at the hyphen of 1e-8. */
function codeOf(text: string): HTMLElement {
  const parts = text.split(" ").map((part) => element(document, "span", {}, part));
  return element(document, "code", {}, ...parts.flatMap((part, i) => (i > 0 ? [" ", part] : [part])));
}
