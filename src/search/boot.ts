/** All of the search that a page loads at once: its buttons, which need scripts and so are made by one, and its keys. They load the rest. */
const header = document.querySelector<HTMLElement>("[data-search]");
const typing = "input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable], dialog";

function open(key?: string): void {
  import("./dialog.ts").then(({ openSearch }) => openSearch(key)).catch(() => {});
}

if (header) {
  for (const menu of header.querySelectorAll(".menu")) {
    const button = document.createElement("button");
    button.className = "menu";
    button.dataset.action = "search";
    button.type = "button";
    button.textContent = header.dataset.search!;
    button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    button.onclick = () => open();
    menu.before(button);
  }
  addEventListener("keydown", (event) => {
    // With Shift, Ctrl+K is the browser's, and its key is "K".
    const isOurs = event.key === (event.ctrlKey || event.metaKey ? "k" : "/") && !event.altKey && !event.defaultPrevented;
    // Until the next frame the focus may still be in a dialog that was closed, where nobody types.
    if (!isOurs || (event.target as Element).closest(typing)?.checkVisibility()) return;
    event.preventDefault();
    open(event.key);
  });
}
export {};
