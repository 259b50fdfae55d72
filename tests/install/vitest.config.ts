import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: "src",
    globalSetup: "src/setup.ts",
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 1_200_000,
  },
});
