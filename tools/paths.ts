import { fileURLToPath } from "node:url";

/** The root of the workspace. */
export const workspace: string = fileURLToPath(new URL("..", import.meta.url));

/** This folder, from which openapi-generator reads its configuration and templates. */
export const tools: string = fileURLToPath(new URL(".", import.meta.url));
