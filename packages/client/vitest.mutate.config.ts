import { defineConfig } from "vitest/config";

// The tests that `pnpm mutate` runs against each mutant, without those that use sockets.
export default defineConfig({
  test: {
    include: ["src/{operation,session,commit,elements,observability}/*.spec.ts", "src/sbc.spec.ts"],
  },
});
