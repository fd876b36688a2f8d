/** Script of the frame without an origin: it starts the supervisor with what the frame around it sends, and watches that its workers start. */
import type { FromSandbox } from "./messages.ts";
import type { SupervisorStart } from "./supervisor.ts";
import { watchStarts } from "./startWatch.ts";

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
    const hear = watchStarts({ refuse, later: (task, ms) => setTimeout(task, ms), drop: clearTimeout });
    supervisor.onmessage = (event) => hear(event.data);
    supervisor.postMessage(data.start, [line]);
  } catch (error) {
    refuse(String(error));
  }
});
