import { configDefaults, defineConfig } from "vitest/config";

// The release checks need the built packages, and have a configuration of their own.
export default defineConfig({ test: { exclude: [...configDefaults.exclude, "release/**"] } });
