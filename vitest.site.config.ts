import { defineConfig } from "vitest/config";

/** Tests in a real browser, against the built site in `dist/`. */
export default defineConfig({
  test: {
    include: ["test/site/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser at a time: measurements of frames and latencies are worth nothing beside another browser.
    fileParallelism: false,
  },
});
