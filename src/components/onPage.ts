/** Marks the section being read in the page's contents, and closes the contents when they have led somewhere. */
const links = new Map([...document.querySelectorAll<HTMLAnchorElement>(".on-page a")].map((link) => [link.hash.slice(1), link]));
const headings = [...document.querySelectorAll<HTMLElement>("main h2[id]")].filter(({ id }) => links.has(encodeURIComponent(id)) || links.has(id));

function mark(): void {
  // The section being read is the last one whose heading has passed the upper third of the window.
  const reached = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).at(-1);
  for (const [id, link] of links) {
    if (reached && (id === reached.id || id === encodeURIComponent(reached.id))) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
for (const heading of headings) observer.observe(heading);

const contents = document.getElementById("contents");
contents?.addEventListener("click", (event) => {
  if ((event.target as Element).closest("a[href^='#']") && contents.matches(":popover-open")) contents.hidePopover();
});
export {};
