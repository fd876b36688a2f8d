/** All that the page of handed-in answers loads at once: it waits for files, and then loads what opens them. */
const place = document.querySelector<HTMLElement>("#hand-in")!;
const input = place.querySelector<HTMLInputElement>("input[type=file]")!;

function open(files: FileList | null | undefined): void {
  if (!files?.length) return;
  // A list is emptied with its field.
  const all = [...files];
  import("./page.ts").then(
    ({ openHandIns }) => openHandIns(place, all),
    () => (place.querySelector("[role=status]")!.textContent = place.dataset.unavailable!),
  );
}
input.addEventListener("change", () => {
  open(input.files);
  input.value = "";
});
for (const type of ["dragover", "drop"] as const)
  addEventListener(type, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (type === "drop") open(event.dataTransfer.files);
  });
export {};
