import type { RestVersion } from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import {
  type OperationDescriptor,
  type OperationId,
  operations,
} from "@asyncstatus/model/operations";
import type { ProviderRequest } from "../provider/provider.ts";
import { behaviorFinding } from "../validation/meaning-findings.ts";
import { type CheckRunner, skipIfForbidden } from "./check-runner.ts";

/**
 * Logs in.
 *
 * @param mayBeUnsupported If true, a 404 means that the provider does not support the version.
 */
export async function checkToken(
  runner: CheckRunner,
  version: RestVersion,
  mayBeUnsupported = false,
): Promise<{ readonly token: string | undefined; readonly status: number | undefined }> {
  const { status, received } = await runner.run({
    request: { version, operationId: "requestToken", authorization: "basic" },
    status: 200,
    description: "A login returns a token.",
    skipOn: {
      401: { code: "credentials-rejected", reason: "the credentials were rejected" },
      ...(mayBeUnsupported && {
        404: { code: "unsupported-version", reason: "the provider does not support this version" },
      }),
    },
    validate: (valid) => {
      if (runner.provider.tokenIn(valid) !== undefined) return [];
      const fact = "AccessTokenResponse/data/accessToken";
      return [behaviorFinding(version, fact, "a token that a header can carry", "another text")];
    },
  });
  // Also of a response that deviates: the other checks need a token.
  return { token: received && runner.provider.tokenIn(received), status };
}

/** Every request that reads a resource of a version and needs no parameter. */
const reads = (Object.keys(operations) as OperationId[]).filter((operationId) => {
  const { method, path, query }: OperationDescriptor = operations[operationId];
  const needsParameter = query.some(({ required }) => required);
  return method === "GET" && path.includes("{version}") && !needsParameter;
});

/** Checks the resources that can be read with a token. */
export async function checkReads(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<void> {
  const read = (operationId: OperationId, query?: ProviderRequest["query"]) =>
    runner.run({
      request: { version, operationId, authorization: { token }, ...(query && { query }) },
      status: 200,
      description: `${operations[operationId].path.replace("/rest/{version}/", "")} can be read.`,
      skipOn: skipIfForbidden,
    });
  for (const operationId of reads) {
    const { response } = await read(operationId);
    if (operationId !== "getElementTypes" || !response) continue;
    const [type] = decode("ElementTypesResponse", response.body).data;
    if (type) await read("getElementTypeMetadata", { elementType: type.name });
  }
}

/**
 * Checks the list of supported REST versions.
 *
 * @returns Their names as the provider writes them; empty if the check fails.
 */
export async function checkSupportedVersions(
  runner: CheckRunner,
  version: RestVersion,
  token: string,
): Promise<readonly string[]> {
  const { response } = await runner.run({
    request: { version, operationId: "getSupportedVersions", authorization: { token } },
    status: 200,
    description: "The supported REST versions can be read, and include the version of the login.",
    skipOn: skipIfForbidden,
    validate: ({ body }) => {
      const names = namesIn(body);
      if (names.includes(version)) return [];
      const fact = "SupportedVersionsResponse/data/supportedVersions";
      const expected = `${version}, which the login used, among the versions`;
      return [behaviorFinding(version, fact, expected, names.join(", "))];
    },
  });
  return response ? namesIn(response.body) : [];
}

function namesIn(body: Uint8Array): string[] {
  const { latestVersion, otherVersions } = decode("SupportedVersionsResponse", body).data
    .supportedVersions;
  return [latestVersion, ...otherVersions];
}
