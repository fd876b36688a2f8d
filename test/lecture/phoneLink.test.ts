import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chooseLink, isLocal, toSite } from "../../src/lecture/phoneLink.ts";
import { qrModules } from "../../src/lecture/qrCode.ts";
import { readQr } from "./readQr.ts";

test("a computer's own names are known, and no others", () => {
  for (const host of ["localhost", "deck.localhost", "127.0.0.1", "127.1.2.3", "0.0.0.0", "[::1]", ""]) expect(isLocal(host), host).toBe(true);
  for (const host of ["192.168.1.7", "10.0.0.2", "example.org", "localhost.example.org", "notlocalhost", "1270.example"])
    expect(isLocal(host), host).toBe(false);
});

test("an address is understood as people type it, and what is none is refused", () => {
  expect(
    [
      "example.org",
      " https://example.org/ ",
      "http://example.org/course/",
      "192.168.1.7:4321",
      "10.0.0.2",
      "my-laptop:8080",
      "HTTP://Example.ORG",
      "https://例え.jp",
    ].map(toSite),
  ).toEqual([
    "https://example.org",
    "https://example.org",
    "http://example.org/course",
    "http://192.168.1.7:4321",
    "http://10.0.0.2",
    "http://my-laptop:8080",
    "http://example.org",
    "https://xn--r8jz45g.jp",
  ]);
  for (const bad of ["", "   ", "javascript:alert(1)", "a b", "https://", "https://user:pass@example.org", "data:text/html,x"])
    expect(toSite(bad), bad).toBeUndefined();
});

test("the link that says most of those that fit is chosen", () => {
  const fragments = { whole: "#/s~a.b=1&code=LONGER", brief: "#/s~a.b=1&code=B", positions: "#/s~a.b=1", place: "#/s" };
  fc.assert(
    fc.property(fc.nat(30), fc.boolean(), (most, hasCode) => {
      const { link, says } = chooseLink("p", fragments, hasCode, (some) => some.length <= most);
      const known = (hasCode ? ["whole", "brief", "positions", "place"] : ["positions", "place"]) as (keyof typeof fragments)[];
      const kind = known.find((name) => 1 + fragments[name].length <= most) ?? "place";
      expect(link).toBe(`p${fragments[kind]}`);
      expect(says).toBe(kind === "whole" || kind === "brief" ? "code" : kind);
    }),
  );
  expect(chooseLink("p", { ...fragments, positions: "#/s" }, false, () => true).says).toBe("place");
});

test("a code has its quiet zone, and a text that would make it too fine has none", () => {
  const modules = qrModules("https://example.org/sgd/lecture/#/stability")!;
  const edges = [...modules.slice(0, 4), ...modules.slice(-4), ...modules.map((row) => [...row.slice(0, 4), ...row.slice(-4)])].flat();
  expect(edges.some(Boolean)).toBe(false);
  expect(qrModules("x".repeat(858))!.length).toBe(97 + 8);
  expect(qrModules("x".repeat(859))).toBeUndefined();
});

test("a code is read by a reader of its own as the text that it was made of, whatever its length", () => {
  for (const length of [5, 40, 90, 160, 230, 330, 460, 600, 750, 857]) {
    const text = `https://example.org/${"αβ~&=%AZaz09-_".repeat(90)}`.slice(0, length);
    const modules = qrModules(text);
    if (modules) expect(readQr(modules)).toBe(text);
    else expect(Buffer.from(text).length).toBeGreaterThan(858);
  }
});
