/**
 * What stands in an address after #: a heading's name, or a slide's place (`/stability`), or neither, and behind the mark ~ what a link has to say of cells.
 * No heading's name has the mark at its beginning, no place has it at all.
 */
export interface Fragment {
  /** Empty, or `/SLIDE` with what the deck adds to it. */
  place: string;
  /** `CELL.LABEL=VALUE&…&code=…`: undefined where the address says nothing of cells. */
  cells: string | undefined;
}

export function parseFragment(hash: string): Fragment {
  const [, place = "", cells] = /^#(\/[^~]*)?(?:~(.*))?$/s.exec(hash) ?? [];
  return { place, cells };
}

/** With its #; empty where there is nothing to say. */
export const formatFragment = ({ place, cells }: Fragment): string => (place || cells ? `#${place}${cells ? `~${cells}` : ""}` : "");
