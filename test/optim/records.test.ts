/** Every optimizer has every part, and the removal check: with each part of one taken away in turn, something fails that names it. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { optimizerStyle } from "../../src/plot/optimizerStyles.ts";
import { makers, names } from "./all.ts";
import { missingParts, read } from "./records.ts";

test("every optimizer has its example, its numbered lines, what is derived from them, and its name in the README", () => {
  expect(missingParts()).toEqual([]);
});

test("an optimizer has one name: of its export, of the function, of what it makes and of its states", () => {
  for (const name of names) {
    const { needs } = makers[name].record,
      { rows = 1, columns = 1 } = needs ?? {};
    const made = makers[name](needs);
    expect([makers[name].name, made.name, made.init(rows * columns).optimizer]).toEqual([name, name, name]);
  }
});

test("the name that an optimizer gives its traces has a style, whichever it is", () => {
  expect(names.filter((name) => !optimizerStyle(name))).toEqual([]);
});

/** A part that is taken away: its name, its file, its text, and what is then said. */
type Removal = [part: string, file: string, text: RegExp, message: RegExp];

/** The text of ADOPT's part of a table, from its name to the next entry of the table. */
const inAdopt = (part: string) => new RegExp(`(?<=\\n  adopt: \\{(?:(?!\\n  \\}).)*?)${part}`, "s");

/** Parts that the type check asks for. */
const typed: Removal[] = [
  ["export", "src/optim/optimizers.ts", /export const adopt = .*?\n\}\);\n/s, /'adopt' does not exist in type/],
  ["m", "src/optim/optimizers.ts", /(?<=makeAdopt, \{).*?(?=\n  v: vBefore)/s, /Property 'm' is missing/],
  ["v", "src/optim/optimizers.ts", /\n  v: vBefore,/, /Property 'v' is missing/],
  ["needed options", "src/optim/optimizers.ts", /, needs: \{[^}]*\}/, /Property 'needs' is missing/],
  ["course record", "content/optimizers.ts", /\n  adopt: \{.*?\n  \},/s, /Property 'adopt' is missing/],
  ["label", "content/optimizers.ts", inAdopt('label: "ADOPT",'), /Property 'label' is missing/],
  ["colour", "content/optimizers.ts", inAdopt('ink: "\\w+",'), /Property 'ink' is missing/],
  ["dash", "content/optimizers.ts", inAdopt('dash: "\\w+",'), /Property 'dash' is missing/],
  ["chapter", "content/optimizers.ts", inAdopt("chapter: 9,"), /Property 'chapter' is missing/],
  ["libraries", "content/optimizers.ts", inAdopt("libraries: \\{\\},"), /Property 'libraries' is missing/],
  ["use", "content/optimizers.ts", inAdopt("use: \\{.*?\\},"), /Property 'use' is missing/],
  ["use in English", "content/optimizers.ts", inAdopt("en: .*?\\n"), /Property 'en' is missing/],
  ["use in Chinese", "content/optimizers.ts", inAdopt('"zh-hant": .*?\\n'), /Property '"zh-hant"' is missing/],
  ["lines for the step-through", "src/steps/lines.ts", /  adopt: \[.*?\n  \],\n/s, /Property 'adopt' is missing/],
  ["slow formula", "test/optim/model.ts", /\n  adopt\(gs.*?\n  \},/s, /Property 'adopt' is missing/],
  ["defaults", "test/optim/laws.test.ts", /\n    adopt: \{.*?\},/, /Property 'adopt' is missing/],
];

/** The errors of the type check, by part: each is taken away in a copy of the files of its own, and all copies are checked at once. */
function typeErrors(removals: Removal[]): string[] {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache/removal-"));
  try {
    removals.forEach(([part, file, text], k) => {
      const copied = [
        "src/optim",
        "src/plot/inks.ts",
        "src/i18n/locales.ts",
        "src/steps/lines.ts",
        "content/optimizers.ts",
        ...["all.ts", "model.ts", "laws.test.ts"].map((name) => `test/optim/${name}`),
      ];
      for (const path of copied)
        cpSync(join(root, path), join(folder, `${k}`, path), { recursive: true, filter: (from) => !from.endsWith("dialects") });
      const source = read(file),
        without = source.replace(text, "");
      if (without === source && part !== "nothing") throw new Error(`${file} has no ${part}: ${text}`);
      writeFileSync(join(folder, `${k}`, file), without);
    });
    const config = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as { compilerOptions: object };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...config.compilerOptions, noUncheckedIndexedAccess: false, noUnusedLocals: false }, include: ["."] }),
    );
    return entriesOf(() => execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a command prints, an entry for each error with the lines that explain it. */
function entriesOf(run: () => string): string[] {
  try {
    return run().split(/\n(?=\S)/);
  } catch (error) {
    return (error as { stdout: string }).stdout.split(/\n(?=\S)/);
  }
}

test("a part of a record that is taken away is an error of the type check that names it", { timeout: 120_000 }, () => {
  const whole: Removal = ["nothing", "src/optim/adopt.ts", /$/, /^$/];
  // First what is wrong already, so that nothing else is said of it.
  const all = [whole, ...typed],
    errors = typeErrors(all);
  all.forEach(([part, , , message], k) => {
    expect(errors.filter((error) => error.startsWith(`${k}/`)).join("\n"), `without ${part}`).toMatch(message);
  });
});

test.each([
  ["the worked example", "src/optim/adopt.ts", / \* @example/, /a worked example in the docstring of adopt/],
  ["all numbers of the lines", "src/optim/adopt.ts", / +\/\/ \(\d\)/g, /src\/optim\/adopt.ts: missing numbered lines/],
  [
    "one number of the lines",
    "src/optim/adopt.ts",
    / +\/\/ \(1\)/,
    /src\/optim\/adopt.ts: the line theta\[i\] -= alpha \* m\[i\] has the number 2, not 1/,
  ],
  ["the function", "src/optim/adopt.ts", /export function adopt/, /the function adopt/],
  ["the colour in the style sheet", "src/styles/optimizers.css", /.*--opt-adopt.*\n/, /src\/styles\/optimizers.css/],
  ["a line of the step-through", "src/steps/lines.ts", /.*theta -= alpha \* m.*\n/, /src\/steps\/lines.ts/],
  ["the README's mention", "src/optim/README.md", /`adopt`/, /src\/optim\/README.md: a mention of adopt/],
] satisfies Removal[])("without %s the check of the parts says so", (part, file, text, message) => {
  const source = read(file),
    without = source.replace(text, "");
  expect(without, `${file} has no ${part}`).not.toBe(source);
  expect(missingParts((path) => (path === file ? without : read(path))).join("\n")).toMatch(message);
});
