import type { ConnectOptions, RestVersion } from "@asyncstatus/client";
import { type Interaction, responseOf } from "./interaction.ts";
import { basic, standalone, token, tokenOf } from "./users.ts";

const renewed = "fedcba9876543210".repeat(4);

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
  const common = {
    version,
    operationId: "requestToken",
    response: responseOf(
      200,
      "AccessTokenResponse",
      { accessToken: renewed },
      { accessToken: "^[!-~]+$" },
    ),
    want: `Bearer ${renewed}`,
  } as const;
  const authorization = basic("administrator");
  return [
    {
      ...common,
      description: "a token request",
      given: [standalone],
      request: { authorization },
      run: async (context) => {
        await using sbc = await context.connect();
        await sbc.systemStatus();
        return context.lastAuthorization();
      },
    },
    {
      ...common,
      description: "a token renewal",
      given: [standalone, tokenOf("administrator")],
      request: { authorization, form: { token } },
      run: afterRenewal(),
    },
  ];
}
