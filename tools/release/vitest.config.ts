import { defineConfig } from "vitest/config";

// One file after the other: each packs, and asks much of the computer.
export default defineConfig({
  test: { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 },
});
