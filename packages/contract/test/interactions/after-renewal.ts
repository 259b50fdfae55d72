import type { ConnectOptions } from "@asyncstatus/client";
import type { Interaction } from "./interaction.ts";

// Of the ten minutes that a token lives; a client renews it before.
const dueMs = 9 * 60_000;

/** Has a client renew its token; tells with which `Authorization` it goes on. */
export function afterRenewal(
  options: Pick<ConnectOptions, "renewalField"> = {},
): Interaction["act"] {
  return async (stage) => {
    await using sbc = await stage.connect(options);
    stage.letPass(dueMs);
    await sbc.systemStatus();
    return stage.lastAuthorization();
  };
}
