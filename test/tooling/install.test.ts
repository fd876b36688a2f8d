import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "../../src/tooling/install.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "project-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const lock = {
  "": { version: "1.0.0" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/other-platform": { version: "1.0.0", optional: true },
};

function project(present?: Record<string, object>): string {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: lock }));
  if (present) {
    mkdirSync(join(root, "node_modules"));
    writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: present }));
  }
  return root;
}

test("a fresh clone is not installed", () => expect(isInstalled(project())).toBe(false));

test("what the lock asks for is enough; a package for another platform need not be there", () => {
  expect(isInstalled(project({ "node_modules/a": { version: "1.0.0" } }))).toBe(true);
});

test("a missing package, another version and another version of an optional package are to be installed", () => {
  const wrong: Record<string, object>[] = [
    {},
    { "node_modules/a": { version: "1.0.1" } },
    { "node_modules/a": { version: "1.0.0" }, "node_modules/other-platform": { version: "0.9.0" } },
  ];
  for (const present of wrong) {
    rmSync(join(root, "node_modules"), { recursive: true, force: true });
    expect(isInstalled(project(present))).toBe(false);
  }
});
