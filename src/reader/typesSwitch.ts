import type { Words } from "../i18n/index.ts";
import { browserStorage } from "./storage.ts";
import type { Item } from "./takeAway/menu.ts";

const kept = "types";
/** Where nothing can be kept, it holds for this page. */
let onThisPage: boolean | undefined;
const listeners: ((areOn: boolean) => void)[] = [];

/** Whether the editor shows types, for which TypeScript is loaded. */
export const areTypesOn = (): boolean => onThisPage ?? browserStorage.get(kept) !== "off";

export function turnTypes(areOn: boolean): void {
  onThisPage = browserStorage.set(kept, areOn ? null : "off") ? undefined : areOn;
  for (const listener of listeners) listener(areOn);
}

export const onTypesTurned = (listener: (areOn: boolean) => void): void => void listeners.push(listener);

/** The switch in the menu of a cell. */
export const typesItem = (words: Words["cell"]["types"]): Item => ({
  label: words.title,
  stays: true,
  isOn: areTypesOn,
  async act() {
    turnTypes(!areTypesOn());
    return words.said(areTypesOn());
  },
});
