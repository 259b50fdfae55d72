import { configDefaults, defineConfig } from "vitest/config";

// A package of its own.
export default defineConfig({ test: { exclude: [...configDefaults.exclude, "release/**"] } });
