// Its function is a long one: which files are open, and whether their answers run, is one state, on which all buttons of the page rest. What has a state of its own stands in
// a file of its own (`recheck.ts`, `results.ts`).
/** The page of handed-in answers: opens files, has their answers run again one after the other, and shows what was found beside what each file claims. */
import { defaultLocale, isLocale, words as wordsOf } from "../../i18n/index.ts";
import { ofThisBuild } from "../../offline/pageBuild.ts";
import { element } from "../../output/element.ts";
import { deserialise } from "../../output/serialise.ts";
import { createSandbox, SandboxUnavailable } from "../../sandbox/host.ts";
import { createDrawing } from "../drawing.ts";
import { button } from "../elements.ts";
import type { NotebookData } from "../notebookData.ts";
import { shortName, UnusableFile } from "../ownFile.ts";
import { save } from "../takeAway/save.ts";
import { checkedExercises, editionOf, readHandIn } from "./handInFile.ts";
import { countDiffering, handInCsv, isFound, type HandInChapter, type LoadedChapter, type OpenedFile, type RefusedFile } from "./opened.ts";
import { createRechecker, type Finding } from "./recheck.ts";
import { createResults, type Results } from "./results.ts";

let open: ((files: readonly File[]) => Promise<void>) | undefined;

/** Opens files on the page; all that were opened before stay there. */
export async function openHandIns(place: HTMLElement, files: readonly File[]): Promise<void> {
  open ??= createPage(place);
  await open(files);
}

function createPage(place: HTMLElement): (files: readonly File[]) => Promise<void> {
  const { locale = "", sandbox: src = "", data = "" } = place.dataset;
  const words = wordsOf(isLocale(locale) ? locale : defaultLocale);
  const { handIn: word } = words;
  const course = JSON.parse(document.querySelector("#course")!.textContent) as HandInChapter[];
  const drawing = createDrawing(words);
  const readData = async (file: string) => new Uint8Array(await (await load(ofThisBuild(data + file))).arrayBuffer());
  const rechecker = createRechecker((handlers) => createSandbox({ src: ofThisBuild(src), readData, ...handlers }));
  const chapters = new Map<string, { chapter: LoadedChapter; results: Results }>();
  /** In the order in which they came. */
  const files: (OpenedFile | RefusedFile)[] = [];
  let isWorking = false;
  let isStopped = false;

  const said = place.querySelector<HTMLElement>("[role=status]")!;
  const seconds = place.querySelector<HTMLInputElement>("input[type=number]")!;
  const progress = element(document, "span");
  const stop = pageButton(word.stop, () => {
    isStopped = true;
    rechecker.stop();
  });
  const goOn = pageButton(word.goOn, () => void work());
  const again = pageButton(word.again, () => {
    for (const { states } of usable()) for (const name of states.keys()) states.set(name, "waiting");
    usable().forEach(show);
    void work();
  });
  const csv = pageButton(word.csv, () => save(`hand-in-${new Date().toISOString().slice(0, 10)}.csv`, handInCsv(files), "text/csv;charset=utf-8"));
  const refused = element(document, "ul", { class: "hand-in-refused" });
  place.append(element(document, "p", { class: "hand-in-actions" }, stop, goOn, again, csv, progress), refused);

  const usable = (): OpenedFile[] => files.filter((file) => "chapter" in file);
  const show = (file: OpenedFile): void => chapters.get(file.chapter.key)!.results.refresh(file);
  const isLeft = ({ states }: OpenedFile): boolean => [...states.values()].some((state) => !isFound(state));

  async function chapterOf(key: string): Promise<{ chapter: LoadedChapter; results: Results }> {
    const known = chapters.get(key);
    if (known) return known;
    const entry = course.find((one) => one.key === key);
    if (!entry) throw new UnusableFile("elsewhere", key);
    const notebook = deserialise(await (await load(ofThisBuild(`${entry.href}notebook.json`))).text()) as NotebookData;
    const chapter = { ...entry, notebook, checked: checkedExercises(notebook.cells), edition: editionOf(notebook.cells) };
    const made = { chapter, results: createResults(chapter, words, drawing) };
    chapters.set(key, made);
    place.append(made.results.element);
    return made;
  }

  async function take(file: File): Promise<void> {
    const fileName = shortName(file);
    try {
      const handIn = await readHandIn(file);
      const { chapter, results } = await chapterOf(handIn.chapter);
      const taken: OpenedFile = { fileName, handIn, chapter, states: new Map(chapter.checked.map(({ name }) => [name, "waiting"])) };
      files.push(taken);
      results.add(taken);
    } catch (error) {
      const problem = error instanceof UnusableFile ? error.why : "unavailable";
      files.push({ fileName, problem });
      refused.append(element(document, "li", {}, word.unusable[problem](fileName, error instanceof UnusableFile ? error.chapter.slice(0, 60) : "")));
    }
  }

  function refresh(): void {
    const states = usable().flatMap(({ states }) => [...states.values()]);
    const done = states.filter(isFound).length;
    const left = states.length - done;
    const hadFocus = [stop, goOn, again].includes(document.activeElement as HTMLButtonElement);
    stop.hidden = !isWorking;
    goOn.hidden = isWorking || left === 0;
    again.hidden = isWorking || left > 0 || done === 0;
    // The focus goes on to what can be done now.
    if (hadFocus) [stop, goOn, again].find(({ hidden }) => !hidden)?.focus();
    csv.hidden = files.length === 0;
    progress.textContent = states.length > 0 ? word.progress(done, states.length) : "";
  }

  async function checkFile(file: OpenedFile): Promise<void> {
    const { handIn, chapter, states } = file;
    for (const exercise of chapter.checked) {
      if (isFound(states.get(exercise.name))) continue;
      states.set(exercise.name, "running");
      show(file);
      let finding: Finding | undefined;
      try {
        finding = await rechecker.check(chapter.notebook, handIn, exercise, 1000 * secondsIn(seconds));
      } finally {
        // A sandbox that was lost before it said anything leaves an answer as a stop does: it is not tried for ever.
        isStopped ||= !finding;
        states.set(exercise.name, finding ?? "waiting");
        show(file);
        refresh();
      }
      if (isStopped) return;
    }
  }

  async function work(): Promise<void> {
    if (isWorking || usable().length === 0) return;
    isWorking = true;
    isStopped = false;
    said.textContent = "";
    refresh();
    try {
      for (let next = usable().find(isLeft); next && !isStopped; next = usable().find(isLeft)) {
        await checkFile(next);
        rechecker.renew();
      }
      said.textContent = isStopped ? word.stopped : word.finished(usable().reduce((sum, file) => sum + countDiffering(file), 0));
    } catch (error) {
      said.textContent = error instanceof SandboxUnavailable ? error.message : words.cell.unavailable;
    } finally {
      rechecker.renew();
      isWorking = false;
      refresh();
    }
  }

  return async (more) => {
    for (const file of more) await take(file);
    refresh();
    await work();
  };
}

async function load(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`cannot load ${address}: ${response.status}`);
  return response;
}

function pageButton(label: string, act: () => void): HTMLButtonElement {
  const made = button(label, act);
  made.className = "page-button";
  return made;
}

/** What the field says, or what it said at first where that is none of its numbers. */
function secondsIn({ valueAsNumber, min, max, defaultValue }: HTMLInputElement): number {
  return valueAsNumber >= Number(min) && valueAsNumber <= Number(max) ? valueAsNumber : Number(defaultValue);
}
