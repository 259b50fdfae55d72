import { type RestVersion, restVersions, TransportError } from "@asyncstatus/client";
import type { Completion } from "../report/report.ts";
import { type CheckRunner, subjectOf } from "./check-runner.ts";
import { checkElement } from "./element-check.ts";
import { checkLock } from "./lock-checks.ts";
import { checkOperation } from "./operation-check.ts";
import { checkReads, checkSupportedVersions, checkToken } from "./read-checks.ts";
import { checkRefusals, checkRefusalsWithoutToken } from "./refusal-checks.ts";
import { type Allowance, addSkippedChecks } from "./skipped-checks.ts";
import type { TestElement } from "./test-element.ts";

/** The options of {@link runChecks}. */
export interface CheckPlan extends Allowance {
  /** Empty for those that the provider supports. */
  readonly versions: readonly RestVersion[];
  readonly operationTimeoutMs: number;
}

/** Runs the planned checks until the end, an interruption or a lost connection. */
export async function runChecks(
  runner: CheckRunner,
  plan: CheckPlan,
): Promise<{ readonly completion: Completion; readonly versions: readonly RestVersion[] }> {
  const versions: RestVersion[] = [];
  try {
    const completion = await checkVersions(runner, plan, versions);
    return { completion, versions };
  } catch (error) {
    if (runner.provider.signal?.aborted) return { completion: { status: "interrupted" }, versions };
    if (!(error instanceof TransportError)) throw error;
    return { completion: { status: "unreachable", ...describe(error) }, versions };
  }
}

/** Describes an error without the names of options, which differ between library and command. */
function describe({ code, message, reason, expected, actual }: TransportError) {
  switch (code) {
    case "tls-untrusted":
      return {
        code,
        reason: `the certificate is not trusted (${reason}); its fingerprint is ${actual}`,
        ...(actual !== undefined && { actual }),
      };
    case "tls-fingerprint-mismatch":
      return {
        code,
        reason: `the certificate has the fingerprint ${actual}, expected ${expected}`,
        ...(expected !== undefined && { expected }),
        ...(actual !== undefined && { actual }),
      };
    default:
      return { code, reason: message };
  }
}

async function checkVersions(
  runner: CheckRunner,
  plan: CheckPlan,
  checked: RestVersion[],
): Promise<Completion> {
  const login = await logIn(runner, plan.versions);
  const found = login.token === undefined ? [] : await findVersions(runner, plan, login);
  const [newest = login.version] = found;
  for (const version of found.length > 0 ? found : [login.version]) {
    checked.push(version);
    await checkRefusalsWithoutToken(runner, version);
    const { token } = version === login.version ? login : await checkToken(runner, version);
    if (token !== undefined) {
      await checkReads(runner, version, token);
      await checkRefusals(runner, version, token);
      if (plan.changes) await checkLock(runner, version, token);
      if (version === newest) {
        await checkOperations(runner, version, plan);
        // After a save, which would save an element that can't be deleted.
        if (plan.testElement) await checkTestElement(runner, version, plan.testElement);
      }
    }
    addSkippedChecks(runner, version, plan, {
      operationsIn: newest,
      hasToken: token !== undefined,
    });
  }
  if (login.token === undefined) {
    return login.status === 200
      ? { status: "no-token", reason: "the response to the login has no usable token" }
      : { status: "unauthorized", reason: "login failed" };
  }
  return runner.checks.some(({ skipped }) => skipped?.code === "not-administrator")
    ? { status: "unauthorized", reason: "the user lacks permission for some checks" }
    : { status: "complete" };
}

interface Login {
  readonly version: RestVersion;
  readonly token: string | undefined;
  readonly status: number | undefined;
}

/** Logs in with the newest version that the provider supports. */
async function logIn(runner: CheckRunner, requested: readonly RestVersion[]): Promise<Login> {
  const candidates = requested.length > 0 ? requested : restVersions;
  for (const version of candidates) {
    const isLast = version === candidates.at(-1);
    const { token, status } = await checkToken(runner, version, !isLast);
    if (isLast || status !== 404) return { version, token, status };
  }
  throw new Error("There is no REST version.");
}

async function findVersions(
  runner: CheckRunner,
  plan: CheckPlan,
  { version, token = "" }: Login,
): Promise<readonly RestVersion[]> {
  const listed = await checkSupportedVersions(runner, version, token);
  const names = listed.map((name) => runner.provider.secrets.hide(name));
  const skip = (name: string, reason: string) =>
    runner.skip(
      subjectOf(
        { version: undefined, operationId: "getSupportedVersions" },
        200,
        `The provider supports ${name} as specified.`,
      ),
      "unsupported-version",
      reason,
    );
  for (const name of names.filter((each) => !restVersions.some((known) => known === each))) {
    skip(name, "the specification does not have this version");
  }
  if (plan.versions.length > 0) return plan.versions;
  const supported = new Set([version, ...names]);
  for (const known of restVersions.filter((each) => !supported.has(each))) {
    skip(known, "the provider does not list this version");
  }
  return restVersions.filter((known) => supported.has(known));
}

async function checkTestElement(
  runner: CheckRunner,
  version: RestVersion,
  element: TestElement,
): Promise<void> {
  const { token } = await checkToken(runner, version);
  if (token !== undefined) await checkElement(runner, { version, token, element });
}

async function checkOperations(
  runner: CheckRunner,
  version: RestVersion,
  { operations, operationTimeoutMs: timeoutMs }: CheckPlan,
): Promise<void> {
  for (const operation of operations) {
    // Each with its own token, so that none expires during an operation.
    const { token } = await checkToken(runner, version);
    if (token !== undefined) await checkOperation(runner, { version, operation, token, timeoutMs });
  }
}
