import { userInfo } from "node:os";
import type { Intervention } from "@asyncstatus/fleet";
import type { Io } from "../io.ts";

/** The options that say who does something to a rollout, and why. */
export interface PersonFlags {
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * Returns who does something to a rollout, by default the user of this process.
 *
 * @param readUser Reads the user from the system. It throws if the user has no account, as in some containers.
 */
export function personOf(
  { env, clock }: Pick<Io, "env" | "clock">,
  { by, reason }: PersonFlags,
  readUser: () => { readonly username: string } = userInfo,
): Intervention {
  return {
    by: by ?? (env.USER || env.LOGNAME || env.USERNAME || loginName(readUser)),
    ...(reason !== undefined && { reason }),
    atMs: clock.date().getTime(),
  };
}

function loginName(readUser: () => { readonly username: string }): string {
  try {
    return readUser().username;
  } catch {
    const id = process.getuid?.();
    return id === undefined ? "unknown" : `user ${id}`;
  }
}
