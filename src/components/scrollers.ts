/** A box that scrolls must be reachable by keyboard; one that does not must not be a stop. Measured again when the box changes its width. */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("article :is(.katex-display, .scroll, pre:not(.cell-source))")) observer.observe(box);
export {};
