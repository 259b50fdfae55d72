import { defineConfig } from "vitest/config";

// What `pnpm mutate` runs against each mutant: the tests of what is mutated, without sockets.
export default defineConfig({
  test: { include: ["src/{operation,session,commit,observability}/*.spec.ts"] },
});
