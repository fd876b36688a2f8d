import { readFileSync, writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../harness/browser.ts";
import type { CountingServer } from "../harness/serve.ts";
import { watchFrames, type Frames } from "../harness/watchFrames.ts";
import { withoutTypes } from "../notebook/openChapter.ts";
import { installTools, type Outcome, type Task } from "./onPage.ts";

/** The cell that attacks, and the ordinary one that is run next. Nothing depends on either. */
export const attacker = "defaults";
const witness = "lag";

/** What is allowed, in milliseconds or bytes. */
const most = { frameMs: 200, bytes: 300e6, nextMs: 1000, stopMs: 1000, resetMs: 1000 };
/** A run that is not over by then is stopped: what could harm the page has begun to. */
const longestMs = 2000;
/** Where the run's own end is looked at, it has time for it on a slow machine too. */
export const patientMs = 8000;
/** How long the suite waits for what should come within a second. */
const waitMs = 2500;
/** A page that does not answer for so long is given up, as is one that takes `lostBytes` more than before. */
const lostMs = 18_000;
const lostBytes = 1.5e9;

/** An open page with the attacker's and the witness's editors, kept as long as it is sound. */
export interface HostilePage {
  page: Page;
  browser: Browser;
  pid: number;
  isLost: boolean;
}

export async function openHostilePage(address: string, more: readonly string[] = []): Promise<HostilePage> {
  const browser = await openBrowser(more);
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 700 } })).newPage();
  await page.addInitScript(withoutTypes);
  await page.goto(`${address}ema/`);
  await page.evaluate(installTools, waitMs);
  for (const id of [attacker, witness]) {
    await page.locator(`#cell-${id} .cell-source`).click({ position: { x: 60, y: 14 } });
    await page
      .locator(`#cell-${id}`)
      .getByRole("textbox", { name: /^Code of / })
      .waitFor();
  }
  await page.mouse.move(0, 0);
  // Libraries come at their first use: no attack is blamed for them.
  await page.evaluate(
    (task) => hostile.ordeal(task),
    taskOf("display(Plot.lineY([1, 2], { tip: true }).plot());\ndisplay(table([{ a: 1 }]));\ntoggle('t');\ndisplay(tex`\\frac12`)"),
  );
  await page.evaluate((cell) => hostile.reset(cell), attacker);
  const { pid } = await watchFrames(browser, page, async () => {});
  return { page, browser, pid, isLost: false };
}

let rounds = 0;
export function taskOf(source: string | null): Task {
  const round = ++rounds;
  // It uses what a cell may have patched, and draws.
  const say = `[${round}, Math.round(${round}.4), [1, 2, 3].map((x) => x * ${round}).join(), [...Float64Array.of(1, ${round})].join("/"), JSON.stringify({ a: [${round}] }), Object.keys({ k: 1 }).join(), Math.max(...Array.from({ length: 3 }, (_, i) => i)), "a b".split(" ").length, /^o/.test("ok"), new Map([[1, ${round}]]).get(1)].join(" · ")`;
  const shows = String(new Function(`return ${say}`)());
  return {
    cell: attacker,
    source,
    next: { cell: witness, source: `display(Plot.dot([[1, ${round}]]).plot());\nconsole.log(${say})`, shows },
    longestMs,
  };
}

/** What was wrong, each with its measure and the limit: empty where nothing was. */
export interface Finding {
  wrong: string[];
  outcome?: Outcome;
}

/** Runs `source` in the page and measures all that may not happen. `requests` tells of those that reached a server since it was last asked; where `draws`, what is painted is looked at. */
export async function attack(
  at: HostilePage,
  source: string | null,
  requests: () => string[],
  draws: boolean,
  more: Partial<Task> = {},
): Promise<Finding> {
  const before = memoryOf(at.pid).now;
  forgetPeak(at.pid);
  const task = { ...taskOf(source), ...more };
  const measured = await within(at, before, () => watchFrames(at.browser, at.page, () => at.page.evaluate((task) => hostile.ordeal(task), task)));
  const wrong: string[] = [];
  if (typeof measured === "string") wrong.push(measured);
  else wrong.push(...faultsOf(measured), ...faultsOfRun(measured.result));
  // The peak is none of a process that is gone.
  const grown = at.isLost ? 0 : memoryOf(at.pid).peak - before;
  if (grown > most.bytes) wrong.push(`page process: +${(grown / 1e6).toFixed(0)} MB (at most ${most.bytes / 1e6})`);
  if (typeof measured === "string") return { wrong };

  const painted = await within(at, before, async () => (draws ? paintedOutside(at.page) : []));
  wrong.push(...(typeof painted === "string" ? [`outside the cell: ${painted}`] : painted));
  if (at.isLost) return { wrong, outcome: measured.result };
  const reset = await within(at, before, () => at.page.evaluate((cell) => hostile.reset(cell), attacker));
  if (typeof reset === "string") wrong.push(`Reset: ${reset}`);
  else if (reset === null || reset > most.resetMs)
    wrong.push(`Reset: ${reset === null ? "never" : `${reset.toFixed(0)} ms`} (at most ${most.resetMs})`);
  const asked = requests();
  if (asked.length > 0) wrong.push(`requests at a server: ${asked.join(", ")} (none allowed)`);
  // What does not come back by Reset would be blamed on the next.
  if (reset === null || measured.result.nextMs === null) at.isLost = true;
  return { wrong, outcome: measured.result };
}

/** As `expectLive`: by processor time, and by the clock where the machine had time to spare. */
export function faultsOf({ gapMs, workMs, idle }: Frames): string[] {
  const longest = Math.max(workMs, idle > 0.2 ? gapMs : 0);
  return longest > most.frameMs ? [`longest time without a frame: ${longest.toFixed(0)} ms (at most ${most.frameMs})`] : [];
}

export function faultsOfRun({ stopMs, nextMs, next, others }: Outcome): string[] {
  return [
    ...(stopMs !== null && stopMs > most.stopMs
      ? [`Stop: ${stopMs === Infinity ? "never" : `${stopMs.toFixed(0)} ms`} (at most ${most.stopMs})`]
      : []),
    ...(nextMs === null
      ? [`next ordinary run: not right (${next})`]
      : nextMs > most.nextMs
        ? [`next ordinary run: ${nextMs.toFixed(0)} ms (at most ${most.nextMs})`]
        : []),
    ...(others.length > 0 ? [`other cells: ${others.join("; ")} (none may change)`] : []),
  ];
}

/** The task's result, or in words why there is none; then the page is lost. */
export async function within<T>(at: HostilePage, before: number, task: () => Promise<T>): Promise<T | string> {
  let timer: NodeJS.Timeout | undefined, look: NodeJS.Timeout | undefined;
  let died = (): void => {};
  const lost = new Promise<string>((resolve) => {
    died = () => resolve("the page's process died");
    timer = setTimeout(() => resolve(`the page did not answer for ${lostMs / 1000} s`), lostMs);
    look = setInterval(() => {
      const grown = memoryOf(at.pid).now - before;
      if (grown > lostBytes) resolve(`page process: +${(grown / 1e6).toFixed(0)} MB and growing (at most ${most.bytes / 1e6})`);
    }, 50);
    at.page.on("crash", died);
  });
  const result = await Promise.race([
    lost.then((why) => ({ why })),
    task().then(
      (done) => ({ done }),
      (error: unknown) => ({ why: String(error) }),
    ),
  ]);
  clearTimeout(timer);
  clearInterval(look);
  at.page.off("crash", died);
  if ("done" in result) return result.done;
  at.isLost = true;
  return result.why;
}

/** Hides what the cell shows and looks whether anything changes outside of it; and whether it lies over anything there, seen or not. */
async function paintedOutside(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const edge of ["top", "bottom"] as const) {
    // The cell's edge at 250 px: as much of what is around it as fits.
    const isTall = await page.evaluate(
      ([id, edge]) => {
        const box = document.getElementById(`cell-${id}`)!.getBoundingClientRect();
        scrollBy({ top: edge === "top" ? box.top - 250 : box.bottom - 450, behavior: "instant" });
        return box.height > 450;
      },
      [attacker, edge] as const,
    );
    const covered = await page.evaluate((cell) => hostile.covered(cell), attacker);
    if (covered.length > 0)
      found.push(
        `lies over what is outside the cell, at its ${edge}: ${covered.slice(0, 3).join(", ")}${covered.length > 3 ? ` and ${covered.length - 3} more places` : ""}`,
      );
    else {
      const shot = (style: string) => page.screenshot({ mask: [page.locator(`#cell-${attacker}`)], style, animations: "disabled" });
      const shown = await shot("");
      const hidden = await shot(`#cell-${attacker} :is(.cell-outputs, .cell-inputs, .handles) * { visibility: hidden !important; }`);
      // What comes back with the outputs is theirs; anything else on the page that changed between two pictures (a bar that fades in) is not.
      if ((await differ(page, shown, hidden)) && (await differ(page, await shot(""), hidden))) found.push(`paints outside the cell, at its ${edge}`);
    }
    if (!isTall) break;
  }
  return found;
}

/** Whether two pictures of a page differ by more than a browser's rounding, one or two parts of 255, where it puts layers together. */
async function differ(page: Page, a: Buffer, b: Buffer): Promise<boolean> {
  if (a.equals(b)) return false;
  const reader = await page.context().newPage();
  const most = await reader.evaluate(
    async (pictures) => {
      const [one, other] = await Promise.all(
        pictures.map(async (picture) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
          canvas.drawImage(image, 0, 0);
          return canvas.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      return one.reduce((most, part, i) => Math.max(most, Math.abs(part - other[i])), 0);
    },
    [a.toString("base64"), b.toString("base64")],
  );
  await reader.close();
  return most > 2;
}

/** Resident memory of a process, in bytes: now, and the most since `forgetPeak`. */
export function memoryOf(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) * 1024;
    return { now: bytes("VmRSS"), peak: bytes("VmHWM") };
  } catch {
    // It has ended, which others tell.
    return { now: 0, peak: 0 };
  }
}

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, "5");

/** Requests of the page's own files are no sign of a leak: a part of the page that is loaded at its first use. */
export function requestsSince(servers: readonly CountingServer[]): () => string[] {
  return () =>
    servers
      .flatMap((server) => server.requests.splice(0).map(({ kind, path }) => `${kind} ${path}`))
      .filter((request) => !/ \/(favicon\.svg|_astro\/[\w.-]+|sandbox\.html(\?build=\w+)?)$/.test(request));
}
