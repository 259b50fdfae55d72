import type { Claim, Script } from "../script.ts";

/** Takes a failure for not yet an end. */
export async function waitsForSuccessOnly(sbc: Script): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  for (const action of ["verify", "save", "activate"] as const) {
    await sbc.submit(action);
    for (let tries = 0; (await sbc.look()).status !== "success"; tries++) {
      if (tries === 300) return "gave up";
      await sbc.sleep(1_000);
    }
  }
  await sbc.call("POST", "configuration/unlock");
  return "took effect";
}
