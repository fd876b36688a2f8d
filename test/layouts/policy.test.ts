import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "../../src/layouts/policy.ts";

const directives = (policy: string): Map<string, string[]> =>
  new Map(
    policy
      .split("; ")
      .map((directive) => directive.split(" "))
      .map(([name, ...sources]) => [name, sources]),
  );

test("scripts come from the site or carry a listed hash; nothing is evaluated", () => {
  const policy = contentSecurityPolicy(["let a = 1;", "let b = 2;"]);
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
  expect(directives(policy).get("script-src")).toEqual(["'self'", hash("let a = 1;"), hash("let b = 2;")]);
  expect(policy).not.toMatch(/unsafe-eval|\*|https?:/);
});

test("what is not named is forbidden, and inline styles are the only unsafe thing", () => {
  const found = directives(contentSecurityPolicy([]));
  expect(found.get("default-src")).toEqual(["'none'"]);
  expect([...found].filter(([, sources]) => sources.includes("'unsafe-inline'")).map(([name]) => name)).toEqual(["style-src"]);
  for (const name of ["connect-src", "frame-src"]) expect(found.get(name)).toEqual(["'self'"]);
});
