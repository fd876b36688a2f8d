import { build } from "esbuild";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

test("the recorder takes neither Plot nor a document with it, and is small", async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: ["src/plot/record.ts"],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    metafile: true,
  });
  expect(Object.keys(metafile.inputs).filter((file) => !file.startsWith("src/plot/"))).toEqual([]);
  const code = outputFiles[0]!.text;
  expect(code).not.toMatch(/\bdocument\.|\bwindow\.|querySelector/);
  expect(brotliCompressSync(outputFiles[0]!.contents).length).toBeLessThan(14_000);
});
