import { StateEffect, StateField } from "@codemirror/state";

export const setMessages = StateEffect.define<readonly string[]>();

/** The messages of the type errors that are marked in an editor, each with its line. */
export const typeMessages = StateField.define<readonly string[]>({
  create: () => [],
  update: (messages, { effects }) => effects.find((effect) => effect.is(setMessages))?.value ?? messages,
});
