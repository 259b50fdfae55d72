import type { RestVersion } from "@asyncstatus/client";
import { pathOf } from "../validation/specification.ts";
import type { Run } from "./check-runner.ts";

// No device gives these: a name below the documented ones, and a token that is none.
const unsupportedVersion = "v0.0";
const unknownToken = "asyncstatus-verification-not-a-token";

/** Refusals that need no login. They change nothing, and no password is tried. */
export async function checkRefusalsWithoutToken(run: Run, version: RestVersion): Promise<void> {
  const asyncStatus = { version, operationId: "getAsyncStatus" } as const;
  await run.ask({
    request: { ...asyncStatus, authorization: "none" },
    status: 401,
    what: "Who shows no token is refused.",
  });
  await run.ask({
    request: { ...asyncStatus, authorization: { token: unknownToken } },
    status: 401,
    what: "Who shows a token that was never given is refused.",
  });
}

/** Refusals of what there is not, with a token that holds. They change nothing. */
export async function checkRefusals(run: Run, version: RestVersion, token: string): Promise<void> {
  const authorization = { token };
  const asyncStatus = { version, operationId: "getAsyncStatus", authorization } as const;
  await run.ask({
    request: { ...asyncStatus, path: `/rest/${unsupportedVersion}/admin/asyncstatus` },
    status: 404,
    what: "A REST version that is not served is refused.",
  });
  await run.ask({
    request: { ...asyncStatus, path: `${pathOf("getAsyncStatus", version)}/no-such-resource` },
    status: 404,
    what: "A resource that there is not is refused.",
  });
  await run.ask({
    request: {
      version,
      operationId: "getSupportedVersions",
      authorization,
      path: `/rest/${version}/api/supportedversions`,
    },
    status: 404,
    what: "The list of REST versions is refused below the path of one.",
  });
  await run.ask({
    request: { ...asyncStatus, accept: "application/json" },
    status: 406,
    what: "Who accepts no application/xml is refused.",
    basis: {
      name: "getAsyncStatus 406",
      mark: "assumed",
      note: "406 is documented for the API as a whole, not for this request.",
    },
  });
  await run.ask({
    request: { version, operationId: "lockConfiguration", authorization, method: "GET" },
    status: 405,
    what: "A method that the resource does not have is refused.",
    basis: {
      name: "lockConfiguration 405",
      mark: "assumed",
      note: "405 is documented for the API as a whole, not for this resource.",
    },
  });
}
