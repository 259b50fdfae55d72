import type { ConnectOptions, RestVersion } from "@asyncstatus/client";
import { interaction } from "./basic-requests.ts";
import { type Interaction, responseOf } from "./interaction.ts";
import { basic, loginOfAdministrator, standalone, token, tokenOf } from "./users.ts";

const renewed = "YWRtaW46YWRtaW46MToA+/AICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw==";

// A token lasts ten minutes; the client renews it before.
const renewalDueMs = 9 * 60_000;

/** Makes the client renew its token, and returns the `Authorization` header after that. */
export function afterRenewal(
  options: Pick<ConnectOptions, "renewalField"> = {},
): Interaction["run"] {
  return async (context) => {
    await using sbc = await context.connect(options);
    context.advance(renewalDueMs);
    await sbc.systemStatus();
    return context.lastAuthorization();
  };
}

/** A token request and a renewal. */
export function tokenInteractions(version: RestVersion): Interaction[] {
  const data = { accessToken: renewed };
  const common = {
    response: responseOf(200, "AccessTokenResponse", data, { accessToken: "^[!-~]+$" }),
    want: `Bearer ${renewed}`,
  };
  return [
    interaction(version, "requestToken", "", {
      ...common,
      given: [standalone, loginOfAdministrator],
      run: async (context) => {
        await using sbc = await context.connect();
        await sbc.systemStatus();
        return context.lastAuthorization();
      },
    }),
    interaction(version, "requestToken", "", {
      ...common,
      description: "a token renewal",
      given: [standalone, loginOfAdministrator, tokenOf("administrator")],
      request: { authorization: basic("administrator"), form: { token } },
      run: afterRenewal(),
    }),
  ];
}
