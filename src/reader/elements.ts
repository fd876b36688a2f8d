import { element } from "../output/element.ts";

/** A button of the page's own controls. */
export function button(label: string, onClick: () => void): HTMLButtonElement {
  const made = element(document, "button", { type: "button" }, label);
  made.addEventListener("click", onClick);
  return made;
}

/** A dialog over the page, open at once, and gone once it is closed; a click beside it closes it. */
export function openDialog(name: string, label: string, ...content: (Node | undefined)[]): HTMLDialogElement {
  const heading = element(document, "h2", {}, label);
  const box = element(document, "dialog", { class: `page-dialog ${name}`, "aria-label": label }, heading, ...content);
  box.addEventListener("click", ({ target }) => {
    if (target === box) box.close();
  });
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

/** Lets a button be pressed, or not. One that was pressed by a key keeps the focus: it goes when the focus goes. */
export function enable(button: HTMLButtonElement, can: boolean): void {
  const hasFocus = !can && button.matches(":focus-visible");
  button.ariaDisabled = hasFocus ? "true" : null;
  button.disabled = !can && !hasFocus;
  if (hasFocus)
    button.addEventListener(
      "blur",
      () => {
        if (button.ariaDisabled === "true") enable(button, false);
      },
      { once: true },
    );
}
