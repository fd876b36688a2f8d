import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the compiler says of a cell in a world of its own, as a build's check would set it up: "LINE message". */
async function complaints(source: string): Promise<string[]> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache", "ambient-"));
  try {
    await writeFile(join(folder, "cell.ts"), `${source}\nexport {};\n`);
    const options = {
      extends: "../../tsconfig.json",
      compilerOptions: { types: [], lib: ["es2023"], noUnusedLocals: false },
      include: ["./cell.ts", "../../src/notebook/ambient.d.ts"],
      exclude: [],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(options));
    const tsc = promisify(execFile)(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"]);
    const output = await tsc.then(
      () => "",
      (error: { stdout: string }) => error.stdout,
    );
    return output
      .split("\n")
      .flatMap((line) => /\((\d+),\d+\): error \w+: (.*)$/.exec(line)?.slice(1).join(" ") ?? (line.startsWith(" ") || line === "" ? [] : [line]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

it("the built-ins have the types that they have", async () => {
  expect(
    await complaints(`
const lr: number = slider("lr", { min: 1e-4, max: 1, scale: "log", step: 0.1, value: 0.01 });
const size: number = number("batch", { min: 1, max: 64, step: 1, value: 8, address: true });
const name: "sgd" | "adam" = choice("optimizer", ["sgd", "adam"], { value: "adam" });
const small: 1 | 8 = choice("batch", [1, 8]);
const make: () => number = choice("make", { one: () => 1, two: () => 2 }, { value: "two" });
const on: boolean = toggle("on", { value: true });
const pressed: number = button("again");
const [x, y]: readonly [number, number] = point("start", { x: [0, 1], y: [-1, 1], value: [0.5, 0], step: 0.1 });
display(lr, "rate");
display(table([{ a: 1, b: "x" }], { columns: ["a"], digits: 3, caption: "C" }));
display(tex\`\\\\alpha = \${lr}\`); display(tex.block\`x^2\`);
progress(0.5, "half"); progress(null); live([1]);
const runs: { loss: number }[] = await spread([{ lr: 0.1 }], ({ lr }) => ({ loss: 2 * lr }), { label: ({ done, of }) => \`\${done} of \${of}\`, meanwhile: (sofar) => live(sofar.map((one) => one?.loss)) });
console.log(name, size, small, make, on, pressed, x, y, structuredClone({ a: 1 }).a);
const later: Promise<number> = (async () => 1)();
display(Plot.plot({ marks: [Plot.lineY([1, 2, 3]), Plot.dot([[x, y]])] }));
Plot.lineY([await later]).plot({ height: 100 });
`),
  ).toEqual([]);
}, 60_000);

it("mistakes are told at their lines", async () => {
  const lines = (
    await complaints(`slider("lr", { min: 0 });
slider("lr", { min: 0, max: 1, scale: "sqrt" });
const name: "x" = choice("c", ["a", "b"]);
choice("c", ["a", "b"], { value: "z" });
choice("c", { a: 1 }, { value: "b" });
toggle("t", { value: 1 });
point("p", { x: [0, 1], y: [0] });
table([{ a: 1 }], { columns: ["b"] });
tex("x");
progress("half");
Plot.lienY([1]);
window; process; fetch; setTimeout;
spread([1], 2);
display();
number("n", { min: 0 });`)
  ).map((line) => Number(line.split(" ")[0]));
  expect([...new Set(lines)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(lines.filter((line) => line === 12)).toHaveLength(4);
}, 60_000);
