import fc from "fast-check";
import { expect, test } from "vitest";
import type { Shown } from "../../src/notebook/types.ts";
import type { RunEvent } from "../../src/notebook/runState.ts";
import { createTranscript, type Cursor, type Transcript } from "../../src/lecture/transcript.ts";
import { createPage } from "./cellModel.ts";

const text = (text: string): Shown => ({ kind: "drawing", of: "text", tree: { tag: "pre", children: [text] } });
const built = { a: { source: "a", outputs: [text("a as built"), text("more of a")] }, b: { source: "b", outputs: [] } };

/** What a sandbox may say of a cell, in an order in which it may say it: `dice` chooses. */
function createRun(cell: string) {
  let running: string | undefined,
    ended: string | undefined,
    count = 0,
    serial = 0;
  return (dice: number): RunEvent | undefined => {
    const source = `${cell}${dice % 3}`;
    const elapsedMs = ++serial;
    switch (dice % 8) {
      case 0:
        return { type: "queued", cell, source };
      case 1:
      case 2: // also over a run that has not ended: a later one has taken its place
        [running, ended, count] = [source, undefined, 0];
        return { type: "start", cell, source, at: 1 };
      case 3:
      case 4:
        return running === undefined
          ? undefined
          : { type: "output", cell, index: dice % 5 === 0 && count > 0 ? count - 1 : count++, output: text(`${serial}`) };
      case 5: {
        if (running === undefined) return undefined;
        [ended, running] = [running, undefined];
        return { type: "done", cell, source: ended, elapsedMs, warnings: [] };
      }
      case 6: {
        const of = running ?? ended; // an error may follow a good end
        if (of === undefined) return undefined;
        [ended, running] = [of, undefined];
        return { type: "error", cell, source: of, elapsedMs, error: { kind: "runtime", message: `${serial}` } };
      }
      default: {
        if (dice % 2 === 1 || running === undefined) return { type: "silent", cell, seconds: null };
        const of = running;
        running = ended = undefined;
        return { type: "stopped", cell, source: of, elapsedMs };
      }
    }
  };
}

const dice = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.nat(1000), fc.constantFrom("none", "none", "near", "far", "both")), { maxLength: 80 });

test("whoever reads a transcript, at whatever pace and through whatever other reader, sees the page of who heard every word", () => {
  fc.assert(
    fc.property(dice, (throws) => {
      const runs = { a: createRun("a"), b: createRun("b") };
      const direct = createPage(built);
      const here = createTranscript(built);
      // One who reads here, one who is told by a second transcript, and one who comes at the end.
      const near = { cursor: here.cursor(), page: createPage(built) };
      const wire = here.cursor(),
        there = createTranscript(built);
      const far = { cursor: there.cursor(), page: createPage(built) };
      const read = ({ cursor, page }: { cursor: Cursor; page: ReturnType<typeof createPage> }) => cursor.take().forEach(page.apply);
      const carry = (to: Transcript) => wire.take().forEach(to.apply);
      for (const [cell, n, who] of throws) {
        const said = runs[cell as "a" | "b"](n);
        if (said) {
          direct.apply(said);
          here.apply(said);
        }
        if (who === "near" || who === "both") read(near);
        if (who !== "none") carry(there);
        if (who === "far" || who === "both") read(far);
      }
      read(near);
      carry(there);
      read(far);
      const late = { cursor: there.cursor(), page: createPage(built) };
      read(late);
      for (const { page } of [near, far, late]) expect(page.shown).toEqual(direct.shown);
    }),
    { numRuns: 3000 },
  );
});

test("a reader who was away is told of the last run only, and of the one under way only what stood before it and what it has shown", () => {
  const transcript = createTranscript(built);
  const reader = transcript.cursor();
  for (let run = 1; run <= 100; run++) {
    transcript.apply({ type: "start", cell: "b", source: "b", at: run });
    transcript.apply({ type: "output", cell: "b", index: 0, output: text(`${run}`) });
    if (run < 100) transcript.apply({ type: "done", cell: "b", source: "b", elapsedMs: run, warnings: [] });
  }
  expect(reader.take().map(({ type, ...said }) => ("output" in said ? said.output : type))).toEqual([
    "start",
    text("99"),
    "done",
    "start",
    text("100"),
  ]);
  expect(reader.take()).toEqual([]);
});

test("a cell that waits for its turn a second time is told to wait again, and what a stopped run still says is not heard", () => {
  const transcript = createTranscript(built);
  const reader = transcript.cursor();
  const page = createPage(built);
  const queued: RunEvent = { type: "queued", cell: "b", source: "b" };
  transcript.apply(queued);
  reader.take().forEach(page.apply);
  transcript.apply({ type: "start", cell: "b", source: "b", at: 1 });
  transcript.apply({ type: "stopped", cell: "b", source: "b", elapsedMs: 2 });
  transcript.apply({ type: "output", cell: "b", index: 0, output: text("late") });
  transcript.apply(queued);
  reader.take().forEach(page.apply);
  expect(page.shown["b"]).toMatchObject({ queued: "b", outputs: [], shown: "b stopped", running: false });
});
