import { configDefaults, defineConfig } from "vitest/config";

// Needs the built packages; it has its own configuration.
export default defineConfig({ test: { exclude: [...configDefaults.exclude, "release/**"] } });
