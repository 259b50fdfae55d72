import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 120_000,
    // Pact tells its makers of every run unless it is told not to, in the environment of the process:
    // a thread's own would not do.
    env: { PACT_DO_NOT_TRACK: "true" },
    pool: "forks",
  },
});
