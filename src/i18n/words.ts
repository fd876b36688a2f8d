import type { CellError, CellState } from "../notebook/types.ts";

/** Every interface word of the site, in one language. What an author or a cell writes is not here. A dictionary, so it is one file whatever its length. */
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
    /** How long a chapter takes, in minutes: its core, and all of it. */
    time(minutes: { core: number; whole: number }): string;
    /** What the heading of a section beyond a chapter's core begins with. */
    further: string;
    chapter(n: number): string;
    notFoundTitle: string;
    notFoundText: string;
    toHome: string;
    /** Before the date of a page's last change. */
    lastChanged: string;
    edit: string;
    /** What may be done with the course; `{CC BY}` becomes the link to the licence. */
    licence: string;
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
    /** Whom the course is for, what they need and how long it takes: a name and a text each. */
    whom: readonly [name: string, text: string];
    needs: readonly [name: string, text: string];
    takes: string;
    /** The chapters, and minutes: of their cores, of all, of the first chapter's core. */
    takesTime(of: { chapters: number; core: number; whole: number; first: number }): string;
    figureCaption: string;
    figureLabel: string;
    /** What a reader can do with the figure. */
    figure: {
      hint: string;
      start: string;
      /** Before the factor of all learning rates. */
      rates: string;
      reset: string;
      /** Before what is left after so many steps. */
      loss(steps: number): string;
      diverges: string;
    };
    lectures: string;
    howTo: string;
    howToSteps: string[];
  };
  page: {
    misconception: string;
    aside: string;
    source(file: string): string;
    /** What is folded at its head. */
    sourceHead: string;
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
  reference: {
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
    library: {
      title: string;
      summary: string;
      /** The heading of the built-ins, and what stands under that of a module. */
      builtins: string;
      builtinsNote: string;
      imports: (module: string) => string;
      options: string;
      needed: string;
      members: string;
      errors: string;
      example: string;
      /** Over what other libraries call an optimizer, with its defaults; what is said of libraries that the course does not compare; of another form of one. */
      elsewhere: string;
      notCompared(libraries: string): string;
      formOf: string;
      /** What ≠ before a formula means. */
      elsewhereNote: string;
      examplesNote: string;
    };
    glossary: {
      title: string;
      summary: string;
      terms: string;
      symbols: string;
      symbolColumns: { symbol: string; code: string; meaning: string; unit: string };
      unitNote: string;
    };
    references: { title: string; summary: string; all: string };
    /** Before the chapters in which a term or a work is met. */
    metIn: string;
    citedIn: string;
  };
  search: {
    /** The button, and the dialog's name. */
    title: string;
    field: string;
    results: string;
    close: string;
    loading: string;
    unavailable: string;
    /** How many places were found, and how many of them are listed. */
    found: (n: number, listed: number) => string;
    keys: string;
    kinds: Record<"section" | "exercise" | "term" | "work" | "library", string>;
  };
  exercise: {
    title: string;
    kinds: Record<"implement" | "predict" | "concept" | "calculate" | "fix" | "break", string>;
    /** The n-th of an exercise's hints. */
    hint(n: number, count: number): string;
    solution: string;
    putIn: string;
    takeOut: string;
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
    /** The handout without notes and answers, and back. */
    forStudents: string;
    withNotes: string;
    /** Finds the words for a plot's marks in the sentences of its caption that explain them; global. */
    marks: RegExp;
    /** The speaker's notes of the title slide. */
    titleNotes(slides: number, minutes: number): string;
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
      hide: string;
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
    /** The dialog that starts a lecture. */
    start: {
      name: string;
      /** What starting one does. */
      fresh: string;
      from(slide: string): string;
      minutes: string;
      until: string;
      begin: string;
      cancel: string;
      earlier: string;
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
      /** When the lecture ends, and what is left until then; below 0: it is over. */
      until(time: string, minutes: number): string;
      onSlide(time: string): string;
      slides: string;
      /** Of the edge between slide and notes, which can be moved. */
      edge: string;
      hidden: string;
      largerNotes: string;
      smallerNotes: string;
      nextDeck(title: string): string;
      pause: string;
      goOn: string;
      blocked: string;
    };
  };
  /** What a lecturer has in a classroom; the names are those of buttons. */
  classroom: {
    pen: { name: string; tools: string; colors: string[]; eraser: string; undo: string; clear: string; close: string };
    laser: string;
    black: { name: string; isBlack: string; end: string; anyKey: string };
    timer: {
      name: string;
      start: string;
      pause: string;
      reset: string;
      close: string;
      less: string;
      more: string;
      minutes(n: number): string;
      over: string;
    };
    hands: {
      name: string;
      count(option: string): string;
      showVotes: string;
      hideVotes: string;
      show: string;
      hide: string;
      reset: string;
      hands(n: number): string;
      right: string;
      answer(option: string, right: number, all: number): string;
    };
    qr: {
      name: string;
      title: string;
      code: string;
      copy: string;
      copied: string;
      notCopied: string;
      close: string;
      withCode(titles: string[]): string;
      withoutCode(titles: string[]): string;
      withPositions: string;
      tooLong: string;
      local: string;
      site: string;
      noSite: string;
    };
  };
  /** What a link says of code that it carries. */
  sharing: {
    title(from: "link" | "file"): string;
    carries(from: "link" | "file", titles: string[]): string;
    moves(inputs: number): string;
    nothingRuns: string;
    use: string;
    keep: string;
    close: string;
    look(title: string): string;
    /** Cells that the sender has added, and that come to this page. */
    adds(from: "link" | "file", cells: number): string;
    sendersCells(cells: number): string;
    /** The code of the `n`th of them, after the cell with this title, or at the page's end. */
    lookAdded(n: number, after?: string): string;
    /** So many of them are left out: the reader's own are, with the others, `most`. */
    noRoom(cells: number, most: number): string;
    ownStays(titles: string[]): string;
    outdated(titles: string[]): string;
    /** The link, or the file, has more code for these than a cell may have. */
    tooLong(from: "link" | "file", titles: string[]): string;
    /** How many cells of the link the page does not have; their names are the link's, and not to be shown. */
    unknown(cells: number): string;
    /** In place of lines that the link leaves as they are; of lines beyond what is shown; behind a line that is longer. */
    unchanged(lines: number): string;
    notShown(lines: number): string;
    cut(characters: number): string;
    unreadable: string;
    /** Why a file cannot be used; `chapter`: the title of the one that it is of, where that is known. */
    unusable: Record<"unreadable" | "newer" | "tooLarge" | "elsewhere", (file: string, chapter?: string) => string>;
    copyLink: string;
    openFile: string;
    saveFile: string;
    /** The field in which a link stands that could not be copied. */
    link: string;
    /** What a link or a file tells. */
    what(cells: number, inputs: number, own: number): string;
    copied(what: string, characters: number): string;
    notCopied(what: string, characters: number): string;
    linkTooLong(what: string, characters: number, most: number): string;
    tooMuch(what: string): string;
    saved(file: string): string;
  };
  framework: { title: string; gradient: string; direction: string; scale: string; step: string; move: string };
  cell: {
    /** Names of buttons; tests find them by these. */
    run: string;
    stop: string;
    reset: string;
    runAll: string;
    keepWaiting: string;
    /** The keys that work where nothing is typed, and what each does. */
    /** `single`: the check box for keys that are pressed alone. */
    keyList: { title: string; close: string; single: string; keys: readonly (readonly [keys: string, does: string])[] };
    /** The switch for types in the editor, and what is said when it has been turned. */
    types: { title: string; said(areOn: boolean): string };
    /** Of the cells that a reader adds: what adds them, what they are called, by number, and what is done with them. */
    own: {
      add: string;
      addNote: string;
      /** In the menu of a cell. */
      addBelow: string;
      addNoteBelow: string;
      cell(n: number): string;
      note(n: number): string;
      /** The fold and the editor of a note. */
      text(title: string): string;
      up: string;
      down: string;
      delete: string;
      /** With a button that undoes it. */
      deleted(title: string): string;
      tooMany(most: number): string;
      /** What is said of a reset that has deleted some, too. */
      resetToo(text: string): string;
    };
    /** Of a cell's optimizers as other libraries spell them: what is said of options that a text alone does not tell, or that a library lacks. */
    elsewhere: {
      of(title: string): string;
      note: string;
      list(names: readonly string[]): string;
      unread(options: readonly string[]): string;
      open(from: readonly string[]): string;
      without(options: readonly string[]): string;
      /** Behind the name of the form that the libraries have, with the same options. */
      thatForm: string;
      none: string;
      close: string;
    };
    /** Of runs that a reader pins: what pins one, what they are called, by number, what is others now than at one, and what is done with them. */
    pins: {
      pin: string;
      title: string;
      of(title: string): string;
      name(n: number): string;
      nameOf(n: number): string;
      pinned(name: string): string;
      /** Nothing is another. */
      same: string;
      /** The cell's own code is another; that of these cells is. */
      code: string;
      codeOf(titles: readonly string[]): string;
      /** An input stands elsewhere, and where would be long to say. */
      other(label: string): string;
      on: string;
      off: string;
      otherAxes: string;
      /** Over the code as it stands. */
      now: string;
      compared(title: string): string;
      remove: string;
      /** With a button that undoes it. */
      removed(name: string): string;
      tooMany(most: number): string;
      tooLarge: string;
      notRun: string;
      notKept: string;
      /** What is said of a reset that has removed some, too. */
      resetToo(text: string): string;
    };
    /** On the fold of a cell's code; the title says what it holds. */
    showCode(title: string): string;
    /** What a reader can do with a cell, beside its Run; and in few words, where there is no room. */
    hint: string;
    hintShort: string;
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
    /** Shown when the author changed a cell after the reader had edited it, with buttons to choose. */
    changedSince: string;
    /** Shown when another tab has changed a cell that was changed here too, with the same buttons. */
    changedElsewhere: string;
    keepMine: string;
    takeTheirs: string;
    compare: string;
    /** Shown when the other tab's code was taken, with a button that undoes it. */
    tookTheirs: string;
    comparison: { title: string; mine: string; theirs: string; lines(n: number): string; close: string };
    /** Shown when a run was under way as the page was left, or broke down. */
    didNotEnd: string;
    /** Shown after a reset, with a button that undoes it. */
    wasReset: string;
    chapterReset: string;
    everythingReset: string;
    resetChapter: string;
    resetEverything: string;
    undo: string;
    /** Shown when more is put into an editor than a cell may have. */
    tooLong(kilobytes: number, lines: number): string;
    /** Shown when an edit is too long to be kept. */
    tooLongToKeep: string;
    /** Shown when what was kept of a cell is too long to be used, with a button that deletes it. */
    keptTooLong: string;
    deleteKept: string;
    clickToRun: string;
    /** Shown when a part of the page's code cannot be loaded. */
    unavailable: string;
    keys: string;
    /** What the editor's own parts say, by CodeMirror's English for it; `$` stands for a number. */
    editorPhrases: Readonly<Record<EditorPhrase, string>>;
  };
  /** What a reader can take away of a cell. */
  playground: {
    title: string;
    /** In the menu of a cell. */
    open: string;
    /** The buttons that a chapter calls by its own name. */
    download: string;
    reset: string;
    wasReset: string;
    /** There is no room for the cells. */
    full(most: number): string;
    notKept: string;
  };
  work: {
    title: string;
    summary: string;
    withoutScripts: string;
    /** Nothing is kept. */
    none: string;
    goOn(chapter: string): string;
    /** How far a reader has come in a chapter; empty where that is nowhere. */
    marks(progress: { read: boolean; run: boolean; solved: readonly string[]; exercises: number }): string;
    /** What is kept of a cell. */
    what(kept: { edited: boolean; predictions: number; inputs: number }): string;
    tooLong: string;
    solved: string;
    resetChapter: string;
    wasReset(what: string): string;
    undone: string;
    /** The browser had no room for all of what was to be undone. */
    notUndone: string;
    exportAll: string;
    exported(file: string): string;
    importFile: string;
    importing(file: string): string;
    /** How many cells of a file are not here, are other here, are the same; how many the course does not have. */
    carries(counts: { fresh: number; other: number; same: number; leftOut: number }): string;
    fresh(cells: number): string;
    other(cells: number): string;
    /** Cells that the reader has added: those of a file that are not here, and those that a chapter has no room for. */
    ownAdded(cells: number): string;
    ownNoRoom(cells: number, most: number): string;
    /** Where such a cell stands: after the one with this title, or at the page's end. */
    ownAt(after?: string): string;
    /** How many runs are pinned of a cell; those of a file that are not here, and those that their cells have no room for. */
    pins(runs: number): string;
    pinsAdded(runs: number): string;
    pinsNoRoom(runs: number, most: number): string;
    pinsRemoved(title: string): string;
    nothingRuns: string;
    merge: string;
    merged: string;
    replace: string;
    replaced: string;
    cancel: string;
    cancelled: string;
    deleteAll: string;
    deleted: string;
    noRoom: string;
    unusable: Record<"unreadable" | "newer" | "tooLarge", (file: string) => string>;
  };
  handIn: {
    /** At a chapter's end, and what it asks. */
    button: string;
    asked: string;
    contents(answered: number, exercises: number): string;
    /** Before the link to the page that opens the file. */
    openedOn: string;
    name: string;
    save: string;
    cancel: string;
    saved(file: string): string;
    tooMuch: string;
    /** The page that opens such files. */
    title: string;
    summary: string;
    forged: string;
    others: string;
    withoutScripts: string;
    choose: string;
    orDrop: string;
    seconds: string;
    stop: string;
    goOn: string;
    again: string;
    csv: string;
    /** How many answers have run. */
    progress(done: number, all: number): string;
    stopped: string;
    /** All have run; so many differ from what their file says. */
    finished(differing: number): string;
    table(chapter: string): string;
    file: string;
    right: string;
    of(right: number, exercises: number): string;
    verdicts: Record<"right" | "wrong" | "endless" | "error" | "none" | "waiting" | "running", string>;
    claimed(verdict: string, isDiffering: boolean): string;
    otherEdition: string;
    /** Before whose they are. */
    answersOf: string;
    unusable: Record<"unreadable" | "newer" | "tooLarge" | "elsewhere" | "unavailable", (file: string, chapter: string) => string>;
  };
  takeAway: {
    more: string;
    menu(title: string): string;
    copy: string;
    copied: string;
    notCopied: string;
    script: string;
    svg: string;
    png: string;
    csv: string;
    table: string;
    /** The n-th plot or table of a cell that has several, with what it is called, if it is. */
    nth(n: number, kind: "plot" | "table", caption: string): string;
    close: string;
    /** Under the values of a plot, and of its cell when they are saved, where it may have more. */
    firstValues(n: number): string;
    failed: string;
    /** The first lines of a cell's file: where it comes from, and what it needs. */
    head(cell: string, page: string, address: string): string;
    chapter: string;
    /** Downloads the chapter's experiment in PyTorch, for Jupyter. */
    notebook: string;
    packing: string;
    packed(file: string): string;
    /** The README of a chapter's archive; `clicks`: cells that wait for a click. */
    readme(title: string, address: string, node: string, clicks?: readonly string[]): string;
    /** Of a plot, where a cell's outputs are printed: the place of its picture. */
    plotIn(place: string): string;
    notRun(command: string): string;
    written(file: string): string;
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
    /** What a number field takes; `step`: only so far apart from the least on. */
    numberWithin(min: number, max: number, step?: number): string;
    /** What a drawing pad is, and its keys. */
    sketch: string;
    sketchKeys: string;
    solved: string;
    notSolved: string;
    notTried: string;
    /** The verdict on a prediction. */
    predicted: string;
    mispredicted: string;
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

/** Minutes as hours, to the half. */
export const halfHours = (minutes: number): number => Math.round(minutes / 30) / 2;

/** CodeMirror's own words that a reader meets in an editor. */
export type EditorPhrase =
  | "Completions"
  | "Find"
  | "Replace"
  | "next"
  | "previous"
  | "all"
  | "match case"
  | "regexp"
  | "by word"
  | "replace"
  | "replace all"
  | "close"
  | "current match"
  | "on line"
  | "replaced match on line $"
  | "replaced $ matches"
  | "Selection deleted"
  | "Control character";
