import type { EventEmitter } from "node:events";

/** What a command needs of its process. */
export interface Surroundings extends Pick<EventEmitter, "on" | "off"> {
  readonly versions: { readonly node: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}
