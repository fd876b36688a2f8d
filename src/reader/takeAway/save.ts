import { element } from "../../output/element.ts";

/** Gives the reader a file, as the browser does with all downloads. */
export function save(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element(document, "a", { href: address, download: name }).click();
  // A download that has begun keeps what it reads.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
