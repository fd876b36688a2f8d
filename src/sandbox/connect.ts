import { pageBuild } from "../offline/pageBuild.ts";
import { toSandboxMessage, type FromSandbox, type ToSandbox } from "./messages.ts";

/** How a sandbox ends that was not closed: it fell silent, or said itself that it failed. */
export type End = "silent" | "failed";

/** The page's end of the line to the supervisor. */
export interface Connection {
  send(message: ToSandbox): void;
  close(): void;
}

export interface ConnectionHandlers {
  receive(message: FromSandbox): void;
  /**
   * A connection that was ready is gone, and why; that it failed is no doing of a cell's. Nothing more is received. Never called before the
   * connection is there.
   */
  lost(why: string, how: End): void;
}

export type Connect = (src: string, handlers: ConnectionHandlers) => Promise<Connection>;

/** The sandbox cannot be had: `sandbox.html` did not load, or no worker starts in this browser. The message is for the reader. */
export class SandboxUnavailable extends Error {
  override name = "SandboxUnavailable";
}

/** The frames are there, but no worker has become ready in them. */
class BrokenStart extends SandboxUnavailable {
  readonly how: End;
  constructor(why: string, how: End) {
    super(`cannot start the sandbox: ${why}`);
    this.how = how;
  }
}

const loadMs = 60_000;
/** Two tries end in silence: the second has longer, since a slow machine may have needed just that. */
const startMs = [10_000, 20_000] as const;
/** So many fail: they cost a moment each, and Firefox's come two in a row (`startWatch.ts`). */
const failuresMost = 3;
const pingMs = 1_000;
/** So many pings in a row without an answer mean that the other end is gone (a process out of memory, for one). */
const pingsMissed = 4;

/** Opens the hidden frame `src` and resolves when a worker is ready; a broken start is tried again, with new frames. Rejects with SandboxUnavailable. */
export const connect: Connect = async (src, handlers) => {
  const ended = { silent: 0, failed: 0 };
  for (;;) {
    try {
      return await start(await openFrame(src), handlers, startMs[ended.silent]!);
    } catch (error) {
      if (!(error instanceof BrokenStart)) throw error;
      ended[error.how]++;
      if (ended.silent === startMs.length || ended.failed === failuresMost) throw error;
    }
  }
};

async function openFrame(src: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "sandbox";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.src = src;
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    setTimeout(resolve, loadMs);
    document.body.append(frame);
  });
  // An error page or a captive portal loads as well; our page is the one that holds the scripts.
  const loaded = frame.contentDocument;
  if (!loaded?.getElementById("sources")) {
    frame.remove();
    throw new SandboxUnavailable(`cannot load ${src}: without it no cell can run (offline, or the site is incomplete)`);
  }
  if (pageBuild(loaded)?.version !== pageBuild()?.version) {
    frame.remove();
    throw new SandboxUnavailable("the site has changed since this page was opened: reload the page");
  }
  return frame;
}

/** Resolves when a worker is ready. Until then the time `ms` alone decides; only a sandbox that has once answered can be lost. */
function start(frame: HTMLIFrameElement, { receive, lost }: ConnectionHandlers, ms: number): Promise<Connection> {
  const { port1: port, port2: line } = new MessageChannel();
  const { port1: trouble, port2: alarm } = new MessageChannel();
  let watch: ReturnType<typeof setInterval> | undefined;
  let unanswered = 0;

  function close(): void {
    clearInterval(watch);
    for (const end of [port, trouble]) {
      end.onmessage = null;
      end.close();
    }
    frame.remove();
  }

  return new Promise((resolve, reject) => {
    let isReady = false;
    const tooLate = setTimeout(() => fail(`no answer in ${ms / 1000} seconds`, "silent"), ms);

    function fail(why: string, how: End): void {
      clearTimeout(tooLate);
      close();
      if (isReady) lost(why, how);
      else reject(new BrokenStart(why, how));
    }

    function ping(): void {
      if (unanswered === pingsMissed) return fail("it has probably used up all memory", "silent");
      unanswered++;
      port.postMessage({ type: "ping" } satisfies ToSandbox);
    }

    function becomeReady(): void {
      isReady = true;
      clearTimeout(tooLate);
      watch = setInterval(ping, pingMs);
      resolve({ send: (message) => port.postMessage(message), close });
    }

    port.onmessage = trouble.onmessage = ({ data }: MessageEvent) => {
      unanswered = 0;
      const message = toSandboxMessage(data);
      if (message?.type === "failed") fail(message.message, "failed");
      else if (message?.type === "ready") {
        if (!isReady) becomeReady();
      } else if (message && message.type !== "pong") receive(message);
    };
    frame.contentWindow!.postMessage(null, location.origin, [line, alarm]);
  });
}
