/** The choice of colours: on this page at once, in the site's other tabs, and kept. `theme.js` in layouts reads it back before the first paint. */
const root = document.documentElement;
const radios = document.querySelectorAll<HTMLInputElement>("input[name=theme]");

function show(choice: string): void {
  root.dataset.theme = choice;
  for (const radio of radios) radio.checked = radio.value === choice;
}

for (const radio of radios) {
  radio.addEventListener("change", () => {
    show(radio.value);
    // Not by `reader/storage.ts`: pages without cells load nothing of that room.
    try {
      localStorage.setItem("theme", radio.value);
    } catch {
      // Storage is full or forbidden: the choice lasts until the page is left.
    }
  });
}
addEventListener("storage", ({ key, newValue }) => {
  if (key === "theme") show(newValue ?? "system");
});
// The page is printed in the light theme.
let before = "system";
addEventListener("beforeprint", () => {
  before = root.dataset.theme ?? before;
  root.dataset.theme = "light";
});
addEventListener("afterprint", () => (root.dataset.theme = before));
show(root.dataset.theme ?? "system");
export {};
