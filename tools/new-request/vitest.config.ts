import { defineConfig } from "vitest/config";

// The tests build on each other, and generate, compile and test a copy of the workspace.
export default defineConfig({
  test: { include: ["new-request/**/*.spec.ts"], testTimeout: 240_000, hookTimeout: 240_000 },
});
