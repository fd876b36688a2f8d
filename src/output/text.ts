import { element } from "./element.ts";

/** Text as it is, with its lines. */
export const renderText = (text: string, document: Document): HTMLElement => element(document, "pre", { class: "output output-text" }, text);
