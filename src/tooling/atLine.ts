/**
 * A mistake in an author's file. The message begins with file and line; `line` and `column` are what the author's mode and the build show the place by: without them they
 * would point at the file's beginning.
 */
export const atLine = (file: string, line: number, message: string, cause?: unknown): Error =>
  Object.assign(new Error(`${file}:${line}: ${message}`, { cause }), { line, column: 1 });
