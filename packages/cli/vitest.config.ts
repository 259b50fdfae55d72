import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "src/testing/bundled-program.ts",
    // Nothing is mocked, and no test leaves anything behind in its process: one will do for all.
    isolate: false,
    // Some start processes of their own, on a computer that others use as well.
    testTimeout: 30_000,
  },
});
