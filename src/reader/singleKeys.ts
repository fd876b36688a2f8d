import { browserStorage } from "./storage.ts";

const kept = "single-keys";
/** Where nothing can be kept, it holds for this page. */
let onThisPage: boolean | undefined;

/**
 * Whether a key pressed alone does something. Who speaks to the browser, or whose fingers meet other keys, can turn them off (WCAG 2.2, 2.1.4); keys with
 * Ctrl, Cmd or Alt stay.
 */
export const areSingleKeysOn = (): boolean => onThisPage ?? browserStorage.get(kept) !== "off";

export function turnSingleKeys(areOn: boolean): void {
  onThisPage = browserStorage.set(kept, areOn ? null : "off") ? undefined : areOn;
}
