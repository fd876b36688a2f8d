import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "../../src/tooling/serve.mjs";

const long = "a long page ".repeat(1000);
let root: string, site: Awaited<ReturnType<typeof serve>>, below: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "site-"));
  const files = {
    "secret.txt": "secret",
    "dist/index.html": "home",
    "dist/404.html": "lost",
    "dist/chapter/index.html": "chapter",
    "dist/about.html": "about",
    "dist/_astro/a.Xy12.js": "code",
    "dist/sw.js": "worker",
    "dist/data/p.json": "[]",
    "dist/.git/config": "secret",
    "dist/sp ace.txt": "spaced",
    "dist/long.html": long,
    "dist/long.png": long,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  [site, below] = await Promise.all([serve({ dir: join(root, "dist") }), serve({ dir: join(root, "dist"), base: "/course" })]);
});
afterAll(async () => {
  await Promise.all([site.close(), below.close()]);
  rmSync(root, { recursive: true });
});

/** The answer to a request whose path is sent as it stands (fetch would tidy it). */
function get(path: string, { server = site, method = "GET", headers = {} } = {}) {
  return new Promise<{ status?: number; headers: Record<string, unknown>; body: string; raw: Buffer }>((resolve, reject) => {
    const { port } = new URL(server.address);
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response
        .on("data", (part: Buffer) => parts.push(part))
        .on("end", () => {
          const raw = Buffer.concat(parts);
          resolve({ status: response.statusCode, headers: response.headers, body: raw.toString(), raw });
        });
    })
      .on("error", reject)
      .end();
  });
}

test.each([
  ["/", "home", "text/html; charset=utf-8"],
  ["/chapter/", "chapter", "text/html; charset=utf-8"],
  ["/chapter/?print#top", "chapter", "text/html; charset=utf-8"],
  ["/about", "about", "text/html; charset=utf-8"],
  ["/data/p.json", "[]", "application/json; charset=utf-8"],
  ["/_astro/a.Xy12.js", "code", "text/javascript; charset=utf-8"],
  ["/sp%20ace.txt", "spaced", "text/plain; charset=utf-8"],
])("%s is answered with its file and type", async (path, body, type) => {
  const answer = await get(path);
  expect([answer.status, answer.body, answer.headers["content-type"]]).toEqual([200, body, type]);
});

test("a folder asked for without its slash leads to the address with it, the query kept", async () => {
  const { status, headers } = await get("/chapter?a=1");
  expect([status, headers.location]).toEqual([301, "/chapter/?a=1"]);
});

test.each(["/none", "/chapter/none/", "/data/", "/data", "/%zz"])("%s is not found, and the site's own page says so", async (path) => {
  const { status, body } = await get(path);
  expect([status, body]).toEqual([404, "lost"]);
});

test.each([
  "/../secret.txt",
  "/..%2fsecret.txt",
  "/%2e%2e/secret.txt",
  "/chapter/../../secret.txt",
  "/..\\secret.txt",
  "/..%5csecret.txt",
  "//../secret.txt",
  "/.git/config",
  "/%2e%2e%2fsecret.txt",
  "/chapter/%2e%2e/%2e%2e/secret.txt",
  "/index.html%00.txt",
  "http://evil/../secret.txt",
])("%s gives nothing outside the site", async (path) => {
  const { status, body } = await get(path);
  expect(body).not.toContain("secret");
  expect(status).toBeGreaterThanOrEqual(400);
});

test("a path with two slashes at its start is no other host", async () => {
  const { status, headers } = await get("//evil.example/chapter");
  expect(status).toBe(404);
  expect(headers.location).toBeUndefined();
  expect((await get("//chapter")).headers.location).toBe("/chapter/");
});

test("a page is asked for anew but not sent anew; a file with a hash in its name is kept for good", async () => {
  const page = await get("/");
  expect(page.headers["cache-control"]).toBe("no-cache");
  const again = await get("/", { headers: { "if-none-match": String(page.headers.etag) } });
  expect([again.status, again.body]).toEqual([304, ""]);
  const other = await get("/", { headers: { "if-none-match": '"other"' } });
  expect([other.status, other.body]).toEqual([200, "home"]);
  expect((await get("/_astro/a.Xy12.js")).headers["cache-control"]).toContain("immutable");
  const worker = await get("/sw.js");
  expect([worker.headers["cache-control"], worker.headers["content-type"]]).toEqual(["no-cache", "text/javascript; charset=utf-8"]);
});

test("HEAD answers like GET, without the body; other methods are refused", async () => {
  const { status, headers, body } = await get("/", { method: "HEAD" });
  expect([status, headers["content-length"], body]).toEqual([200, "4", ""]);
  expect((await get("/", { method: "POST" })).status).toBe(405);
});

const plain = (raw: Buffer): Buffer => raw;
test.each([
  ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
  ["*", "br", brotliDecompressSync],
  ["br;q=0, GZIP;q=0.5", "gzip", gunzipSync],
  ["identity", undefined, plain],
  ["gzip;q=0, *;q=0", undefined, plain],
  [undefined, undefined, plain],
])("to a reader who accepts %s a page is sent as %s", async (accepted, encoding, decompress) => {
  const headers = accepted === undefined ? {} : { "accept-encoding": accepted };
  const page = await get("/long", { headers });
  expect(page.headers["content-encoding"]).toBe(encoding);
  expect(page.headers["vary"]).toBe("accept-encoding");
  expect(decompress(page.raw).toString()).toBe(long);
  expect(page.headers["content-length"]).toBe(String(page.raw.length));
  if (encoding) expect(page.raw.length).toBeLessThan(long.length / 10);
  const head = await get("/long", { method: "HEAD", headers });
  expect([head.headers["content-length"], head.raw.length]).toEqual([page.headers["content-length"], 0]);
  const again = await get("/long", { headers: { ...headers, "if-none-match": String(page.headers.etag) } });
  expect([again.status, again.raw.length]).toEqual([304, 0]);
});

test("the forms of a page have different tags; a page that is not found is compressed too, a picture is not compressed again", async () => {
  const tags = await Promise.all(
    ["br", "gzip", "identity"].map(async (name) => (await get("/long", { headers: { "accept-encoding": name } })).headers.etag),
  );
  expect(new Set(tags).size).toBe(3);
  const lost = await get("/none", { headers: { "accept-encoding": "br" } });
  expect([lost.status, brotliDecompressSync(lost.raw).toString()]).toEqual([404, "lost"]);
  const picture = await get("/long.png", { headers: { "accept-encoding": "br" } });
  expect([picture.headers["content-encoding"], picture.body]).toEqual([undefined, long]);
});

test("a file that has changed since it was compressed is sent as it is now", async () => {
  const changing = join(root, "dist/changing.html");
  const read = async () => brotliDecompressSync((await get("/changing", { headers: { "accept-encoding": "br" } })).raw).toString();
  writeFileSync(changing, "before");
  expect(await read()).toBe("before");
  writeFileSync(changing, "after!");
  utimesSync(changing, 1, 1);
  expect(await read()).toBe("after!");
});

test("a site for a sub-path is there and nowhere else, and the root leads to it", async () => {
  expect((await get("/course/chapter/", { server: below })).body).toBe("chapter");
  expect((await get("/chapter/", { server: below })).status).toBe(404);
  expect((await get("/courseware/", { server: below })).status).toBe(404);
  expect((await get("/", { server: below })).headers.location).toBe("/course/");
  expect((await get("/course/chapter", { server: below })).headers.location).toBe("/course/chapter/");
});

test("a port that is taken gives the next free one", async () => {
  const port = Number(new URL(site.address).port);
  const next = await serve({ dir: join(root, "dist"), port });
  expect(Number(new URL(next.address).port)).toBeGreaterThan(port);
  await next.close();
});
