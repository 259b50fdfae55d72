import type { RestVersion } from "@asyncstatus/client";
import { misbehaviour, type Run } from "./check-runner.ts";

/**
 * Asks for a token.
 *
 * @param maybeNotServed Whether a 404 only says that the provider does not have this version.
 * @returns The token; nothing where none was given.
 */
export async function checkToken(
  run: Run,
  { version, maybeNotServed = false }: { version: RestVersion; maybeNotServed?: boolean },
): Promise<string | undefined> {
  const answer = await run.ask({
    request: { version, operationId: "requestToken", authorization: "basic" },
    status: 200,
    what: "Who shows credentials is given a token.",
    undone: {
      401: "the credentials were refused",
      ...(maybeNotServed && { 404: "the provider does not serve this version" }),
    },
    also: (given) =>
      run.provider.tokenIn(given) === undefined
        ? [
            misbehaviour(
              version,
              "AccessTokenResponse/data/accessToken",
              "a token that a header can carry",
              "another",
            ),
          ]
        : [],
  });
  return answer && run.provider.tokenIn(answer);
}
