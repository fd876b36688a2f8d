import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createNotebook, type CellEvent } from "../../../src/notebook/index.ts";
import { noteCode, noteText } from "../../../src/reader/own/noteCode.ts";

const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom("`", "$", "${", "}", "\\", "\n", "\r\n", "md`", '("', '")', "a", "\u2028", "\\u")).map((parts) => parts.join("")),
);

test("a note's code gives the text back, and is one `md` of that text", async () => {
  await fc.assert(
    fc.asyncProperty(text, async (text) => {
      const source = noteCode(text);
      expect(noteText(source)).toBe(text);
      const events: CellEvent[] = [];
      const notebook = createNotebook({ modules: {}, plot: {}, emit: (event) => events.push(event), now: () => 0 });
      const cell = { id: "own-1", title: "", source, line: 1, hidden: true, form: "both" as const, run: "build" as const };
      await notebook.run({ cells: [cell], targets: ["own-1"], inputs: {}, reason: "run" });
      const outputs = events.flatMap((event) => (event.type === "output" ? [event.output] : []));
      expect(outputs).toEqual(text === "" ? [] : [{ kind: "note", text }]);
      expect(events.at(-1)).toMatchObject({ type: "done" });
    }),
    { numRuns: 300 },
  );
});

test("plain text is written as a template; code that is no note is shown as it is", () => {
  expect(noteCode("a *b* $\\alpha$")).toBe("md`a *b* $\\alpha$`");
  expect(noteText("const a = 1")).toBe("const a = 1");
  expect(noteText("md`${a}`")).toBe("md`${a}`");
});
