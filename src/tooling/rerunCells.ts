import type { AstroIntegration } from "astro";
import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { isLectureFile } from "./lectures/isLectureFile.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * What a run of a chapter's cells loads, by the imports of the worker that runs them: the rooms of `src`, as folders that end with a slash, and the
 * files outside `src`. The data sets are read, not imported.
 */
export async function usedByCells(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/tooling/chapterWorker.ts"],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const imported = Object.keys(metafile.inputs).map((file) => /^src\/[^/]+\//.exec(file)?.[0] ?? file);
  return [...new Set([...imported, "public/data/"])].sort();
}

/** The author's mode: an edit of what the cells use runs the chapters again and reloads the page. A chapter's text itself is watched by Astro. */
export function rerunCells(): AstroIntegration {
  return {
    name: "rerun-cells",
    hooks: {
      async "astro:server:setup"({ server }) {
        let used: string[] = [];
        const watch = async () => {
          used = (await usedByCells()).map((place) => root + place);
          server.watcher.add(used);
        };
        server.watcher.on("change", (file) => {
          const isUsed = used.some((place) => (place.endsWith("/") ? file.startsWith(place) : file === place));
          // A lecture has slides of chapters in it, which it does not import.
          const isChapter = /\/content\/[^/]+\/\d\d-[^/]+\.mdx$/.test(file);
          if (!isUsed && !isChapter) return;
          let isShown = isUsed;
          for (const { moduleGraph } of Object.values(server.environments)) {
            for (const [id, module] of moduleGraph.idToModuleMap) {
              if (isUsed ? !/\.mdx(\?|$)/.test(id) : !isLectureFile(id.replace(/\?.*/, ""))) continue;
              moduleGraph.invalidateModule(module);
              isShown = true;
            }
          }
          // A chapter's own page follows its text by Astro.
          if (!isShown) return;
          server.ws.send({ type: "full-reload" });
          // The edit may have added an import. Code that does not parse has none: the run says so, and what was watched stays watched.
          void watch().catch(() => {});
        });
        await watch();
      },
    },
  };
}
