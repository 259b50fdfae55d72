import type { Action, Claim, Script } from "../script.ts";

/** Takes what it cannot get, or cannot read, for a failure of its request. */
export async function endsAtTheFirstBadLook(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  try {
    await sbc.submit(action);
    for (;;) {
      const { status } = await sbc.look();
      if (status === "success") return "took effect";
      if (status !== "inProgress") return "failed";
      await sbc.sleep(1_000);
    }
  } catch {
    return "failed";
  }
}
