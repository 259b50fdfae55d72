import type { Action, Claim, Script } from "../script.ts";

/** Submits again where no answer comes, and takes a refusal for the end. */
export async function submitsUntilAnswered(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  for (;;) {
    try {
      if ((await sbc.submit(action)).status !== 202) return "failed";
      break;
    } catch {
      await sbc.sleep(1_000);
    }
  }
  for (;;) {
    const { status } = await sbc.look();
    if (status === "success") return "took effect";
    if (status === "fail") return "failed";
    await sbc.sleep(1_000);
  }
}
