export type FileAnswer = { file: string; bytes: Uint8Array } | { file: string; error: string };

export interface FilesOptions {
  /** The files that may be asked for. */
  known: ReadonlySet<string>;
  /** Asks the page; `answered` is called later. */
  ask(file: string): void;
  /** Milliseconds. */
  now(): number;
}

/** A file that could not be read is not asked for again so soon. */
const retryMs = 1_000;

/**
 * The files of data sets, for all workers: the page is asked once for each, however often cells ask, and for no other than the
 * known ones.
 */
export function createFiles({ known, ask, now }: FilesOptions) {
  const answers = new Map<string, { answer: FileAnswer; until: number }>();
  const waiting = new Map<string, ((answer: FileAnswer) => void)[]>();

  return {
    read(file: string, reply: (answer: FileAnswer) => void): void {
      if (!known.has(file)) return reply({ file, error: `unknown data file: ${file}` });
      const kept = answers.get(file);
      if (kept && now() < kept.until) return reply(kept.answer);
      const others = waiting.get(file);
      if (others) return void others.push(reply);
      waiting.set(file, [reply]);
      ask(file);
    },
    answered(answer: FileAnswer): void {
      const { file } = answer;
      answers.set(file, { answer, until: "error" in answer ? now() + retryMs : Infinity });
      const replies = waiting.get(file) ?? [];
      waiting.delete(file);
      for (const reply of replies) reply(answer);
    },
  };
}
