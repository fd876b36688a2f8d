import type { CellError } from "../notebook/types.ts";

export type CellState = "fresh" | "edited" | "stale" | "running" | "done" | "error" | "stopped";

/** Every interface word of the site, in one language. What an author or a cell writes is not here. */
export interface Words {
  site: {
    title: string;
    description: string;
    skip: string;
    contents: string;
    close: string;
    chapters: string;
    onPage: string;
    previous: string;
    next: string;
    language: string;
    minutes(n: number): string;
    chapter(n: number): string;
    notFoundTitle: string;
    notFoundText: string;
    toHome: string;
  };
  offline: {
    /** In the contents, when every file of the site is there. */
    ready: string;
    /** A button, where the reader saves data; `{MB}` in its text becomes the megabytes. */
    keep: string;
    keeping: string;
    failed: string;
    update: string;
    reload: string;
    later: string;
  };
  theme: { label: string; system: string; light: string; dark: string };
  home: {
    lead: string[];
    start(title: string): string;
    framework: string;
    frameworkText: string;
    figureCaption: string;
    figureLabel: string;
    howTo: string;
    howToSteps: string[];
  };
  page: {
    misconception: string;
    aside: string;
    source(file: string): string;
    /** Accessible name of equations that are the numbered lines of `file`. */
    equations(file: string): string;
    changes: string;
    references: string;
    computed(cells: string[]): string;
    /** Before the links to the cells that a number comes from. */
    computedBy: string;
    /** Which keys go from symbol to symbol in a formula or in code; read after its name. */
    symbolKeys: string;
    withoutScripts: string;
  };
  /** The pages beside the chapters. */
  lookUp: {
    title: string;
    cheatSheet: {
      title: string;
      summary: string;
      caption: string;
      columns: { optimizer: string; formula: string; use: string };
      state: string;
      noState: string;
      notThere: string;
      notes: string[];
    };
    glossary: { title: string; summary: string; terms: string; symbols: string; symbolColumns: { symbol: string; code: string; meaning: string; unit: string }; unitNote: string };
    references: { title: string; summary: string; all: string };
    /** Before the chapters in which a term or a work is met. */
    metIn: string;
    citedIn: string;
  };
  exercise: {
    title: string;
    kinds: Record<"implement" | "predict" | "concept" | "calculate" | "fix" | "break", string>;
    hint: string;
    solution: string;
  };
  lecture: {
    /** The deck of a chapter. */
    title: string;
    /** Links between a chapter's forms. */
    toPage: string;
    toDeck: string;
    toHandout: string;
    /** The chapter with the speaker's notes. */
    handout: string;
    slides(count: number): string;
    /** The speaker's. */
    notes: string;
    slide(n: number, count: number): string;
    /** Shown where the browser keeps no windows in step, and the button that takes it away. */
    alone: string;
    close: string;
    /** Names of the deck's buttons. */
    tools: {
      name: string;
      overview: string;
      code: string;
      fullscreen: string;
      dark: string;
      projector: string;
      presenter: string;
      audience: string;
    };
    /** The list of keys, and what those do that are no button's. */
    keys: {
      title: string;
      close: string;
      jump: string;
      run: string;
      leave: string;
      next: string;
      previous: string;
      space: string;
      spaceBoth: string;
      first: string;
      last: string;
    };
    presenter: {
      title: string;
      next(slide: string): string;
      end: string;
      notes: string;
      clock: string;
      elapsed: string;
      onTime: string;
      behind(minutes: number): string;
      ahead(minutes: number): string;
      here(slide: string, minutes: number): string;
      start: string;
      pause: string;
      reset: string;
      blocked: string;
    };
  };
  /** What a lecturer has in a classroom; the names are those of buttons. */
  classroom: {
    pen: { name: string; tools: string; colors: string[]; eraser: string; undo: string; clear: string; close: string };
    laser: string;
    black: { name: string; isBlack: string; end: string; anyKey: string };
    timer: { name: string; start: string; pause: string; reset: string; close: string; less: string; more: string; minutes(n: number): string; over: string };
    hands: { name: string; count(option: string): string; show: string; hide: string; reset: string; hands(n: number): string; right: string; answer(option: string, right: number, all: number): string };
    qr: {
      name: string; title: string; code: string; copy: string; copied: string; notCopied: string; close: string;
      withCode(titles: string[]): string; withoutCode(titles: string[]): string; withPositions: string; tooLong: string;
      local: string; site: string; noSite: string;
    };
  };
  /** What a link says of code that it carries. */
  sharing: {
    title: string;
    carries(titles: string[]): string;
    nothingRuns: string;
    use: string;
    keep: string;
    close: string;
    look(title: string): string;
    ownStays(titles: string[]): string;
    outdated(titles: string[]): string;
    unknown(ids: string[]): string;
    unreadable: string;
  };
  framework: {
    title: string;
    gradient: string;
    direction: string;
    scale: string;
    step: string;
    move: string;
  };
  cell: {
    /** Names of buttons; tests find them by these. */
    run: string;
    stop: string;
    reset: string;
    runAll: string;
    keepWaiting: string;
    showCode: string;
    states: Record<CellState, string>;
    /** Accessible name of a cell's editor. */
    editor(title: string): string;
    /** Accessible name of a cell's output. */
    output(title: string): string;
    elapsed(ms: number): string;
    /** Shown when a running cell has said nothing for `seconds`. */
    silent(seconds: number): string;
    /** Shown when storage is full or forbidden, once. */
    notKept: string;
    /** Shown when the author changed a cell after the reader had edited it. */
    changedSince: string;
    clickToRun: string;
    /** Shown when a part of the page's code cannot be loaded. */
    unavailable: string;
    keys: string;
  };
  error: {
    kinds: Record<CellError["kind"], string>;
    line(n: number): string;
    hint: string;
    /** Before the names of the cells that an error speaks of. */
    cells: string;
  };
  output: {
    moreRows(n: number): string;
    moreEntries(n: number): string;
    progress: string;
    /** What kind of control a handle on a plot is: it slides both ways. */
    handle: string;
    /** What a handle on a plot says of its place. */
    point(x: string, y: string): string;
    play: string;
    pause: string;
    stepBack: string;
    stepForward: string;
    /** The button that makes a prediction the answer, and what it says afterwards. */
    answer: string;
    answered: string;
    /** What a drawing pad is, and its keys. */
    sketch: string;
    sketchKeys: string;
    solved: string;
    notSolved: string;
    right: string;
    wrong: string;
  };
}

/** Milliseconds as a reader wants them: `0.4 ms`, `27 ms`, `3.2 s`, `1 min 5 s`. The units read the same in all our languages. */
export function duration(ms: number): string {
  if (ms < 1) return `${ms.toFixed(1)} ms`;
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
