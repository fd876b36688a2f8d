import { execFileSync } from "node:child_process";

/** Asks git in `root`; undefined where there is none, or no repository. */
function git(root: string, ...words: string[]): string | undefined {
  try {
    return execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

const known = new Map<string, string | undefined>();

/**
 * The day of the last commit that changed a file: `2026-11-30`. Undefined where git does not know it: outside a repository, for a file that was never
 * committed, and in a shallow clone, which takes its oldest commit for the one that made everything.
 */
export function lastChanged(file: string, root = process.cwd()): string | undefined {
  const key = `${root}\0${file}`;
  if (!known.has(key)) {
    const isWhole = git(root, "rev-parse", "--is-shallow-repository") === "false";
    known.set(key, isWhole ? git(root, "log", "-1", "--format=%cs", "--", file) || undefined : undefined);
  }
  return known.get(key);
}
