import type { RestVersion } from "@asyncstatus/client";
import { pathOf } from "../provider/provider.ts";
import type { CheckRunner } from "./check-runner.ts";

/** Checks that requests without a valid token are rejected. Tries no password. */
export async function checkRefusalsWithoutToken(
  runner: CheckRunner,
  version: RestVersion,
): Promise<void> {
  const request = { version, operationId: "getAsyncStatus" } as const;
  await runner.run({
    request: { ...request, authorization: "none" },
    status: 401,
    description: "A request without a token is rejected.",
  });
  await runner.run({
    request: { ...request, authorization: { token: "asyncstatus-verification-not-a-token" } },
    status: 401,
    description: "A request with an unknown token is rejected.",
  });
}

/** Checks that invalid requests with a valid token are rejected. They change nothing. */
export async function checkRefusals(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<void> {
  const request = { version, operationId: "getAsyncStatus", authorization: { token } } as const;
  await runner.run({
    // Lower than every documented version, so that no device supports it.
    request: { ...request, path: "/rest/v0.0/admin/asyncstatus" },
    status: 404,
    description: "An unsupported REST version is rejected.",
  });
  await runner.run({
    request: { ...request, path: `${pathOf("getAsyncStatus", version)}/no-such-resource` },
    status: 404,
    description: "An unknown resource is rejected.",
  });
  await runner.run({
    request: {
      ...request,
      operationId: "getSupportedVersions",
      path: `/rest/${version}/api/supportedversions`,
    },
    status: 404,
    description: "The list of REST versions is rejected below the path of a version.",
  });
  await runner.run({
    request: { ...request, accept: "application/json" },
    status: 406,
    description: "A request that does not accept application/xml is rejected.",
  });
  await runner.run({
    request: { ...request, operationId: "lockConfiguration", method: "GET" },
    status: 405,
    description: "An unsupported method is rejected.",
    fact: {
      name: "lockConfiguration 405",
      mark: "assumed",
      note: "Documented for the API as a whole, not for this request.",
    },
  });
}
