import fc from "fast-check";
import type { Draft } from "./pageModel.ts";

const IDS = ["a", "b", "c", "d", "e", "f"];

/** Most names belong to one cell; two are anybody's, so that some pages have double definitions. */
const nameOf = (id: string) => `of_${id}`;
const shared = fc.constantFrom("p", "q");
const id = fc.constantFrom(...IDS);
const oneIn = (n: number) => fc.nat({ max: n - 1 }).map((k) => k === 0);

const definesOf = (own: string): fc.Arbitrary<string[]> =>
  fc.tuple(fc.nat({ max: 15 }), shared).map(([n, name]) => (n === 0 ? [] : n === 1 ? [own, name] : [own]));

/** Mostly the names of cells earlier in the alphabet (their order on the page is any), so that cycles are not the rule. */
function readOf(at: number): fc.Arbitrary<string> {
  const any = { weight: 1, arbitrary: fc.oneof(id.map(nameOf), shared) };
  return at === 0 ? any.arbitrary : fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...IDS.slice(0, at)).map(nameOf) }, any);
}

const draft = (of: string): fc.Arbitrary<Draft> =>
  fc
    .record({
      id: fc.constant(of),
      defines: definesOf(nameOf(of)),
      reads: fc.uniqueArray(readOf(IDS.indexOf(of)), { minLength: Math.min(1, IDS.indexOf(of)), maxLength: Math.min(3, IDS.indexOf(of)) }),
      constant: fc.integer({ min: 0, max: 20 }),
      slider: fc.boolean(),
      parity: oneIn(3),
      throwsAtThree: oneIn(6),
      broken: oneIn(15),
      edited: fc.boolean(),
    })
    .map((one) => ({ ...one, reads: one.reads.filter((name) => !one.defines.includes(name)) }));

/** What a reader may do next. `run`: the change is run at once; else it waits. */
export type Step =
  | { do: "edit"; part: "constant" | "reads" | "defines" | "faults" | "edited" | "all"; draft: Draft; run: boolean }
  | { do: "add"; at: number; draft: Draft }
  | { do: "remove"; id: string }
  | { do: "move"; id: string; position: number; run: boolean }
  | { do: "run"; id: string }
  /** Runs all that waits. */
  | { do: "settle" };

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      part: fc.constantFrom("constant" as const, "reads" as const, "defines" as const, "faults" as const, "edited" as const, "all" as const),
      draft: id.chain(draft),
      run: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), id }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("add" as const), at: fc.nat({ max: 6 }), draft: id.chain(draft) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("move" as const), id, position: fc.integer({ min: 0, max: 9 }), run: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("run" as const), id: fc.oneof(id, fc.constantFrom(...IDS.slice(3))) }) },
  { weight: 1, arbitrary: fc.constant({ do: "settle" as const }) },
);

export const page: fc.Arbitrary<Draft[]> = fc.shuffledSubarray(IDS, { minLength: 4 }).chain((ids) => fc.tuple(...ids.map(draft)));
