import { join } from "node:path";
import { build } from "esbuild";

/** A script of the project, `entry` its path below `root`, with all that it imports: minified, for the browser, without imports. */
export async function bundle(entry: string, root = process.cwd()): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "eof",
    logLevel: "silent",
  });
  const [script] = outputFiles;
  if (!script) throw new Error(`nothing came of bundling ${entry}`);
  return script.text.trim();
}
