import type { OperationId, RestVersion } from "@asyncstatus/client";
import { decode } from "@asyncstatus/model";
import type { Finding } from "../report/report.ts";
import { misbehaviour, type Run } from "./check-runner.ts";

const notAdministrator = "the user is not an administrator";

/**
 * What can be asked for with a token, and changes nothing.
 *
 * @returns Whether the user may ask for all of it.
 */
export async function checkReading(
  run: Run,
  version: RestVersion,
  token: string,
): Promise<boolean> {
  const read = (operationId: OperationId, what: string) =>
    run.ask({
      request: { version, operationId, authorization: { token } },
      status: 200,
      what,
      undone: { 403: notAdministrator },
    });
  await read("getAsyncStatus", "The status of the last asynchronous request can be read.");
  await read("getConfigurationVersions", "The versions of the configuration can be read.");
  await read("getSystemStatus", "The state of the system can be read.");
  return !run.checks.some(
    (check) => check.version === version && check.why?.startsWith(notAdministrator),
  );
}

/**
 * Asks which REST versions the provider serves.
 *
 * @returns Their names as the provider writes them; nothing where the answer does not hold.
 */
export async function checkSupportedVersions(
  run: Run,
  version: RestVersion,
  token: string,
): Promise<readonly string[]> {
  const answer = await run.ask({
    request: { version, operationId: "getSupportedVersions", authorization: { token } },
    status: 200,
    what: "The provider names the REST versions that it serves, the one of its token among them.",
    undone: { 403: notAdministrator },
    also: ({ body }) => isNamed(version, namesIn(body)),
  });
  return answer ? namesIn(answer.body) : [];
}

function namesIn(body: Uint8Array): string[] {
  const { latestVersion, otherVersions } = decode("SupportedVersionsResponse", body).data
    .supportedVersions;
  return [latestVersion, ...otherVersions];
}

function isNamed(version: RestVersion, names: readonly string[]): Finding[] {
  if (names.includes(version)) return [];
  return [
    misbehaviour(
      version,
      "SupportedVersionsResponse/data/supportedVersions",
      `${version}, in which it gave a token, among its versions`,
      names.join(", "),
    ),
  ];
}
