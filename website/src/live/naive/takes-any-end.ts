import type { Action, Claim, Script } from "../script.ts";

/** Takes the first end that it sees for its own. */
export async function takesAnyEnd(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (let tries = 0; tries < 300; tries++) {
    const { status } = await sbc.look();
    if (status === "success") return "took effect";
    if (status === "fail") return "failed";
    await sbc.sleep(1_000);
  }
  return "gave up";
}
