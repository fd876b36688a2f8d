// Runs before the first paint, inline: the page's policy allows it by its hash.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") || "system";
} catch {
  document.documentElement.dataset.theme = "system";
}
