/** What must hold of every kind of input, by its samples: who adds a kind gets the name of what it lacks. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fits, inputKinds, isInputSpec, isInputValue, positionFrom, samePosition } from "../../src/notebook/inputs.ts";
import { BUILTIN_NAMES } from "../../src/notebook/names.ts";
import { readAddress, writeAddress } from "../../src/reader/address.ts";
import { createKeep } from "../../src/reader/keep.ts";
import { guard } from "../../src/reader/storage.ts";
import { statedInputs } from "../../src/reader/sharing/linkFragments.ts";
import { toReport } from "../../src/sandbox/messages.ts";
import { inputSamples } from "./inputSamples.ts";
import { cell, errorOf, outputsOf, session } from "./notebook.ts";

const ambient = readFileSync(new URL("../../src/notebook/ambient.d.ts", import.meta.url), "utf8");

/** The built-ins whose types the text does not declare. */
const undeclared = (text: string): string[] => BUILTIN_NAMES.filter((name) => !new RegExp(`^declare (?:function|const) ${name}\\b`, "m").test(text));

it("ambient.d.ts declares every built-in, and one that goes is named", () => {
  expect(undeclared(ambient)).toEqual([]);
  for (const { builtin } of Object.values(inputKinds))
    expect(undeclared(ambient.replaceAll(new RegExp(`^declare (function|const) ${builtin}\\b.*$`, "gm"), ""))).toEqual([builtin]);
});

it("every kind has a built-in of its own", () => {
  const builtins = Object.values(inputKinds).map(({ builtin }) => builtin);
  expect(new Set(builtins).size).toBe(builtins.length);
  for (const builtin of builtins) expect(BUILTIN_NAMES).toContain(builtin);
});

describe.each(inputSamples)("$call", ({ type, call, spec, other, wrong }) => {
  const kind = inputKinds[type];
  const isAddressed = kind.fromText !== null;

  it(`${type}.ask: a cell shows the input, and a run takes the position that it is given`, async () => {
    const { run } = session();
    expect(outputsOf(await run([cell("a", call)]))[0]).toEqual({ kind: "input", input: spec });
    const [moved] = outputsOf(await run([cell("a", call)], ["a"], { a: { L: other } }, "input"));
    expect(moved).toEqual({ kind: "input", input: { ...spec, value: other } });
  });

  it(`${type}.ask: a call without a label, or with an option that there is not, is refused by the name of the built-in`, async () => {
    const { run } = session();
    const name = call.slice(0, call.indexOf("("));
    expect(errorOf(await run([cell("a", `${name}()`)])).message).toContain(`missing label: write ${name}(`);
    if (name === "button") return;
    const odd = call.includes("{") ? call.replace(/\{(?=[^{]*$)/, "{ odd: 1, ") : call;
    expect(errorOf(await run([cell("a", odd)])).message).toContain(`unknown ${name} option: odd`);
  });

  it(`${type}.fits: another position does, and what is none does not`, () => {
    expect(fits(spec, other)).toBe(true);
    expect(wrong.filter((value) => fits(spec, value))).toEqual([]);
    expect(samePosition(other, structuredClone(other))).toBe(true);
  });

  it(`${type}.parts: the page takes its spec from a worker, and not with a part that is missing or nonsense`, () => {
    const reported = (input: unknown) =>
      toReport({ type: "event", run: 1, event: { type: "output", cell: "a", index: 0, output: { kind: "input", input } } });
    expect(reported(spec)).not.toBeNull();
    expect(reported({ ...spec, value: other })).not.toBeNull();
    for (const part of Object.keys(spec).filter((name) => name !== "address")) {
      const { [part as keyof typeof spec]: _, ...rest } = spec;
      for (const odd of [rest, { ...spec, [part]: new Map() }, { ...spec, [part]: "x".repeat(2e4) }, { ...spec, [part]: NaN }]) {
        expect(isInputSpec(odd), `${type} with an odd ${part}`).toBe(false);
        expect(reported(odd), `${type} with an odd ${part}`).toBeNull();
      }
    }
    expect(isInputSpec({ ...spec, address: "yes" })).toBe(false);
  });

  it(`${type}.parts.value: a position is kept across visits`, () => {
    expect(isInputValue(other)).toBe(true);
    const stored = new Map<string, string>();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    };
    const keep = () =>
      createKeep({
        chapter: "c",
        storage: guard(() => storage),
        onNotKept: () => expect.unreachable(),
        onConflict() {},
        onTooLong: () => expect.unreachable(),
      });
    keep().move("a", call, "L", other);
    expect(keep().read("a", call)?.inputs).toEqual({ L: other });
  });

  it(`${type}.fromText: ${isAddressed ? "the address gives the position back that it was given" : "the address has no place for it"}`, () => {
    const addressed = new Map([["a", new Map([["L", spec]])]]);
    const hash = `#~${writeAddress({ a: { L: other } }, addressed)}`;
    expect(hash).not.toBe("#~");
    expect(readAddress(hash, addressed)).toEqual(isAddressed ? { a: { L: other } } : {});
    expect("address" in spec).toBe(isAddressed);
    if (!isAddressed) return;
    for (const text of ["", " ", "nonsense,1,2", "9e99"]) expect(positionFrom(spec, text), text).toBeUndefined();
    // Of a cell that the link has changed, the page does not know the inputs: it reads the text by its form.
    expect(statedInputs(hash, "a")).toEqual({ L: other });
  });
});
