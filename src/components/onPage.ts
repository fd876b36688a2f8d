/** Marks the section being read in the page's contents, and closes the contents when they have led somewhere. What a term or a citation leads to is shown in place on touch. */
const links = [...document.querySelectorAll<HTMLAnchorElement>(".on-page a")];
const headings = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
const contents = document.getElementById("contents");
let marked: HTMLAnchorElement | undefined;

/** `scrolled`: whether the page has been. Before that the contents stay as the page was opened. */
function mark(scrolled: unknown): void {
  // The last heading that has passed the upper third of the window; at the end of the page, the last one.
  const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const reached = atEnd ? links.at(-1) : links.findLast((_, i) => headings[i] && headings[i].getBoundingClientRect().top < innerHeight / 3);
  if (reached === marked) return;
  marked?.removeAttribute("aria-current");
  reached?.setAttribute("aria-current", "true");
  marked = reached;
  if (scrolled) keepInView();
}

/** Scrolls the contents, where they are longer than the window, so far that the marked section is in their middle. */
function keepInView(): void {
  if (!marked || !contents) return;
  const link = marked.getBoundingClientRect();
  const box = contents.getBoundingClientRect();
  if (link.top < box.top || link.bottom > box.bottom) contents.scrollTop += (link.top + link.bottom - box.top - box.bottom) / 2;
}

addEventListener("scroll", mark, { passive: true });
mark(scrollY);
contents?.addEventListener("toggle", keepInView);

// What a pointer rests on, or what has the focus, is explained in the margin; a finger rests on nothing, and is answered in place.
for (const type of ["click", "pointerover", "focusin"])
  addEventListener(type, (event) => {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>("a.term[title], a.cite");
    const isClick = type === "click";
    if (!link || isClick !== ((event as PointerEvent).pointerType === "touch")) return;
    if (isClick) event.preventDefault();
    import("./inPlace.ts").then(
      ({ openInPlace, openBeside }) => (isClick ? openInPlace : openBeside)(link),
      () => isClick && location.assign(link.href),
    );
  });

contents?.addEventListener("click", (event) => {
  if ((event.target as Element).closest("a[href^='#']") && contents.matches(":popover-open")) contents.hidePopover();
});
export {};
