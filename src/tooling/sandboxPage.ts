import { bundle } from "./bundle.ts";
import { integrityOf } from "./integrity.ts";
import type { Sources } from "../sandbox/broker.ts";

export interface SandboxPageOptions {
  /** The project's root. */
  root?: string;
  /** Script that runs the cells; tests put their own here. */
  worker?: string;
  /** Files that a cell may ask for. */
  files: readonly string[];
}

/**
 * `sandbox.html`, whole: one page with the scripts of all its frames and workers inside, bundled from `src/sandbox`, and
 * the policy that holds for all of them. Nothing but it is loaded to run a cell.
 */
export async function sandboxPage({ root = process.cwd(), worker = "src/sandbox/worker.ts", files }: SandboxPageOptions): Promise<string> {
  const [frame, supervisor, cells, broker] = await Promise.all([
    bundle("src/sandbox/frame.ts", root),
    bundle("src/sandbox/supervisor.ts", root),
    bundle(worker, root),
    bundle("src/sandbox/broker.ts", root),
  ]);
  const sources: Sources = { frame: `<!doctype html><title>sandbox</title>${element(frame)}`, supervisor, worker: cells, files: [...files] };
  const policy = [
    "default-src 'none'",
    // The cells are evaluated in the worker, which has this policy from the frames.
    `script-src '${integrityOf(broker)}' '${integrityOf(frame)}' 'unsafe-eval'`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="robots" content="noindex">
<title>sandbox</title>
<body>
<script type="application/json" id="sources">${JSON.stringify(sources).replaceAll("<", "\\u003c")}</script>
${element(broker)}
`;
}

/** A script element; the script must hold nothing that would end it. */
function element(script: string): string {
  if (/<\/script|<!--/i.test(script)) throw new Error(`a script that is written into sandbox.html holds </script or <!--`);
  return `<script>${script}</script>`;
}
