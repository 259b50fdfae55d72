import { defineConfig } from "vitest/config";

// Tests write settings files, which other users must not be able to change.
process.umask(0o022);

export default defineConfig({
  test: {
    globalSetup: "src/testing/bundled-program.ts",
    // Nothing is mocked, and no test leaves anything behind in its process: one will do for all.
    isolate: false,
    // Some start processes of their own, on a computer that others use as well.
    testTimeout: 30_000,
  },
});
