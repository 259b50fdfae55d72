import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: "src",
    globalSetup: "src/setup.ts",
    // Most of the time the tests wait for devices and downloads.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 1_200_000,
  },
});
