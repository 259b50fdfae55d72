import { type RestVersion, restVersions, TransportError } from "@asyncstatus/client";
import type { LockKeeper } from "../provider/lock-keeper.ts";
import type { Ending } from "../report/report.ts";
import type { Run } from "./check-runner.ts";
import { checkLock } from "./lock-checks.ts";
import { type AllowedOperation, checkOperation } from "./operation-check.ts";
import { checkReading, checkSupportedVersions } from "./read-checks.ts";
import { checkRefusals, checkRefusalsWithoutToken } from "./refusal-checks.ts";
import { tellWhatIsNotTried } from "./skipped-checks.ts";
import { checkToken } from "./token-check.ts";

/** What a verification is to do. */
export interface Wanted {
  /** Those that were named; none where the provider is asked. */
  readonly versions: readonly RestVersion[];
  readonly changes: boolean;
  readonly operations: readonly AllowedOperation[];
  readonly operationTimeoutMs: number;
}

/** How far a run got. */
export interface End {
  readonly ending: Ending;
  /** Those that were verified. */
  readonly versions: readonly RestVersion[];
}

/** A token, and the REST version that it was asked for in. */
interface Login {
  readonly version: RestVersion;
  readonly token: string | undefined;
}

/** Does every check that is wanted, until the end or until something ends it before. */
export async function runToItsEnd(run: Run, keeper: LockKeeper, wanted: Wanted): Promise<End> {
  const versions: RestVersion[] = [];
  try {
    const ending = await verifyAll(run, keeper, wanted, versions);
    return { ending, versions };
  } catch (error) {
    if (run.provider.signal?.aborted) return { ending: { ended: "interrupted" }, versions };
    if (!(error instanceof TransportError)) throw error;
    return { ending: { ended: "unreachable", code: error.code, why: error.message }, versions };
  }
}

async function verifyAll(
  run: Run,
  keeper: LockKeeper,
  wanted: Wanted,
  verified: RestVersion[],
): Promise<Ending> {
  const first = await logInFirst(run, wanted.versions);
  const found = first.token === undefined ? [] : await findVersions(run, wanted, first);
  const [newest = first.version] = found;
  let mayAll = first.token !== undefined;
  for (const version of found.length > 0 ? found : [first.version]) {
    verified.push(version);
    await checkRefusalsWithoutToken(run, version);
    const isFirst = version === first.version;
    const token = isFirst ? first.token : await checkToken(run, { version });
    if (token !== undefined) {
      mayAll = (await checkReading(run, version, token)) && mayAll;
      await checkRefusals(run, version, token);
      if (wanted.changes) await checkLock(run, keeper, version, token);
      if (version === newest) await checkOperations(run, keeper, version, wanted);
    }
    tellWhatIsNotTried(run, version, { ...wanted, operationsIn: newest });
  }
  return mayAll
    ? { ended: "complete" }
    : { ended: "unauthorized", why: "the login failed, or the user may not do all of this" };
}

/** Logs in by the newest version that the provider serves. */
async function logInFirst(run: Run, named: readonly RestVersion[]): Promise<Login> {
  const candidates = named.length > 0 ? named : restVersions;
  for (const version of candidates) {
    const isLast = version === candidates.at(-1);
    const token = await checkToken(run, { version, maybeNotServed: !isLast });
    if (token !== undefined || isLast || run.provider.lastStatus !== 404) return { version, token };
  }
  throw new Error("There is no REST version.");
}

async function findVersions(
  run: Run,
  wanted: Wanted,
  { version, token = "" }: Login,
): Promise<readonly RestVersion[]> {
  const names = await checkSupportedVersions(run, version, token);
  const about = (name: string) => ({
    name: "getSupportedVersions 200",
    what: `The provider serves ${name} as the specification says.`,
  });
  for (const name of names.filter((name) => !restVersions.some((known) => known === name))) {
    run.notTried(about(name), "the specification does not have this version");
  }
  if (wanted.versions.length > 0) return wanted.versions;
  const served = new Set([version, ...names]);
  for (const known of restVersions.filter((known) => !served.has(known))) {
    run.notTried(about(known), "the provider does not name this version");
  }
  return restVersions.filter((known) => served.has(known));
}

async function checkOperations(
  run: Run,
  keeper: LockKeeper,
  version: RestVersion,
  { operations, operationTimeoutMs: timeoutMs }: Wanted,
): Promise<void> {
  for (const operation of operations) {
    // A token of its own: none is to end in the middle.
    const token = await checkToken(run, { version });
    if (token === undefined) continue;
    await checkOperation(run, keeper, { version, operation, token, timeoutMs });
  }
}
