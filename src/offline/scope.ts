/** The global scope of a service worker, as far as we use it: TypeScript has it only in place of the page's. */
export interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(options: { includeUncontrolled: boolean; type: "window" }): Promise<readonly PageClient[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LastingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchingEvent) => void): void;
  addEventListener(type: "message", listener: (event: LastingEvent & MessageEvent<unknown>) => void): void;
}

/** An open page, or a frame in one. */
export interface PageClient {
  readonly url: string;
  readonly frameType: "auxiliary" | "top-level" | "nested" | "none";
  postMessage(message: unknown, transfer: Transferable[]): void;
  /** Loads `url` in its place. */
  navigate(url: string): Promise<unknown>;
}

export interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchingEvent extends LastingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

export const scope = globalThis as unknown as WorkerScope;

/** The site's root, with the slash at its end. */
export const root = (): string => scope.registration.scope;
