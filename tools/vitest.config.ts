import { configDefaults, defineConfig } from "vitest/config";

// The release checks need the built packages, and a new request needs Java: each has its own configuration.
export default defineConfig({
  test: { exclude: [...configDefaults.exclude, "release/**", "new-request/**"] },
});
