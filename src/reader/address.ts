/**
 * Positions of inputs in the page's address, as in `#~momentum-steps.Step=12&momentum-steps.Start=7,-3`: CELL.LABEL=VALUE. A link is
 * another hand's work: what does not fit an input of the page is passed over. Besides positions it may have `code=…` (sharing/).
 */
import { positionFrom } from "../notebook/inputs.ts";
import type { InputSpec, InputValue, InputValues } from "../notebook/types.ts";
import { formatFragment, parseFragment } from "./fragment.ts";

/** Inputs whose position belongs in the address, by cell and key, as they stand when nobody moves them. */
export type Addressed = ReadonlyMap<string, ReadonlyMap<string, InputSpec>>;

/** The positions that the address gives to inputs of the page; those that do not fit are left out. */
export function readAddress(hash: string, addressed: Addressed): InputValues {
  const positions: InputValues = {};
  const texts = new URLSearchParams(parseFragment(hash).cells ?? "");
  for (const [cell, specs] of addressed) {
    for (const [key, spec] of specs) {
      const value = positionFrom(spec, texts.get(`${cell}.${key}`) ?? "");
      if (value !== undefined) (positions[cell] ??= {})[key] = value;
    }
  }
  return positions;
}

/** What the address says of the inputs that do not stand where the page has them; empty where all do. */
export function writeAddress(positions: InputValues, addressed: Addressed): string {
  const parts: string[] = [];
  for (const [cell, specs] of addressed) {
    for (const [key, spec] of specs) {
      const value = positions[cell]?.[key];
      if (value !== undefined && String(value) !== String(spec.value)) parts.push(formatPosition(cell, key, value));
    }
  }
  return parts.join("&");
}

/** One position as the address has it. */
export const formatPosition = (cell: string, key: string, value: InputValue): string => `${encode(`${cell}.${key}`)}=${encode(String(value))}`;

/** The packed code that the address carries, if any; it is not to be believed. */
export const codeIn = (hash: string): string | undefined => new URLSearchParams(parseFragment(hash).cells ?? "").get("code") ?? undefined;

const encode = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"))
    .replaceAll("%20", "+")
    .replaceAll("%2C", ",");

/** Browsers refuse a page that changes its address more than a few times a second. */
const pauseMs = 400;

/** Keeps the page's address at the positions that it is told, without new entries in the history. Its place stays, and code that waits for an answer. */
export function createAddressWriter(): (positions: string) => void {
  let wanted = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (positions) => {
    wanted = positions;
    timer ??= setTimeout(() => {
      timer = undefined;
      const code = codeIn(location.hash);
      setCells([wanted, ...(code === undefined ? [] : [`code=${code}`])].filter(Boolean).join("&"));
    }, pauseMs);
  };
}

/** Takes the code out of the page's address: it was answered. */
export const dropCode = (): void =>
  setCells(
    (parseFragment(location.hash).cells ?? "")
      .split("&")
      .filter((part) => !part.startsWith("code="))
      .join("&"),
  );

function setCells(cells: string): void {
  const now = parseFragment(location.hash);
  // With nothing to keep, a heading's name in the address stays.
  if (cells === (now.cells ?? "")) return;
  try {
    history.replaceState(history.state, "", formatFragment({ ...now, cells }) || location.pathname + location.search);
  } catch {
    // The browser has had enough for now; the next move tries again.
  }
}
