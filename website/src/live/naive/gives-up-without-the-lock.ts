import type { Action, Claim, Script } from "../script.ts";
import { takesAnyEnd } from "./takes-any-end.ts";

/** Asks for the lock once. */
export async function givesUpWithoutTheLock(sbc: Script, action: Action): Promise<Claim> {
  const { status } = await sbc.call("POST", "configuration/lock");
  return status === 204 ? takesAnyEnd(sbc, action) : "gave up";
}
