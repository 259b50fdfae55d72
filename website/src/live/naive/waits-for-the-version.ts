import type { Action, Claim, Script } from "../script.ts";

/** Takes a version that moves for the one sign of success. */
export async function waitsForTheVersion(sbc: Script, action: Action): Promise<Claim> {
  const version = async () => {
    const { xml } = await sbc.call("GET", "configuration/versions");
    return /<currentVersion>(\d+)</.exec(xml)?.[1];
  };
  await sbc.call("POST", "configuration/lock");
  const before = await version();
  await sbc.submit(action);
  for (let tries = 0; tries < 60; tries++) {
    if ((await version()) !== before) return "took effect";
    await sbc.sleep(1_000);
  }
  return "failed";
}
