import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { words } from "../../src/i18n/index.ts";
import type { Cell } from "../../src/notebook/types.ts";
import type { CellView } from "../../src/reader/cellView.ts";
import { createSolutions } from "../../src/reader/solutions.ts";

const [putIn, takeOut] = ["Put the solution into the cell", "Take it out again"];

function setup() {
  const { document } = parseHTML(
    `<html><body><details data-solution="double"><pre><code><span>const</span> x = 2;</code></pre><button class="solution-put"></button></details>
    <details data-solution="elsewhere"><pre><code>1</code></pre><button class="solution-put">as built</button></details></body></html>`,
  );
  const cell = (id: string, check?: true): Cell =>
    ({ id, title: id, source: "const x = 1;", line: 1, hidden: false, form: "both", run: "build", exercise: "double", check }) as Cell;
  let source = "const x = 1;";
  const view = { id: "starter", source: () => source } as CellView;
  const written: string[] = [];
  const solutions = createSolutions({
    page: document.body,
    notebook: { locale: "en", cells: [cell("check", true), cell("starter")], outputs: {}, dependsOn: {}, optimizers: [] },
    views: new Map([["starter", view]]),
    write(_, text) {
      source = text;
      written.push(text);
    },
    words: words("en"),
  });
  const [button, other] = [...document.querySelectorAll<HTMLElement>(".solution-put")];
  return {
    button,
    other,
    written,
    solutions,
    edit(text: string) {
      source = text;
      solutions.refresh();
    },
  };
}

test("the solution goes into the cell, and what stood there comes back", () => {
  const { button, solutions, written, edit } = setup();
  edit("const x = 1.5; // mine");
  expect(button.textContent).toBe(putIn);
  solutions.click(button);
  expect([written.at(-1), button.textContent]).toEqual(["const x = 2;", takeOut]);
  solutions.click(button);
  expect([written.at(-1), button.textContent]).toEqual(["const x = 1.5; // mine", putIn]);
});

test("a solution that stood there when the page was opened gives way to the author's starter", () => {
  const { button, solutions, written, edit } = setup();
  edit("const x = 2;");
  expect(button.textContent).toBe(takeOut);
  solutions.click(button);
  expect(written).toEqual(["const x = 1;"]);
});

test("a solution that is edited can be put there again; a button whose cell is not on the page does nothing", () => {
  const { button, other, solutions, written, edit } = setup();
  solutions.click(button);
  edit("const x = 2; // so that is it");
  expect(button.textContent).toBe(putIn);
  solutions.click(other);
  expect(written).toEqual(["const x = 2;"]);
  expect(other.textContent).toBe("as built");
});
