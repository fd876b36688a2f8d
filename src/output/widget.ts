import type { InputSpec, InputType } from "../notebook/types.ts";
import type { OutputWords } from "./words.ts";

export interface InputContext {
  document: Document;
  words: OutputWords;
  /** Keeps the radio groups of a page apart: the cell's id. */
  idPrefix?: string;
}

/** What every widget's element has: its classes, its key and its kind. */
export type Attributes = Record<string, string>;

/** The control of one kind of input. */
export interface Widget<T extends InputType> {
  /** The control in the position that the spec gives; its element has these attributes. */
  render(spec: InputSpec<T>, attributes: Attributes, context: InputContext): HTMLElement;
  /** The value that it shows; undefined where what is being typed is none yet. */
  read(widget: HTMLElement): InputSpec<T>["value"] | undefined;
  /** Moves it, and writes its value beside it. */
  set(widget: HTMLElement, value: InputSpec<T>["value"]): void;
  /** Writes beside it what it shows after an `input` event; null where nothing stands beside it. */
  refresh: ((widget: HTMLElement) => void) | null;
  /** Whether the reader moves it by `input` events or by pressing its button, and what a press does first. */
  movedBy: "input" | { press: (widget: HTMLElement) => void };
}
