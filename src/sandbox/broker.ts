/**
 * Script of `sandbox.html`, the frame whose policy all inner ones inherit. It holds the scripts, opens the frame without
 * an origin, and hands on the port that the page sends. A frame without an origin that is loaded by its address would fail offline.
 */
import type { FrameStart } from "./frame.ts";
import type { SupervisorStart } from "./supervisor.ts";

/** The scripts and lists that `tooling/sandboxPage.ts` puts into the page, in the element `sources`. */
export interface Sources extends SupervisorStart {
  frame: string;
  supervisor: string;
}

const { frame: html, supervisor, ...start } = JSON.parse(document.getElementById("sources")!.textContent) as Sources;

const frame = document.createElement("iframe");
frame.sandbox.add("allow-scripts");
frame.srcdoc = html;
document.body.append(frame);

addEventListener("message", ({ source, origin, ports }) => {
  if (source !== parent || origin !== location.origin) return;
  frame.contentWindow?.postMessage({ supervisor, start } satisfies FrameStart, "*", [...ports]);
});
