import { defineConfig } from "vitest/config";

// Nothing is mocked, and no test leaves anything behind in its process: one will do for all.
export default defineConfig({ test: { isolate: false, testTimeout: 20_000 } });
