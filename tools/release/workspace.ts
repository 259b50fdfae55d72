import { fileURLToPath } from "node:url";

/** The root of the workspace. */
export const workspace: string = fileURLToPath(new URL("../../..", import.meta.url));
