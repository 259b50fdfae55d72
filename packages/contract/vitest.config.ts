import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 120_000,
    // Pact's telemetry reads the environment of the process, not of a worker thread.
    env: { PACT_DO_NOT_TRACK: "true" },
    pool: "forks",
  },
});
