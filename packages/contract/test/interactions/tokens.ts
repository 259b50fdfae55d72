import type { RestVersion } from "@asyncstatus/client";
import { afterRenewal } from "./after-renewal.ts";
import { answerOf, type Interaction } from "./interaction.ts";
import { basic, token, tokenOf } from "./users.ts";

const next = "fedcba9876543210".repeat(4);

/** Asks for a token, and renews one; which token the client then has, its next request shows. */
export function requestsOfTokens(version: RestVersion): Interaction[] {
  const answer = answerOf(
    200,
    "AccessTokenResponse",
    { accessToken: next },
    { accessToken: "^[!-~]+$" },
  );
  const common = { version, operationId: "requestToken", answer } as const;
  return [
    {
      ...common,
      description: "a request for a token",
      given: [{ name: "a device stands alone", params: {} }],
      sent: { authorization: basic("administrator") },
      act: async (stage) => {
        await using sbc = await stage.connect();
        await sbc.systemStatus();
        return stage.lastAuthorization();
      },
      want: `Bearer ${next}`,
    },
    {
      ...common,
      description: "a renewal of the token",
      given: [{ name: "a device stands alone", params: {} }, tokenOf("administrator")],
      sent: { authorization: basic("administrator"), form: { token } },
      act: afterRenewal(),
      want: `Bearer ${next}`,
    },
  ];
}
