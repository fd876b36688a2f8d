/** Hostile cells and links on the built chapter: nothing that they do reaches a server, holds up the page, paints outside its cell, or outlives a Stop, a Reset or the next run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deserialise } from "../../../src/output/serialise.ts";
import { digest } from "../../../src/text/digest.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { watchFrames } from "../harness/watchFrames.ts";
import { dist } from "../page/builtPages.ts";
import { bombs, hostileCells, waysOut, type Group, type HostileCell } from "./cells.ts";
import {
  attack,
  attacker,
  faultsOf,
  faultsOfRun,
  forgetPeak,
  memoryOf,
  openHostilePage,
  patientMs,
  requestsSince,
  taskOf,
  within,
  type HostilePage,
} from "./hostilePage.ts";
import { hostileLinks, type HostileLink } from "./links.ts";

let site: CountingServer, target: CountingServer, requests: () => string[];
let open: HostilePage | undefined;
beforeAll(async () => {
  [site, target] = await Promise.all([serve(dist), serve({ "/": "<!doctype html><title>target</title>" })]);
  requests = requestsSince([site, target]);
});
afterAll(async () => {
  await open?.browser.close();
  await site?.close();
  await target?.close();
});

/** The page that is open, or a new one where the last attack has spoilt it. */
async function soundPage(): Promise<HostilePage> {
  if (open?.isLost) {
    await open.browser.close();
    open = undefined;
  }
  open ??= await openHostilePage(site.address);
  requests();
  return open;
}

/** Groups of which it is looked at what they paint; the others show a line of text. */
const drawing: readonly Group[] = ["plots", "formulas, tables and text", "cover", "inputs", "ways out"];

async function run({ source, group, expect: expected, says }: HostileCell): Promise<string[]> {
  const ends = expected === "error" || expected === "drawn";
  const { wrong, outcome } = await attack(await soundPage(), source, requests, drawing.includes(group), ends ? { longestMs: patientMs } : {});
  if (!outcome || !expected) return wrong;
  const seen = outcome.isKeptOut
    ? "kept out"
    : outcome.stopMs !== null
      ? "stopped"
      : outcome.error !== null
        ? "error"
        : outcome.hasDrawn
          ? "drawn"
          : "nothing";
  if (seen !== expected) wrong.push(`the reader sees: ${seen} (expected: ${expected})`);
  else if (says && !says.test(outcome.error!)) wrong.push(`the error says: ${outcome.error!.slice(0, 200)} (expected: ${says})`);
  return wrong;
}

describe.each([...new Set(hostileCells.map(({ group }) => group))])("%s", (group) => {
  test.each(hostileCells.filter((cell) => cell.group === group))("$name", async (cell) => expect((await run(cell)).join("\n")).toBe(""));
});

describe("ways out", () => {
  test.each(waysOut("http://target/").map(({ name }, i) => ({ name, i })))("$name", async ({ i }) => {
    expect((await run(waysOut(target.address)[i])).join("\n")).toBe("");
  });
});

const notebook = deserialise(readFileSync(join(dist, "ema/notebook.json"), "utf8")) as NotebookData;
const hash = digest(notebook.cells.find(({ id }) => id === attacker)!.source);

function fragmentOf({ fragment, bytes, code }: HostileLink): string {
  return fragment ?? `code=${deflateRawSync(bytes ?? JSON.stringify(code).replace('"[hash]"', JSON.stringify(hash))).toString("base64url")}`;
}

describe("links", () => {
  test.each(hostileLinks)("$name", async (link) => {
    const at = await soundPage();
    const before = memoryOf(at.pid).now;
    const opened = await within(at, before, () =>
      watchFrames(at.browser, at.page, () => at.page.evaluate((fragment) => hostile.follow(fragment, "use"), fragmentOf(link))),
    );
    if (typeof opened === "string") return expect(opened).toBe("");
    const { says, isRefused, cells } = opened.result;
    const wrong = faultsOf(opened);
    if (says.length > 1000) wrong.push(`the page says ${says.length} characters of it (at most 1000)`);
    for (const quote of link.quotes ?? []) if (says.includes(quote)) wrong.push(`the page quotes a stranger: ${says.slice(0, 200)}`);
    if (link.expect === "unreadable" && !isRefused) wrong.push(`the page says: ${says.slice(0, 200) || "nothing"} (expected: it cannot be read)`);
    // What the link has put into the attacker's cell is run as any other cell; a second cell of it is there too.
    const accomplices = cells.filter((id) => id !== attacker);
    if (cells.includes(attacker)) wrong.push(...(await attack(at, null, requests, true, { accomplices })).wrong);
    for (const cell of accomplices) {
      const reset = await within(at, before, () => at.page.evaluate((cell) => hostile.reset(cell), cell));
      if (typeof reset === "string" || reset === null || reset > 1000) wrong.push(`Reset of ${cell}: ${reset} (at most 1000 ms)`);
    }
    const asked = requests();
    if (asked.length > 0) wrong.push(`requests at a server: ${asked.join(", ")} (none allowed)`);
    if (wrong.length > 0) at.isLost = true;
    expect(wrong.join("\n")).toBe("");
  });
});

describe("a bomb that ends the sandbox's process", () => {
  // The driver takes the end of that process for the end of the page, so the page reports to the server.
  test.each(bombs)("$name", async ({ source }) => {
    const at = await openHostilePage(site.address, ["--js-flags=--max-old-space-size=256"]);
    const before = memoryOf(at.pid).now;
    forgetPeak(at.pid);
    const task = { ...taskOf(source), longestMs: 20_000 };
    void at.page
      .evaluate(async (task) => {
        const outcome = await hostile.ordeal(task);
        await fetch(`/report?${encodeURIComponent(JSON.stringify({ ...outcome, reset: await hostile.reset(task.cell) }))}`);
      }, task)
      .catch(() => {});
    const { path } = await site.seen("/report");
    const grown = memoryOf(at.pid).peak - before;
    await at.browser.close();
    site.forget();
    const { reset, ...outcome } = JSON.parse(decodeURIComponent(path.slice("/report?".length)));
    const wrong = faultsOfRun(outcome);
    if (!/memory/.test(outcome.error ?? "")) wrong.push(`the cell says: ${outcome.error} (expected: that it used up the memory)`);
    if (reset === null || reset > 1000) wrong.push(`Reset: ${reset} (at most 1000 ms)`);
    if (grown > 300e6) wrong.push(`page process: +${(grown / 1e6).toFixed(0)} MB (at most 300)`);
    expect(wrong.join("\n")).toBe("");
  });
});
