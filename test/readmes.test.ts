import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { BUILTIN_NAMES } from "../src/notebook/names.ts";

const root = join(import.meta.dirname, "..");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
const readmes = ["README.md", "CONTRIBUTING.md", ...sources.filter((file) => basename(file) === "README.md").map((file) => join("src", file))];
const read = (file: string): string => readFileSync(join(root, file), "utf8");

test.for(readmes)("%s names no file that does not exist", (readme) => {
  const named = [...read(readme).matchAll(/`(?:node )?([\w./-]+\.(?:ts|mjs|js|css|astro|md|mdx|json|html))`/g)].map(([, file]) => file);
  const missing = named.filter(
    (file) =>
      !/NN[-.]|NAME|^(\/?((sandbox|404)\.html|sw\.js|checksums\.json|search\.json|elsewhere\.json|chapter-kit\.json))$/.test(file) &&
      ![dirname(readme), "src", "."].some((folder) => existsSync(join(root, folder, file))),
  );
  expect(missing).toEqual([]);
});

test("the map of the rooms has every room", () => {
  const rooms = readdirSync(join(root, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const map = read("src/README.md");
  expect(rooms.filter((room) => !map.includes(`\`${room}/\``))).toEqual([]);
});

test("the map of the rooms explains every built-in of a cell", () => {
  const explained = new Set([...read("src/README.md").matchAll(/`+(\w+)/g)].map(([, name]) => name));
  expect(BUILTIN_NAMES.filter((name) => !explained.has(name))).toEqual([]);
});

test("the components' table has every component that a chapter may use, but those that the build makes of fences and Markdown", () => {
  const names = /chapterComponents = \{([^}]*)\}/
    .exec(read("src/components/chapterComponents.ts"))![1]
    .split(",")
    .map((part) => part.split(":")[0].trim());
  const explained = read("src/components/README.md");
  expect(names.filter((name) => /^[A-Z]/.test(name) && !["Cell", "Solution"].includes(name) && !explained.includes(`<${name}`))).toEqual([]);
});

test("the packages' table has every dependency, and no other", () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
  const rows = read("README.md")
    .split("## What each dependency is for")[1]
    .matchAll(/^\| (?!package|---)([^|]+) \|/gm);
  const told = [...rows].flatMap(([, cell]) => cell.split(",").map((name) => name.replace("(optional)", "").trim()));
  const matches = (name: string, entry: string): boolean => (entry.endsWith("*") ? name.startsWith(entry.slice(0, -1)) : name === entry);
  const installed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(installed.filter((name) => !told.some((entry) => matches(name, entry)))).toEqual([]);
  expect(told.filter((entry) => !installed.some((name) => matches(name, entry)))).toEqual([]);
});

test("the README's lecture names slides that its chapters have", () => {
  const chapters = readdirSync(join(root, "content/en"));
  const lines = [...read("README.md").matchAll(/<Slides from="(\w+)" (?:show|hide)="([^"]+)"/g)];
  expect(lines.length).toBeGreaterThan(0);
  for (const [, chapter, names] of lines) {
    const text = read(`content/en/${chapters.find((file) => file.endsWith(`-${chapter}.mdx`))}`);
    for (const name of names.split(", ")) expect(text, `${chapter}: ${name}`).toContain(`<Slide id="${name}"`);
  }
});

test("the commits that a blame passes over are commits of this history", ({ skip }) => {
  const git = (...words: string[]): string => execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  if (!existsSync(join(root, ".git")) || git("rev-parse", "--is-shallow-repository") === "true") return skip("no whole clone");
  const hashes = read(".git-blame-ignore-revs").match(/\b[0-9a-f]{40}\b/g) ?? [];
  const history = git("rev-list", "HEAD").split("\n");
  expect(hashes.filter((hash) => !history.includes(hash))).toEqual([]);
});

test("every package that the code imports is declared in package.json", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }).map((name) => name.replace(/^@types\//, "")));
  const ofCells = ["optim", "problems", "steps"];
  const files = ["src", "test", "content"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  const undeclared = files
    .filter((file) => /\.(ts|mjs|astro)$/.test(file))
    .flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export)\s[^"';]*?from "([@\w][^"]*)"|^import "([@\w][^"]*)"|\bimport\("([@\w][^"]*)"\)/gm)]
        .map(([, from, bare, late]) => (from ?? bare ?? late)!)
        .filter((name) => !/^(node|astro):/.test(name))
        .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"))
        .filter((name) => !declared.has(name) && !ofCells.includes(name))
        .map((name) => `${file}: ${name}`),
    );
  expect(undeclared).toEqual([]);
});
