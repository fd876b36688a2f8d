import { libraries, optimizers, type CourseRecord, type InLibrary, type Library, type Taught } from "../../content/optimizers.ts";
import * as keras from "../optim/dialects/keras.ts";
import * as optax from "../optim/dialects/optax.ts";
import * as pytorch from "../optim/dialects/pytorch.ts";
import * as tfjs from "../optim/dialects/tfjs.ts";
import type { Optimizer, OptimizerName } from "../optim/index.ts";
import * as optim from "../optim/optimizers.ts";

interface Dialect {
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Its options, in the library's order. */
  readonly rules: Readonly<Record<string, unknown>>;
}
const dialects: Record<Library, Readonly<Record<string, Dialect>>> = { pytorch, keras, optax, tfjs };

/** What the sheet shows of a library: what the record says, and the function of `src/optim/dialects` that it means. */
export type ShownLibrary = InLibrary & { of: Dialect };

export interface CheatRow extends Omit<Taught, "libraries"> {
  /** Its name in `src/optim`. */
  file: OptimizerName;
  make(): Optimizer<unknown>;
  libraries: Partial<Record<Library, ShownLibrary>>;
}

/** The function of a library's dialect that a call names. */
export function dialectOf(library: Library, call: string, optimizer: string): Dialect {
  const of = dialects[library][call.toLowerCase()];
  if (!of)
    throw new Error(
      `content/optimizers.ts: ${optimizer}: unknown call in ${libraries[library]}: ${call} (known: ${Object.keys(dialects[library]).join(", ")})`,
    );
  return of;
}

/** The rows of the cheat sheet: every optimizer but the other forms of one. */
export const cheatSheet: readonly CheatRow[] = (Object.entries(optimizers) as [OptimizerName, CourseRecord][]).flatMap(([file, record]) => {
  if (record.formOf !== undefined) return [];
  const make = optim[file] as ((options?: object) => Optimizer<unknown>) & { record: { needs?: object } };
  const there = Object.entries(record.libraries) as [Library, InLibrary][];
  return [
    {
      ...record,
      file,
      make: () => make(make.record.needs),
      libraries: Object.fromEntries(there.map(([library, one]) => [library, { ...one, of: dialectOf(library, one.call, file) }])),
    },
  ];
});
