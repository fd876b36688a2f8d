/** One build of the site, as the worker that was made with it knows it. */
export interface Build {
  /** A hash over the contents of all files and the worker's own code. */
  version: string;
  /** Path below the site's root → the hash of its content, as in an `integrity` attribute. */
  files: Record<string, string>;
}

/** What a page was built in; undefined in the author's mode, where there is no build. */
export interface PageBuild {
  version: string;
  /** What a reader downloads to have the whole site offline: megabytes, compressed. */
  megabytes: string;
  /** The hash of the file that the page's cells come from, where it has cells. */
  cells: string | undefined;
}

/** What a page and the workers tell each other. Where an answer is due, a port goes with the message. */
export type PageToWorker =
  /** From a page of `version` that is there to stay; `ToPage` answers come. */
  | { type: "hello"; version: string }
  /** The reader agrees: the waiting worker takes over. */
  | { type: "take-over" };

/** The worker's answer to `hello`: at once, and to a page of its own version again when it has done all that it can for it. */
export interface Standing {
  version: string;
  /** Every file of the version is there. */
  complete: boolean;
}

/** A worker's question to a page; the answer is its version. */
export interface WorkerToPage {
  type: "version?";
}
