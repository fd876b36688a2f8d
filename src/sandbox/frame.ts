/** Script of the frame without an origin: all that it does is start the supervisor with what the frame around it sends. */
import type { FromSandbox } from "./messages.ts";
import type { SupervisorStart } from "./supervisor.ts";

/** What the frame around it sends, with two ports: the supervisor's line to the page, and one for a supervisor that does not start. */
export interface FrameStart {
  supervisor: string;
  start: SupervisorStart;
}

addEventListener("message", ({ data, ports: [line, trouble], source }: MessageEvent<FrameStart>) => {
  if (source !== parent || !line || !trouble) return;
  const refuse = (message: string): void => trouble.postMessage({ type: "failed", message } satisfies FromSandbox);
  try {
    const supervisor = new Worker(URL.createObjectURL(new Blob([data.supervisor], { type: "text/javascript" })));
    supervisor.onerror = ({ message }) => refuse(message || "no worker may be started");
    supervisor.postMessage(data.start, [line]);
  } catch (error) {
    refuse(String(error));
  }
});
