import type { Action, Claim, Script } from "../script.ts";

/** Takes the first success of the right name for its own. */
export async function takesTheFirstSuccess(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 300; tries++) {
    const { operation, status } = await sbc.look();
    if (operation === action && status === "success") return "took effect";
    if (operation === action && status === "fail") return "failed";
    await sbc.sleep(1_000);
  }
  return "gave up";
}
