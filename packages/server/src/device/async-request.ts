import type { Actor } from "./actors/actor.ts";

/** What an asynchronous request asks for, in the words of configuration/management. */
export type AsyncRequest =
  | { readonly operation: "verify" | "save" | "activate" }
  | { readonly operation: "restore"; readonly restoreSource: "running" | "saved" }
  | {
      readonly operation: "restore";
      readonly restoreSource: "backupFile";
      readonly filename: string;
    }
  | {
      readonly operation: "backup";
      readonly backupSource: "running" | "saved" | "editing";
      readonly filename: string;
    };

/** An asynchronous request that the device has taken. */
export type IssuedRequest = AsyncRequest & {
  readonly by: Actor;
  /** By the device's clock. */
  readonly issuedAtMs: number;
};
