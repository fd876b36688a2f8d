/**
 * A box that scrolls must be reachable by keyboard; one that does not must not be a stop, unless the arrow keys have symbols in it
 * to go to. Measured again when the box changes its width.
 */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth || target.ariaKeyShortcuts) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("article :is(.katex-display, .scroll, pre)")) {
  if (box.querySelector("[data-s]")) {
    box.ariaKeyShortcuts = "ArrowRight ArrowLeft";
    box.setAttribute("tabindex", "0");
    box.setAttribute("aria-describedby", "symbol-keys");
  }
  if (!box.matches(".cell-source")) observer.observe(box);
}
export {};
