import type { Action, Claim, Script } from "../script.ts";

/** Waits as long as somebody once guessed, and takes that for a failure. */
export async function takesItsDeadlineForAFailure(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 15; tries++) {
    const { operation, status } = await sbc.look();
    if (operation === action && status === "success") return "took effect";
    await sbc.sleep(1_000);
  }
  return "failed";
}
