/**
 * How much a cell may say. The worker keeps to these and tells the reader when it cuts something;
 * a worker that goes beyond them is not ours any more, and the supervisor ends it.
 */
export const limits = {
  /** Outputs of one run of one cell; the notebook itself stops at fewer. */
  outputs: 1_000,
  /** Size of one output, as `sizeOf` counts it. */
  outputBytes: 32e6,
  /** Levels of nesting in an output. */
  depth: 128,
  /** Characters of a message, label, name or id. */
  textLength: 100_000,
  /** Tasks of one `spread`. */
  tasks: 10_000,
  /** Workers that help at once. */
  helpers: 16,
  /** Milliseconds from one start of helpers to the next. */
  helpersPauseMs: 500,
  /** Size of the results of tasks that are kept for later runs; the oldest go first. */
  keptBytes: 64e6,
  /** Messages of a worker in a second. */
  messagesPerSecond: 20_000,
  /** Their size. */
  bytesPerSecond: 256e6,
} as const;
