import type { Action, Claim, Script } from "../script.ts";

/** Logs in anew where a look is answered 401. */
export async function logsInAgain(sbc: Script, action: Action): Promise<Claim> {
  await sbc.call("POST", "configuration/lock");
  await sbc.submit(action);
  for (;;) {
    const { status, http } = await sbc.look();
    if (status === "fail") return "failed";
    if (status === "success") break;
    if (http === 401) await sbc.logIn();
    await sbc.sleep(5_000);
  }
  await sbc.call("POST", "configuration/unlock");
  return "took effect";
}
