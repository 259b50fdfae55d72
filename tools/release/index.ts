export { workspace } from "../paths.ts";
export { publishedPackages } from "./published-packages.ts";
export { type LocalRegistry, startLocalRegistry } from "./registry/local-registry.ts";
export { type Rehearsed, rehearse } from "./rehearsal/rehearse.ts";
export { type RunOptions, run } from "./run.ts";
export { bundleAll, bundleTable } from "./size/bundles.ts";
