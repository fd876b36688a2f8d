/** What the page and the worker of types say to each other, and what the editor gets to know of types. */

/** What TypeScript is told of everything around the cells: made at build by `tooling/cellDeclarations.ts`, a file of the built site. */
export interface Declarations {
  /** As in a tsconfig.json. */
  options: Readonly<Record<string, unknown>>;
  /** Path → declaration file. */
  files: Readonly<Record<string, string>>;
}

export interface CellText {
  id: string;
  code: string;
}

/** A type error: `from` and `to` are offsets in the cell's code. */
export interface TypeMark {
  from: number;
  to: number;
  message: string;
}

/** A name with its type, as TypeScript writes it, and what its comment says. */
export interface TypedName {
  type: string;
  doc: string;
}

/** The questions to the worker: what each takes, after the cell's id, and what it gives. */
export interface Questions {
  marks(): TypeMark[];
  /** Of the name at an offset. */
  nameAt(at: number): TypedName | undefined;
  /** Names that can stand behind the full stop before an offset. */
  membersAt(at: number): string[];
  /** Of one of those. */
  memberAt(at: number, name: string): TypedName | undefined;
}

export type Answer<Q extends keyof Questions> = ReturnType<Questions[Q]>;

/** A question with the cells as they stand. */
export interface Asked<Q extends keyof Questions = keyof Questions> {
  type: "ask";
  id: number;
  cells: readonly CellText[];
  cell: string;
  question: Q;
  with: Parameters<Questions[Q]>;
}

/** The address of the declarations, first; then questions. */
export type ToWorker = { type: "load"; declarations: string } | Asked;
export type FromWorker = { type: "ready" } | { type: "failed"; why: string } | { type: "answer"; id: number; answer: unknown };

/** What the editor of a cell gets of them. */
export interface CellTypes {
  /** Nothing where types are not there, or not in time. `code` is that of the cell as it stands. */
  ask<Q extends keyof Questions>(code: string, question: Q, ...rest: Parameters<Questions[Q]>): Promise<Answer<Q> | undefined>;
  /** They have come, or gone, or another cell has changed. What is given back ends the watch. */
  watch(onChange: () => void): () => void;
  areThere(): boolean;
}
