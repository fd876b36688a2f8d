import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { dataFiles } from "../problems/data.ts";
import type { ChapterKit } from "../reader/takeAway/kit.ts";

/** The script that runs a chapter's cells with Node; all that it imports goes with it. */
const entry = "src/tooling/kit/run.ts";
/** Rooms that go whole: what is in them is what a reader takes the chapter away for. */
const whole = ["src/optim", "src/problems", "src/steps", "src/notebook"];
/** Further files, as they stand in the project → as they stand in the archive. */
const further: Record<string, string> = {
  LICENSE: "LICENSE",
  "public/data/NOTICE": "data/NOTICE",
  "src/tooling/kit/start.mjs": "src/tooling/kit/start.mjs",
  "src/reader/takeAway/kit.ts": "src/reader/takeAway/kit.ts",
  ...Object.fromEntries(["tokens", "optimizers", "output"].map((name) => [`src/styles/${name}.css`, `src/styles/${name}.css`])),
};
/** Node runs TypeScript of this kind as it is from here on; its versions 23.0 to 23.5, which are older, do not. */
const node = "22.18.0";

/** What every chapter is taken away with: the code that its cells import and that runs them, its licence, and the versions of the packages that it needs. */
export async function chapterKit(root = process.cwd()): Promise<ChapterKit> {
  const { metafile } = await build({
    entryPoints: [join(root, entry)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  const rooms = whole.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file.replaceAll("\\", "/")}`),
  );
  const sources = [...new Set([...Object.keys(metafile.inputs), ...rooms.filter((file) => file.endsWith(".ts"))])].sort();
  const paths = { ...Object.fromEntries(sources.map((file) => [file, file])), ...further };
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));
  const packages = [...new Set(imported.filter((path) => !path.startsWith("node:")).map(packageOf))].sort();
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  return {
    files: Object.fromEntries(Object.entries(paths).map(([from, to]) => [to, readFileSync(join(root, from), "utf8")])),
    dependencies: Object.fromEntries(packages.map((name) => [name, dependencies[name] ?? missing(name)])),
    node,
    engines: `^${node} || >=23.6.0`,
    data: [...dataFiles],
  };
}

const packageOf = (path: string): string => /^(@[^/]+\/)?[^/]+/.exec(path)![0];

function missing(name: string): never {
  throw new Error(`missing version of ${name}: a chapter's archive needs it, so it must stand in dependencies of package.json`);
}
