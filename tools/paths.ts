import { fileURLToPath } from "node:url";

/** The root folder of the workspace. */
export const workspace: string = fileURLToPath(new URL("..", import.meta.url));

/** The folder `tools`. */
export const tools: string = fileURLToPath(new URL(".", import.meta.url));
