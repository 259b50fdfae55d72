import { type Sbc, type Transport, TransportError } from "@asyncstatus/client";
import type { Check } from "../run/command-result.ts";
import type { ExitReason } from "../run/exit-codes.ts";
import { describeError } from "../run/failure-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { checkCertificate } from "./check-certificate.ts";
import { checkClock } from "./check-clock.ts";
import { startTimeLimit, type TimeLimit } from "./time-limit.ts";

/** Checks of a device and the exit code that they call for. */
export interface Diagnosis {
  readonly checks: readonly Check[];
  readonly exit: ExitReason;
}

/** Runs all checks within `--timeout`. Checks that depend on a failed one are skipped. */
export async function diagnose(run: HostRun): Promise<Diagnosis> {
  using limit = startTimeLimit(run);
  const checks: Check[] = [];
  const certificate = await checkCertificate(run, limit);
  checks.push(...certificate.checks);
  if (!certificate.isTrusted) return { checks, exit: "unreachable" };

  let date: string | undefined;
  const recordDate = (transport: Transport): Transport => ({
    async request(request) {
      const response = await transport.request(request);
      date = response.headers.date ?? date;
      return response;
    },
    close: () => transport.close(),
  });
  let sbc: Sbc;
  try {
    sbc = await run.open({ wrap: recordDate, signal: limit.signal });
  } catch (error) {
    const isTls = error instanceof TransportError && !limit.exceeded;
    const { exit, ...failure } = failedCheck(isTls ? "TLS" : "credentials", error, run, limit);
    return { checks: [...checks, failure], exit };
  }
  await using device = sbc;
  checks.push({ check: "credentials", ok: true, finding: `logged in as ${run.target.user}` });
  const access = await checkAccess(run, device, limit);
  checks.push(...access.checks, checkClock(date, run.io.clock.date()));
  const isFine = checks.every(({ ok }) => ok);
  return { checks, exit: isFine ? "succeeded" : (access.exit ?? "unknown") };
}

/** Checks that the device serves the REST version and the user may read what commands need. */
async function checkAccess(
  run: HostRun,
  sbc: Sbc,
  limit: TimeLimit,
): Promise<{ checks: Check[]; exit?: ExitReason }> {
  const { signal } = limit;
  const checks: Check[] = [];
  let firstExit: ExitReason | undefined;
  const attempt = async (check: string, work: () => Promise<string>) => {
    try {
      checks.push({ check, ok: true, finding: await work() });
    } catch (error) {
      const { exit, ...failure } = failedCheck(check, error, run, limit);
      firstExit ??= exit;
      checks.push(failure);
    }
  };
  await attempt("REST versions", async () => {
    const { latestVersion, otherVersions } = await sbc.supportedVersions({ signal });
    return [latestVersion, ...otherVersions].join(", ");
  });
  await attempt("permissions", async () => {
    await sbc.status({ signal });
    return "administrator: may read the status of requests";
  });
  await attempt("versions", async () => {
    const { currentVersion, runningVersion } = await sbc.versions({ signal });
    return `saved ${currentVersion}, running ${runningVersion}`;
  });
  await attempt("system", async () => {
    const { hostName, role, systemState } = await sbc.systemStatus({ signal });
    return [hostName, role, systemState].filter(Boolean).join(", ") || "no information";
  });
  return firstExit ? { checks, exit: firstExit } : { checks };
}

function failedCheck(
  check: string,
  error: unknown,
  { commandFor }: Pick<HostRun, "commandFor">,
  { exceeded }: TimeLimit,
): Check & { exit: ExitReason } {
  if (exceeded) {
    return { check, ok: false, finding: exceeded.message, fix: exceeded.fix, exit: "unreachable" };
  }
  const { exit, message, hint } = describeError(error, commandFor);
  return { check, ok: false, finding: message, ...(hint && { fix: hint }), exit };
}
