import fc from "fast-check";
import { expect, it } from "vitest";
import type { Cell, CellEvent, InputValues } from "../../src/notebook/index.ts";
import { cell, session } from "./notebook.ts";
import { page, type Step, step } from "./pageArbitrary.ts";
import { type Draft, sourceOf, touched, type Verdict, verdictOf } from "./pageModel.ts";

/** What a page holds of its cells. */
class Shown {
  readonly cells = new Map<string, { outputs: unknown[]; end?: unknown }>();
  take(events: readonly CellEvent[]): void {
    for (const event of events) {
      if (event.type === "queued") continue;
      if (event.type === "start") this.cells.set(event.cell, { outputs: [] });
      const shown = this.cells.get(event.cell);
      if (!shown) throw new Error(`${event.type} of ${event.cell} before its start`);
      if (shown.end !== undefined) throw new Error(`${event.type} of ${event.cell} after its end`);
      if (event.type === "output") shown.outputs[event.index] = event.output;
      if (event.type === "done") shown.end = "done";
      // The nearest name may belong to a cell far from the edit.
      if (event.type === "error") shown.end = { ...event.error, ...(event.error.kind === "unknown" ? { hint: "" } : {}) };
    }
  }
}

const verdictShown = (end: unknown): unknown => (end === "done" ? "done" : (end as { kind: string }).kind);
const verdictKind = (verdict: Verdict): string => ("values" in verdict ? "done" : verdict.kind);

/** A cell after an edit of a part of it. */
function edited(before: Draft, { part, draft }: Extract<Step, { do: "edit" }>): Draft {
  const after =
    part === "all"
      ? draft
      : part === "faults"
        ? { ...before, broken: draft.broken, throwsAtThree: draft.throwsAtThree }
        : { ...before, [part]: draft[part] };
  return { ...after, reads: after.reads.filter((name) => !after.defines.includes(name)) };
}

/** Does the steps on a page, runs what they call for, and checks each run; at each rest, checks the whole page. */
async function follow(first: Draft[], steps: Step[]): Promise<void> {
  const noted: string[] = [];
  const modules = { problems: { note: (id: string) => void noted.push(id) } };
  const incremental = session(modules);
  const shown = new Shown();
  let drafts = first;
  /** The page at its last rest, when nothing was pending, and after each edit since. */
  let pages = [first];
  const inputs: InputValues = {};
  /** Cells that were edited or moved since they were last run. */
  const pending = new Set(first.map(({ id }) => id));

  const toCells = (): Cell[] => drafts.map((one) => ({ ...cell(one.id, sourceOf(one)), ...(one.edited ? { edited: true } : {}) }));
  const positions = () => Object.fromEntries(Object.entries(inputs).map(([id, { position }]) => [id, position as number]));
  let positionsBefore = positions();

  async function check(targets: string[], reason: "run" | "input"): Promise<void> {
    noted.length = 0;
    pages.push(drafts);
    const gone = [...new Set(pages.flat().map(({ id }) => id))].filter((id) => !drafts.some((one) => one.id === id));
    const waiting = [...pending];
    const events = await incremental.run(toCells(), targets, inputs, reason);
    shown.take(events);
    const ran = [...noted];
    for (const id of targets) pending.delete(id);
    for (const id of shown.cells.keys()) if (!drafts.some((one) => one.id === id)) shown.cells.delete(id);
    expect(new Set(ran).size, "a cell ran twice").toBe(ran.length);
    // What a run needs and was edited before runs too, but says nothing unless it fails.
    const mayRun = touched(pages, [...targets, ...gone, ...waiting]);
    expect(
      ran.filter((id) => !mayRun.has(id)),
      "cells ran that no edit touches",
    ).toEqual([]);
    const maySpeak = touched(pages, [...targets, ...gone]);
    const spoke = [...new Set(events.flatMap(({ type, cell: id }) => (type === "start" ? [id] : [])))];
    expect(
      spoke.filter((id) => !maySpeak.has(id) && shown.cells.get(id)?.end === "done"),
      "cells spoke that the run does not concern",
    ).toEqual([]);
    expect(
      targets.filter((id) => !spoke.includes(id)),
      "targets did not run",
    ).toEqual([]);

    const freshly = new Shown();
    freshly.take(await session(modules).run(toCells(), undefined, inputs));
    for (const id of spoke) expect({ id, ...shown.cells.get(id) }).toEqual({ id, ...freshly.cells.get(id) });
    for (const id of targets) {
      const end = freshly.cells.get(id)?.end as { kind?: string; cells?: string[] };
      if (end.kind === "upstream") for (const root of end.cells ?? []) expect(shown.cells.get(root)?.end).toEqual(freshly.cells.get(root)?.end);
    }
    if (pending.size > 0) return;

    if (waiting.length === 0 && reason === "input") {
      const reads = (one: Draft, where: Record<string, number>) =>
        JSON.stringify(
          one.reads.map((name) => drafts.filter((other) => other.defines.includes(name)).map((other) => verdictOf(drafts, other, where))),
        );
      const needless = drafts.filter(
        (one) => ran.includes(one.id) && !targets.includes(one.id) && reads(one, positions()) === reads(one, positionsBefore),
      );
      expect(
        needless.map(({ id }) => id),
        "cells ran though nothing they read has changed",
      ).toEqual([]);
    }
    pages = [drafts];
    positionsBefore = positions();

    const verdicts = new Map(drafts.map((one) => [one.id, verdictOf(drafts, one, positions())]));
    for (const [id, verdict] of verdicts) {
      const end = shown.cells.get(id)?.end;
      expect(`${id} ${String(verdictShown(end))}`).toBe(`${id} ${verdictKind(verdict)}`);
      if ("cells" in verdict && verdict.cells.length > 0)
        expect([...((end as { cells: string[] }).cells ?? [])].sort()).toEqual([...verdict.cells].sort());
    }
    const values = Object.assign({}, ...[...verdicts.values()].map((verdict) => ("values" in verdict ? verdict.values : {}))) as Record<
      string,
      number
    >;
    const { note: _, ...found } = Object.fromEntries(incremental.notebook.values) as Record<string, unknown>;
    expect(found).toEqual(values);
    expect(Object.fromEntries(shown.cells)).toEqual(Object.fromEntries(freshly.cells));
  }

  const settle = () => check([...pending], "run");
  await settle();
  for (const one of steps) {
    if (one.do === "settle") {
      if (pending.size > 0) await settle();
      continue;
    }
    const id = "draft" in one ? one.draft.id : one.id;
    const index = drafts.findIndex((other) => other.id === id);
    if ((one.do === "add") === index >= 0) continue;
    if (one.do === "add") {
      drafts = drafts.toSpliced(one.at, 0, one.draft);
      pending.add(id);
      await check([id], "run");
    } else if (one.do === "edit") {
      drafts = drafts.with(index, edited(drafts[index], one));
      pages.push(drafts);
      pending.add(id);
      if (one.run) await check([id], "run");
    } else if (one.do === "remove") {
      drafts = drafts.toSpliced(index, 1);
      pending.delete(id);
      await check([], "run");
    } else if (one.do === "move") {
      inputs[id] = { position: one.position };
      if (one.run) await check([id], "input");
      else pending.add(id);
    } else await check([id], "run");
  }
  if (pending.size > 0) await settle();
}

it("any edits of any page leave the values and outputs of a fresh run, and touch no cell but the dependents", async () => {
  await fc.assert(fc.asyncProperty(page, fc.array(step, { maxLength: 20 }), follow), { numRuns: 150 });
});

it("the same over hundreds of edits in a row", async () => {
  const long = fc.array(step, { minLength: 300, maxLength: 300 });
  await fc.assert(fc.asyncProperty(page, long, follow), {
    numRuns: 3,
    endOnFailure: true,
    reporter({ failed, seed, errorInstance }) {
      if (failed) throw new Error(`seed ${seed}`, { cause: errorInstance });
    },
  });
});

it("a worker that never ran the page still finds what read a name that is gone, from the page as it is shown", async () => {
  const shown = [cell("a", "const x = 1;"), cell("b", "x + 1"), cell("c", "3")];
  const cells = [cell("a", "const y = 1;"), shown[1], shown[2]];
  const { notebook, events } = session();
  await notebook.run({ cells, shown, targets: ["a"], inputs: {}, reason: "run" });
  expect(
    events.flatMap((event) =>
      event.type === "error" ? [`${event.cell} ${event.error.message}`] : event.type === "done" ? [`${event.cell} done`] : [],
    ),
  ).toEqual(["a done", "b unknown name: x"]);
});

it("an edit that a run needs says what it gives; what else rests on it, and was not run, is out of date", async () => {
  const shown = [cell("a", "const x = 1;"), cell("b", "const y = x + 1; y"), cell("c", "y * 10"), cell("d", "x * 100"), cell("e", "5")];
  const cells = [cell("a", "const x = 2;"), shown[1], shown[2], shown[3], shown[4]];
  const { notebook, events } = session();
  await notebook.run({ cells, shown, outdated: ["a", "b", "c", "d"], targets: ["c"], inputs: {}, reason: "run" });
  const told = events.map(
    (event) => `${event.cell} ${event.type === "output" ? /"text":"(\d+)"/.exec(JSON.stringify(event.output))?.[1] : event.type}`,
  );
  expect(told.filter((line) => !line.endsWith(" start"))).toEqual(["c queued", "b queued", "d queued", "a done", "b 3", "b done", "c 30", "c done"]);
});

it("code of a link that defines names of other cells, or needs cells that need it, leaves the others' values as they were", async () => {
  const built = [cell("a", "const x = 1;"), cell("b", "const y = x + 1;"), cell("c", "const z = 3;"), cell("d", "y + z")];
  const { notebook, run } = session();
  await run(built);
  const ends = (events: readonly CellEvent[]) =>
    events.flatMap((event) =>
      event.type === "error" ? [`${event.cell} ${event.error.message}`] : event.type === "done" ? [`${event.cell} done`] : [],
    );
  expect(ends(await run(built.with(2, { ...built[2], source: "const x = 10, z = 3;", edited: true }), ["c"]))).toEqual([
    "c x is defined in two cells: a and c",
    "d waits for cell c, which failed",
  ]);
  expect(Object.fromEntries(notebook.values)).toEqual({ x: 1, y: 2 });
  expect(ends(await run(built.with(0, { ...built[0], source: "const x = y;", edited: true }), ["a"]))).toEqual([
    "a cycle: a → b → a (each needs the next)",
    "b waits for cell a, which failed",
    "c done",
    "d waits for cell a, which failed",
  ]);
  expect(Object.fromEntries(notebook.values)).toEqual({ z: 3 });
  expect(ends(await run(built, ["a"]))).toEqual(["a done", "b done", "d done"]);
});
