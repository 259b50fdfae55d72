import { defineConfig } from "vitest/config";

// One file at a time: each packs the packages and is CPU-bound.
export default defineConfig({
  test: {
    include: ["release/**/*.spec.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
