/** Script of the frame without an origin: all that it does is start the supervisor with what the frame around it sends. */
import type { SupervisorStart } from "./supervisor.ts";

/** What the frame around it sends, with the port of the page. */
export interface FrameStart {
  supervisor: string;
  start: SupervisorStart;
}

addEventListener("message", ({ data, ports, source }: MessageEvent<FrameStart>) => {
  if (source !== parent) return;
  const script = new Blob([data.supervisor], { type: "text/javascript" });
  new Worker(URL.createObjectURL(script)).postMessage(data.start, [...ports]);
});
