import type { Action, Claim, Script } from "../script.ts";

/** Goes on looking through whatever comes, without asking which system it looks at. */
export async function keepsLooking(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 300; tries++) {
    try {
      const { operation, status, http } = await sbc.look();
      if (operation === action && status === "success") return "took effect";
      if (operation === action && status === "fail") return "failed";
      if (http === 401) await sbc.logIn();
    } catch {
      // The network, again.
    }
    await sbc.sleep(1_000);
  }
  return "gave up";
}
