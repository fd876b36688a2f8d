import type { Words } from "../i18n/index.ts";
import type { LinkFragments } from "../reader/sharing/linkFragments.ts";
import { chooseLink, isLocal, toSite } from "./phoneLink.ts";
import { qrModules, qrSvg } from "./qrCode.ts";
import { element } from "../output/element.ts";
import { button } from "../reader/elements.ts";

/** What the panel shows, the same in all windows. */
export interface QrContent {
  fragments: LinkFragments;
  /** The titles of the cells whose code is not the site's. */
  changed: string[];
  /** The address of the site for phones, where it is not this window's own. */
  site: string;
}

export interface QrPanel {
  show(content: QrContent): void;
  close(): void;
}

/** A panel with the code and the link for students' phones. `onSite`: the lecturer has typed another address of the site; `onClose`: or closed the panel. */
export function createQrPanel(
  parent: HTMLElement,
  words: Words["classroom"]["qr"],
  { onSite, onClose }: { onSite(site: string): void; onClose(): void },
): QrPanel {
  const dialog = element(document, "dialog", { class: "qr-panel", "aria-label": words.name });
  const picture = element(document, "div", { class: "qr-picture" });
  const link = element(document, "p", { class: "qr-link" });
  const says = element(document, "p", { class: "qr-says" });
  const local = element(document, "p", { class: "qr-local" }, words.local);
  const label = element(document, "label", { class: "qr-site" }, words.site);
  const site = document.createElement("input");
  site.inputMode = "url";
  site.autocomplete = "off";
  site.placeholder = "https://";
  label.append(site);
  const said = element(document, "p", { class: "qr-said" });
  said.role = "status";
  const buttons = element(document, "p", { class: "qr-buttons" });
  const text = element(document, "div", { class: "qr-text" });
  text.append(element(document, "h2", {}, words.title), link, says, local, label, buttons, said);
  dialog.append(picture, text);
  parent.append(dialog);
  let whole = "";

  buttons.append(
    button(words.copy, async () => {
      try {
        await navigator.clipboard.writeText(whole);
        said.textContent = words.copied;
      } catch {
        said.textContent = words.notCopied;
      }
    }),
    button(words.close, onClose),
  );
  site.addEventListener("change", () => {
    const typed = site.value.trim() === "" ? "" : toSite(site.value);
    site.ariaInvalid = String(typed === undefined);
    said.textContent = typed === undefined ? words.noSite : "";
    if (typed !== undefined) onSite(typed);
  });
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key.toLowerCase() === "q" && event.target !== site && !event.ctrlKey && !event.metaKey && !event.altKey) onClose();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    onClose();
  });
  // A click on the backdrop closes the panel.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) onClose();
  });

  return {
    show({ fragments, changed, site: address }) {
      const base = import.meta.env.BASE_URL.replace(/\/$/, "");
      const page = (address || location.origin + base) + location.pathname.slice(base.length);
      const chosen = chooseLink(page, fragments, changed.length > 0, (some) => qrModules(some) !== undefined);
      whole = page + fragments.whole;
      const modules = qrModules(chosen.link);
      picture.replaceChildren(...(modules ? [qrSvg(modules, words.code)] : [words.tooLong]));
      link.textContent = (page + fragments.place).replace(/^https?:\/\//, "");
      says.textContent =
        changed.length > 0
          ? chosen.says === "code"
            ? words.withCode(changed)
            : words.withoutCode(changed)
          : chosen.says === "positions"
            ? words.withPositions
            : "";
      const isHere = isLocal(location.hostname);
      const reachable = address !== "" && !isLocal(new URL(address).hostname);
      local.hidden = !isHere || reachable;
      label.hidden = !isHere && address === "";
      if (site !== document.activeElement) site.value = address;
      if (!dialog.open) dialog.showModal();
    },
    close: () => dialog.close(),
  };
}
