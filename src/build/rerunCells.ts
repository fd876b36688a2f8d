import type { AstroIntegration } from "astro";
import { fileURLToPath } from "node:url";

/** The folders whose code the cells run; a chapter's text itself is watched by Astro. */
const usedByCells = ["src/optim", "src/problems", "src/notebook", "src/plot", "src/output", "public/data"];

/** The author's mode: an edit in a folder that the cells use runs the chapters again and reloads the page. */
export function rerunCells(): AstroIntegration {
  return {
    name: "rerun-cells",
    hooks: {
      "astro:server:setup"({ server }) {
        const root = fileURLToPath(new URL("../../", import.meta.url));
        const folders = usedByCells.map((folder) => `${root}${folder}/`);
        server.watcher.add(folders);
        server.watcher.on("change", (file) => {
          if (!folders.some((folder) => file.startsWith(folder))) return;
          for (const { moduleGraph } of Object.values(server.environments)) {
            for (const [id, module] of moduleGraph.idToModuleMap) {
              if (/\.mdx(\?|$)/.test(id)) moduleGraph.invalidateModule(module);
            }
          }
          server.ws.send({ type: "full-reload" });
        });
      },
    },
  };
}
