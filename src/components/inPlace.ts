/** Shows what a term or a citation leads to. Loaded when one is touched, or a pointer or the focus comes to one. */
import { localeOf, words } from "../i18n/index.ts";
import { floating, place } from "../reader/links/float.ts";

let box: HTMLElement | undefined;
let shown: HTMLAnchorElement | undefined;

/** In place, with a link that leads there. */
export function openInPlace(link: HTMLAnchorElement): void {
  if (!box) {
    box = floating("span", "in-place");
    // A touch elsewhere, or Escape, closes it.
    box.popover = "auto";
    addEventListener("scroll", () => shown && box!.matches(":popover-open") && place(box!, shown), { capture: true, passive: true });
  }
  const { page, reference } = words(localeOf(location.pathname, import.meta.env.BASE_URL));
  const further = document.createElement("a");
  further.href = link.href;
  further.textContent = link.matches(".term") ? reference.glossary.title : page.references;
  further.addEventListener("click", () => box!.hidePopover());
  box.replaceChildren(explained(link), " ", further);
  shown = link;
  link.after(box);
  box.showPopover();
  place(box, link);
}

/** What a term means, or the work that is cited. */
function explained(link: HTMLAnchorElement): Node | string {
  const work = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.firstElementChild?.cloneNode(true);
  return link.matches(".term") || !work ? link.title : work;
}

const note = floating("div", "in-place beside");
/** The browser would say the same again, over the text. */
let title = "";
let leaving: ReturnType<typeof setTimeout> | undefined;
/** Time for the pointer to come from the link to the note, in milliseconds. */
const patience = 300;

/** In the margin, where the page has one, at the height of the link, for as long as the pointer or the focus is on one of both. */
export function openBeside(link: HTMLAnchorElement): void {
  clearTimeout(leaving);
  const main = link.closest("main");
  // The link may have been left before this was loaded.
  if (!main || !link.matches(":hover, :focus-visible") || (shown === link && note.matches(":popover-open"))) return;
  const margin = parseFloat(getComputedStyle(main).paddingInlineEnd);
  if (!margin) return;
  close();
  note.replaceChildren(explained(link));
  shown = link;
  title = link.title;
  link.removeAttribute("title");
  document.body.append(note);
  note.showPopover();
  const { top } = link.getBoundingClientRect();
  // It stands on the page, not in the window: it scrolls with its link, which a key may just have brought into view.
  note.style.left = `${scrollX + main.getBoundingClientRect().right - note.offsetWidth}px`;
  note.style.top = `${scrollY + Math.max(6, Math.min(top - 6, innerHeight - note.offsetHeight - 6))}px`;
  for (const type of ["pointerleave", "blur"]) link.addEventListener(type, leave);
}

function leave(): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (![note, shown!].some((element) => element.matches(":hover, :focus-visible"))) close();
  }, patience);
}

function close(): void {
  if (!note.matches(":popover-open")) return;
  note.hidePopover();
  note.remove();
  if (title) shown!.title = title;
  for (const type of ["pointerleave", "blur"]) shown!.removeEventListener(type, leave);
}

note.addEventListener("pointerleave", leave);
addEventListener("keydown", ({ key }) => key === "Escape" && close());
