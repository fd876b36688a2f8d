import { sparseRows } from "../sparseRows.ts";
import type { Labelled, SparseRows } from "../types.ts";

/** Mails as sets of words; class 1 is spam. */
export interface Spam {
  /** The word of each column of X, the most frequent first. */
  words: string[];
  train: Labelled<SparseRows>;
  test: Labelled<SparseRows>;
}

/**
 * What the first line of `spam.bin` says, as JSON. After it comes each mail, as bytes: how many words it has, then its words' numbers in rising
 * order, each as the distance to the one before; all of them in base 128, low digits first, 128 added to each digit but a number's last.
 */
export interface SpamHeader {
  words: string[];
  /** How many of the mails, the first ones, are for training. */
  train: number;
  /** A digit for each mail. */
  classes: string;
}

/** 1500 mails for training and 500 for testing, of the SpamAssassin corpus. */
export function spam(bytes: Uint8Array): Spam {
  const end = bytes.indexOf(10);
  const { words, train, classes }: SpamHeader = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  let at = end + 1;
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const lists = Array.from(classes, () => {
    let column = 0;
    return Array.from({ length: next() }, () => (column += next()));
  });
  const labelled = (from: number, to: number): Labelled<SparseRows> => ({
    X: sparseRows(lists.slice(from, to), words.length),
    y: Uint8Array.from(classes.slice(from, to)),
    classes: 2,
  });
  return { words, train: labelled(0, train), test: labelled(train, classes.length) };
}

/** The bytes that `spam` reads. */
export function packSpam(header: SpamHeader, lists: number[][]): Uint8Array {
  const bytes: number[] = [];
  const write = (value: number) => {
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
    bytes.push(value);
  };
  for (const list of lists) {
    write(list.length);
    list.forEach((column, i) => write(column - (i > 0 ? list[i - 1] : 0)));
  }
  const head = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const out = new Uint8Array(head.length + bytes.length);
  out.set(head);
  out.set(bytes, head.length);
  return out;
}
