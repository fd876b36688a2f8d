/** Puts a box of the top layer beside `anchor`: above it where there is room, else below, within the window. It takes no room on the page. */
export function place(box: HTMLElement, anchor: Element): void {
  const gap = 6;
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.max(gap, Math.min(at.left + at.width / 2 - width / 2, clientWidth - width - gap));
  const top = at.top - height - gap >= 0 ? at.top - height - gap : at.bottom + gap;
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/** An element in the top layer, hidden until `showPopover`; `.floating` has its look. */
export function floating(tag: "div" | "span", className: string): HTMLElement {
  const box = document.createElement(tag);
  box.className = `floating ${className}`;
  box.popover = "manual";
  return box;
}
