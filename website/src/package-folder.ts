import { fileURLToPath } from "node:url";

/** This package. */
export const packageFolder: string = fileURLToPath(new URL("..", import.meta.url));

/** The workspace that it is in, whose files the pages are made of. */
export const workspace: string = fileURLToPath(new URL("../..", import.meta.url));
