import type { Library } from "../../content/optimizers.ts";
import type { Optimizer } from "../optim/index.ts";
import { writtenIn } from "../reader/elsewhere/recipes.ts";
import type { ShownLibrary } from "./cheatSheet.ts";

/** An option as its library spells it: its default where there is one, and what must be set. */
export interface ShownOption {
  name: string;
  value?: string;
  set?: string;
}

/** The options of an optimizer in a library: those that are on or not 0, and those that must be set. */
export function shownOptions(library: Library, { of: { defaults }, set = {} }: ShownLibrary): ShownOption[] {
  const wanted = new Map(Object.entries(set).map(([name, word]) => [name, inLibrary(library, word)]));
  const own = Object.entries(defaults)
    .filter(([name, value]) => wanted.has(name) || (value !== 0 && value !== false))
    .map(([name, value]) => ({ name: spelt(library, name), value: written(library, value), ...(wanted.has(name) ? { set: wanted.get(name) } : {}) }));
  const needed = [...wanted].filter(([name]) => !Object.hasOwn(defaults, name)).map(([name, word]) => ({ name: spelt(library, name), set: word }));
  return [...needed, ...own];
}

/** `learningRate` is `learning_rate` in Python; Keras also sets numbers off: `beta_1`. */
export function spelt(library: Library, name: string): string {
  if (library === "tfjs") return name;
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return library === "keras" ? snake.replace(/^beta(\d)$/, "beta_$1") : snake;
}

/** A value as the library writes it. */
export function written(library: Library, value: unknown): string {
  if (Array.isArray(value)) return `(${value.map((entry) => written(library, entry)).join(", ")})`;
  if (typeof value === "number") return writtenIn(library === "tfjs" ? "javascript" : "python", value);
  return inLibrary(library, String(value));
}

const inLibrary = (library: Library, word: string): string =>
  library === "tfjs" ? word : word.replace(/^(true|false)$/, (truth) => truth.charAt(0).toUpperCase() + truth.slice(1));

/** The vectors that an optimizer keeps between steps, by name. */
export function stateVectors(make: () => Optimizer<unknown>): string[] {
  const optimizer = make();
  const { rows = 1, columns = 1 } = optimizer.options ?? {};
  return Object.entries(optimizer.init(rows * columns) as object)
    .filter(([, value]) => value instanceof Float64Array)
    .map(([name]) => name);
}
