/** The selectors that drawings are searched with: names, classes, attributes, descendants and children, lists, `:is(…)` and `:not(…)`. */

/** What a selector asks of an element. */
export interface Selectable {
  readonly localName: string;
  readonly id: string;
  readonly classList: readonly string[];
  readonly parentElement: Selectable | null;
  getAttribute(name: string): string | null;
}

type Test = (element: Selectable) => boolean;
/** A compound with the one before it, of which it is a descendant or a child. */
interface Complex {
  test: Test;
  before: Complex | undefined;
  isChild: boolean;
}
export type Selector = Complex[];

const parsed = new Map<string, Selector>();

export function parseSelector(text: string): Selector {
  const known = parsed.get(text);
  if (known) return known;
  const selector = splitOutside(text, ",").map((part) => parseComplex(part.trim(), text));
  parsed.set(text, selector);
  return selector;
}

export const matches = (element: Selectable, selector: Selector): boolean => selector.some((complex) => matchesComplex(element, complex));

function matchesComplex(element: Selectable, { test, before, isChild }: Complex): boolean {
  if (!test(element)) return false;
  if (!before) return true;
  for (let above = element.parentElement; above; above = above.parentElement) {
    if (matchesComplex(above, before)) return true;
    if (isChild) return false;
  }
  return false;
}

function parseComplex(text: string, whole: string): Complex {
  const parts = splitOutside(text.replace(/\s*>\s*/g, " > "), " ").filter(Boolean);
  let complex: Complex | undefined;
  let isChild = false;
  for (const part of parts) {
    if (part !== ">") complex = { test: parseCompound(part, whole), before: complex, isChild };
    isChild = part === ">";
  }
  if (!complex) throw new SyntaxError(`invalid selector: ${whole}`);
  return complex;
}

const TOKEN =
  /^(?:(\*|[a-zA-Z][\w-]*)|\.([\w-]+)|#([\w-]+)|\[([\w:-]+)(?:([$^*]?=)(?:"([^"]*)"|([\w-]+)))?\]|:(not|is)\(([^()]*(?:\([^()]*\))?[^()]*)\))/;

function parseCompound(text: string, whole: string): Test {
  const tests: Test[] = [];
  for (let rest = text; rest !== "";) {
    const found = TOKEN.exec(rest);
    if (!found) throw new SyntaxError(`invalid selector: ${whole}`);
    rest = rest.slice(found[0].length);
    const [, name, className, id, attribute, operator, quoted, bare, pseudo, list = ""] = found;
    if (name !== undefined) {
      if (name !== "*") tests.push((element) => element.localName === name);
    } else if (className !== undefined) tests.push((element) => element.classList.includes(className));
    else if (id !== undefined) tests.push((element) => element.id === id);
    else if (attribute !== undefined) tests.push(attributeTest(attribute, operator, quoted ?? bare ?? ""));
    else {
      const inner = parseSelector(list);
      tests.push((element) => matches(element, inner) === (pseudo === "is"));
    }
  }
  return (element) => tests.every((test) => test(element));
}

function attributeTest(name: string, operator: string | undefined, wanted: string): Test {
  return (element) => {
    const value = element.getAttribute(name);
    if (value === null) return false;
    switch (operator) {
      case undefined:
        return true;
      case "=":
        return value === wanted;
      case "^=":
        return value.startsWith(wanted);
      case "$=":
        return value.endsWith(wanted);
      default:
        return value.includes(wanted);
    }
  };
}

/** Splits where the separator is in no brackets and no quotes. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0,
    isQuoted = false,
    start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (c === "(" || c === "[") depth++;
    else if (c === ")" || c === "]") depth--;
    else if (depth === 0 && c === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
