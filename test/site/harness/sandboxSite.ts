import { build } from "esbuild";
import { sandboxPage } from "../../../src/tooling/sandboxPage.ts";

const policy = "default-src 'none'; script-src 'self'; frame-src 'self'; connect-src 'self'; img-src data:";

/** The pages of a bare site around the sandbox, with `worker` (a script's path in the project) in place of ours if it is given. */
export async function sandboxSite(worker?: string): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    entryPoints: ["test/site/harness/sandboxPage.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  return {
    "/": `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,"><title>page</title><body><script src="/page.js"></script>`,
    "/page.js": outputFiles[0].text,
    "/sandbox.html": await sandboxPage({ worker, files: ["penguins.json"] }),
    "/data/penguins.json": JSON.stringify({ species: ["Adelie", "Gentoo"] }),
  };
}
