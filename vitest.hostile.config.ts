import { defineConfig } from "vitest/config";

/** The attacks on the built chapter `/ema/`, in a real browser: slow, so not among the tests of every day. */
export default defineConfig({ test: { include: ["test/site/hostile/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 } });
