/** Carries messages between the windows of one origin that opened a line of the same name. */
export interface Line {
  /** Says a message, plain data, to every other window; each hears this window's messages in the order in which they were said. */
  post(message: unknown): void;
  close(): void;
}

/** `hear` is given what other windows say, whatever it is: an unsound message is for the hearer to pass over. */
export type OpenLine = (name: string, hear: (message: unknown) => void) => Line;

/** A line over a BroadcastChannel; where a browser has none, one on which nobody else is. */
export const openLine: OpenLine = (name, hear) => {
  if (typeof BroadcastChannel === "undefined") return { post() {}, close() {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => hear(data);
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
};
