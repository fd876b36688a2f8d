/**
 * Positions of inputs in the page's address, as in `#~momentum-steps.Step=12&momentum-steps.Start=7,-3`: CELL.LABEL=VALUE. A link is
 * another hand's work: what does not fit an input of the page is passed over, and there is nothing in it but positions.
 */
import { fits } from "../notebook/inputs.ts";
import type { InputSpec, InputValue, InputValues } from "../notebook/types.ts";
import { addressMark } from "./addressMark.ts";

/** Inputs whose position belongs in the address, by cell and key, as they stand when nobody moves them. */
export type Addressed = ReadonlyMap<string, ReadonlyMap<string, InputSpec>>;

/** The positions that the address gives to inputs of the page; those that do not fit are left out. */
export function readAddress(hash: string, addressed: Addressed): InputValues {
  const positions: InputValues = {};
  if (!hash.startsWith(addressMark)) return positions;
  const texts = new URLSearchParams(hash.slice(addressMark.length));
  for (const [cell, specs] of addressed) {
    for (const [key, spec] of specs) {
      const value = valueOf(spec, texts.get(`${cell}.${key}`));
      if (value !== undefined && fits(spec, value)) (positions[cell] ??= {})[key] = value;
    }
  }
  return positions;
}

/** The part of the address after and with #, for the inputs that do not stand where the page has them; empty where all do. */
export function writeAddress(positions: InputValues, addressed: Addressed): string {
  const parts: string[] = [];
  for (const [cell, specs] of addressed) {
    for (const [key, spec] of specs) {
      const value = positions[cell]?.[key];
      if (value !== undefined && String(value) !== String(spec.value)) parts.push(`${encode(`${cell}.${key}`)}=${encode(String(value))}`);
    }
  }
  return parts.length === 0 ? "" : addressMark + parts.join("&");
}

const encode = (text: string): string => encodeURIComponent(text).replaceAll("%20", "+").replaceAll("%2C", ",");

function valueOf(spec: InputSpec, text: string | null): InputValue | undefined {
  if (text === null || text.trim() === "") return undefined;
  switch (spec.type) {
    case "slider":
    case "player": return Number(text);
    case "choice": return text;
    case "toggle": return text === "true" ? true : text === "false" ? false : undefined;
    case "point": {
      const [x, y, ...more] = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
      return more.length === 0 ? [x, y] : undefined;
    }
    default: return undefined;
  }
}

/** Browsers refuse a page that changes its address more than a few times a second. */
const pauseMs = 400;

/** Keeps the page's address at the positions that it is told, without new entries in the history. */
export function createAddressWriter(): (hash: string) => void {
  let wanted = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (hash) => {
    wanted = hash;
    timer ??= setTimeout(() => {
      timer = undefined;
      // With nothing to keep, a heading's name in the address stays.
      if (wanted === location.hash || (wanted === "" && !location.hash.startsWith(addressMark))) return;
      try {
        history.replaceState(history.state, "", wanted === "" ? location.pathname + location.search : wanted);
      } catch {
        // The browser has had enough for now; the next move tries again.
      }
    }, pauseMs);
  };
}
