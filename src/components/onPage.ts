/** Marks the section being read in the page's contents, and closes the contents when they have led somewhere. */
const links = [...document.querySelectorAll<HTMLAnchorElement>(".on-page a")];
const headings = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
let marked: HTMLAnchorElement | undefined;

function mark(): void {
  // The last heading that has passed the upper third of the window; at the end of the page, the last one.
  const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const reached = atEnd ? links.at(-1) : links.findLast((_, i) => headings[i] && headings[i].getBoundingClientRect().top < innerHeight / 3);
  if (reached === marked) return;
  marked?.removeAttribute("aria-current");
  reached?.setAttribute("aria-current", "true");
  marked = reached;
}

addEventListener("scroll", mark, { passive: true });
mark();

const contents = document.getElementById("contents");
contents?.addEventListener("click", (event) => {
  if ((event.target as Element).closest("a[href^='#']") && contents.matches(":popover-open")) contents.hidePopover();
});
export {};
