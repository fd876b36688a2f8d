/** The search's dialog: a field and the list of what it finds, a combobox that holds the focus all the time. */
import { adoptStyles } from "../output/adoptStyles.ts";
import { localeOf, pageHref, words } from "../i18n/index.ts";
import { ofThisBuild } from "../offline/pageBuild.ts";
import { element } from "../output/element.ts";
import { areSingleKeysOn } from "../reader/singleKeys.ts";
import { find, readIndex, type Found } from "./searchIndex.ts";
import type { Stretch } from "./words.ts";
import styles from "../styles/search.css?inline";

type Index = ReturnType<typeof readIndex>;

const base = import.meta.env.BASE_URL.replace(/\/*$/, "/");
const locale = localeOf(location.pathname, base);
const { search: word } = words(locale);

adoptStyles(styles);

const field = element(document, "input", {
  type: "text",
  role: "combobox",
  "aria-label": word.field,
  "aria-expanded": "false",
  "aria-controls": "search-list",
  "aria-autocomplete": "list",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  enterkeyhint: "go",
  placeholder: word.field,
});
const close = element(document, "button", { type: "button" }, word.close);
const status = element(document, "p", { role: "status" });
const list = element(document, "div", { role: "listbox", id: "search-list", "aria-label": word.results, hidden: true });
const box = element(
  document,
  "dialog",
  { class: "search", "aria-label": word.title },
  element(document, "div", { class: "search-field" }, field, close),
  status,
  list,
  element(document, "p", { class: "search-keys" }, word.keys),
);
document.body.append(box);

let index: Index | undefined;
let active = -1;

/** Opens the search; what was typed last stands in the field, ready to be typed over. `key`: what was pressed, alone or with Ctrl or Cmd, for it to open. */
export function openSearch(key?: string): void {
  if (box.open || (key === "/" && !areSingleKeysOn())) return;
  box.showModal();
  field.focus();
  field.select();
  if (!index) void load();
}

async function load(): Promise<void> {
  status.textContent = word.loading;
  try {
    const response = await fetch(ofThisBuild(`${pageHref(base, locale)}search.json`));
    if (!response.ok) throw new Error(`cannot load the search index: ${response.status}`);
    index = readIndex(await response.text());
    show();
  } catch {
    // Asked for again when the search is opened again.
    status.textContent = word.unavailable;
  }
}

function show(): void {
  if (!index) return;
  const query = field.value.trim();
  const { total, places } = query === "" ? { total: 0, places: [] } : find(index, query);
  list.replaceChildren(...places.map(optionOf));
  list.hidden = total === 0;
  list.scrollTop = 0;
  field.ariaExpanded = String(total > 0);
  status.textContent = query === "" ? "" : word.found(total, places.length);
  activate(total > 0 ? 0 : -1);
}

function optionOf({ href, kind, title, within, excerpt }: Found, i: number): HTMLElement {
  const option = element(
    document,
    "a",
    { role: "option", id: `search-option-${i}`, href: base + href, tabindex: "-1", "aria-selected": "false" },
    element(document, "span", { class: "search-kind" }, word.kinds[kind]),
    element(document, "span", { class: "search-title" }, ...title.map(stretch)),
    element(document, "span", { class: "search-within" }, within),
    element(document, "span", { class: "search-excerpt" }, ...excerpt.map(stretch)),
  );
  option.addEventListener("pointermove", () => activate(i));
  // A link to a place on this page leaves the dialog to be closed; another page need not find it open when the reader comes back.
  option.addEventListener("click", ({ ctrlKey, metaKey, shiftKey }) => {
    if (!ctrlKey && !metaKey && !shiftKey) box.close();
  });
  return option;
}

const stretch = ({ text, isHit }: Stretch): Node | string => (isHit ? element(document, "mark", {}, text) : text);

function activate(i: number): void {
  if (active >= 0) list.children[active]?.setAttribute("aria-selected", "false");
  active = i;
  const option = list.children[i];
  if (option) {
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  } else field.removeAttribute("aria-activedescendant");
}

field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
  const count = list.children.length;
  if (event.isComposing || count === 0) return;
  if (event.key === "ArrowDown") activate((active + 1) % count);
  else if (event.key === "ArrowUp") activate((active - 1 + count) % count);
  else if (event.key === "Enter") (list.children[active] as HTMLElement).click();
  else return;
  event.preventDefault();
});
close.addEventListener("click", () => box.close());
box.addEventListener("click", ({ target }) => {
  if (target === box) box.close();
});
