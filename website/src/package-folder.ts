import { fileURLToPath } from "node:url";

/** Folder of this package. */
export const packageFolder: string = fileURLToPath(new URL("..", import.meta.url));

/** Folder of the workspace. */
export const workspace: string = fileURLToPath(new URL("../..", import.meta.url));
