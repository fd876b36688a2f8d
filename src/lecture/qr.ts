import type { Session } from "../reader/session.ts";
import { browserStorage } from "../reader/storage.ts";
import { toSite } from "./phoneLink.ts";
import type { QrContent, QrPanel } from "./qrPanel.ts";
import type { DeckParts } from "./tool.ts";

/** Where the address that phones know of the site is kept. */
const siteKey = "lecture/site";

/** The code that opens this slide on students' phones, with the edited cells and the positions of inputs where they fit: on the screens of all windows, until it is closed in one. */
export function startQr(
  {
    deck,
    room,
    words: {
      classroom: { qr: words },
    },
    toolbar,
  }: DeckParts,
  session: () => Promise<Session>,
): void {
  const button = toolbar.add({ name: "qr", label: words.name, key: "q", onClick: () => (shared.get() ? set(null) : void open()) });
  const shared = room.share<QrContent | null>("qr", null, show);
  let loading: Promise<QrPanel> | undefined;
  const panel = () =>
    (loading ??= import("./qrPanel.ts").then(({ createQrPanel }) =>
      createQrPanel(deck.main, words, {
        onSite(site) {
          browserStorage.set(siteKey, site);
          const content = shared.get();
          if (content) set({ ...content, site });
        },
        onClose: () => set(null),
      }),
    ));

  async function open(): Promise<void> {
    const [{ linkFragments }, { shareable }] = await Promise.all([import("../reader/sharing/linkFragments.ts"), session()]);
    // A deck has no cells of the reader's own.
    const stands = shareable();
    const { slide, fragment } = deck.place();
    const titles = Object.keys(stands.edited).map((id) => deck.stage.querySelector(`[data-cell="${id}"]`)?.ariaLabel ?? id);
    set({
      fragments: await linkFragments(stands, `/${slide}${fragment > 0 ? `/${fragment}` : ""}`),
      changed: titles,
      site: toSite(browserStorage.get(siteKey) ?? "") ?? "",
    });
  }

  function set(content: QrContent | null): void {
    shared.set(content);
    show(content);
  }

  function show(content: QrContent | null): void {
    button.ariaPressed = String(content !== null);
    if (content)
      void panel().then(({ show: put }) => {
        if (shared.get() === content) put(content);
      });
    else void loading?.then(({ close }) => close());
  }

  // The code leads to the slide on which it was opened: on another slide it closes.
  deck.onPlace(() => {
    if (shared.get()) set(null);
  });
  show(shared.get());
}
