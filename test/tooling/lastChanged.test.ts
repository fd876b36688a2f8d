import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lastChanged } from "../../src/tooling/lastChanged.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "changed-"))));
afterEach(() => rmSync(root, { recursive: true }));

const git = (folder: string, ...words: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...words], {
    cwd: folder,
    stdio: "pipe",
    env: { ...process.env, GIT_COMMITTER_DATE: "2026-03-04T12:00:00Z" },
  });

/** A repository with one committed file. */
function commit(): void {
  git(root, "init", "-q");
  writeFileSync(join(root, "a.mdx"), "a");
  git(root, "add", "a.mdx");
  git(root, "commit", "-q", "-m", "a");
}

test("a file changed last on the day of its last commit; one that was never committed has no such day", () => {
  commit();
  writeFileSync(join(root, "b.mdx"), "b");
  expect([lastChanged("a.mdx", root), lastChanged("b.mdx", root)]).toEqual(["2026-03-04", undefined]);
});

test("outside a repository nothing is known, and nothing breaks", () => {
  expect(lastChanged("a.mdx", root)).toBe(undefined);
  expect(lastChanged("a.mdx", join(root, "none"))).toBe(undefined);
});

test("a shallow clone does not know it", () => {
  commit();
  const clone = join(root, "clone");
  writeFileSync(join(root, "b.mdx"), "b");
  git(root, "add", "b.mdx");
  git(root, "commit", "-q", "-m", "b");
  git(root, "clone", "-q", "--depth", "1", `file://${root}`, clone);
  expect(lastChanged("a.mdx", clone)).toBe(undefined);
});
