import type { IncomingMessage, Server, ServerResponse } from "node:http";

export function answer(request: IncomingMessage, response: ServerResponse, dir: string, base?: string): Promise<void>;
export function serve(options: { dir: string; port?: number; host?: string; base?: string }): Promise<{
  server: Server;
  /** With the last slash. */
  address: string;
  close(): Promise<void>;
}>;
