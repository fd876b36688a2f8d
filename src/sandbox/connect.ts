import { pageBuild } from "../offline/pageBuild.ts";
import { toSandboxMessage, type FromSandbox, type ToSandbox } from "./messages.ts";

/** The page's end of the line to the supervisor. */
export interface Connection {
  send(message: ToSandbox): void;
  close(): void;
}

export interface ConnectionHandlers {
  receive(message: FromSandbox): void;
  /** The other end is gone; nothing more is received. */
  lost(): void;
}

export type Connect = (src: string, handlers: ConnectionHandlers) => Promise<Connection>;

/** The sandbox cannot be had: `sandbox.html` did not load, or no worker starts in this browser. The message is for the reader. */
export class SandboxUnavailable extends Error {
  override name = "SandboxUnavailable";
}

const loadMs = 60_000;
const startMs = 20_000;
const pingMs = 1_000;
/** So many pings in a row without an answer mean that the other end is gone (a process out of memory, for one). */
const pingsMissed = 4;

/** Opens the hidden frame `src` and resolves when a worker is ready. Rejects with SandboxUnavailable. */
export const connect: Connect = async (src, { receive, lost }) => {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "sandbox";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.src = src;
  const settled = new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    setTimeout(resolve, loadMs);
  });
  document.body.append(frame);
  await settled;
  // A page of an error or of a captive portal loads too; ours is the one with the scripts.
  const loaded = frame.contentDocument;
  if (!loaded?.getElementById("sources")) {
    frame.remove();
    throw new SandboxUnavailable(`cannot load ${src}: without it no cell can run (offline, or the site is incomplete)`);
  }
  if (pageBuild(loaded)?.version !== pageBuild()?.version) {
    frame.remove();
    throw new SandboxUnavailable("the site has changed since this page was opened: reload the page");
  }

  const { port1: port, port2: line } = new MessageChannel();
  const { port1: trouble, port2: alarm } = new MessageChannel();
  let unanswered = 0;
  const watch = setInterval(() => {
    port.postMessage({ type: "ping" } satisfies ToSandbox);
    if (unanswered++ < pingsMissed) return;
    close();
    lost();
  }, pingMs);

  function close(): void {
    clearInterval(watch);
    for (const end of [port, trouble]) {
      end.onmessage = null;
      end.close();
    }
    frame.remove();
  }

  return new Promise((resolve, reject) => {
    const refuse = (why: string): void => {
      close();
      reject(new SandboxUnavailable(`cannot start the sandbox: ${why}`));
    };
    const tooLate = setTimeout(() => refuse(`no answer in ${startMs / 1000} seconds`), startMs);
    port.onmessage = trouble.onmessage = ({ data }: MessageEvent) => {
      unanswered = 0;
      const message = toSandboxMessage(data);
      if (message?.type === "ready") {
        clearTimeout(tooLate);
        resolve({ send: (toSandbox) => port.postMessage(toSandbox), close });
      } else if (message?.type === "failed") {
        clearTimeout(tooLate);
        refuse(message.message);
      } else if (message && message.type !== "pong") receive(message);
    };
    frame.contentWindow!.postMessage(null, location.origin, [line, alarm]);
  });
};
