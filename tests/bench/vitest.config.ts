import { defineConfig } from "vitest/config";

// The benchmarks start processes of their own, and share two cores with the tests of other packages.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, maxConcurrency: 2 },
});
