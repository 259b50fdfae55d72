import { type Sbc, type Transport, TransportError } from "@asyncstatus/client";
import type { ExitReason } from "../exit-codes.ts";
import type { HostRun } from "../operate/host-run.ts";
import { describeError } from "../output/describe-error.ts";
import type { Check } from "../output/result.ts";
import { checkCertificate } from "./check-certificate.ts";
import { checkClock } from "./check-clock.ts";

/** What the doctor found, and which exit code it calls for. */
export interface Examination {
  readonly checks: readonly Check[];
  readonly exit: ExitReason;
}

/** Looks at one thing after another; what rests on what failed is not looked at. */
export async function examine(run: HostRun): Promise<Examination> {
  const checks: Check[] = [];
  const shown = await checkCertificate(run);
  checks.push(...shown.checks);
  if (!shown.isTrusted) return { checks, exit: "unreachable" };

  let date: string | undefined;
  const keepDate = (transport: Transport): Transport => ({
    async request(request) {
      const response = await transport.request(request);
      date = response.headers.date ?? date;
      return response;
    },
    close: () => transport.close(),
  });
  let sbc: Sbc;
  try {
    sbc = await run.open(keepDate);
  } catch (error) {
    const { exit, message, summary, hint } = describeError(error, run.command);
    const check = error instanceof TransportError ? "TLS" : "credentials";
    checks.push({ check, ok: false, finding: summary ?? message, ...(hint && { mend: hint }) });
    return { checks, exit };
  }
  await using device = sbc;
  checks.push({ check: "credentials", ok: true, finding: `${run.target.user} is logged in` });
  const rights = await checkRights(run, device);
  checks.push(...rights.checks, checkClock(date, run.io.clock.date()));
  const isWell = checks.every(({ ok }) => ok);
  return { checks, exit: isWell ? "succeeded" : (rights.exit ?? "unknown") };
}

/** Whether the device serves our REST version, and this user may see what the others do. */
async function checkRights(
  run: HostRun,
  sbc: Sbc,
): Promise<{ checks: Check[]; exit?: ExitReason }> {
  const { signal } = run;
  const checks: Check[] = [];
  let exit: ExitReason | undefined;
  const attempt = async (check: string, work: () => Promise<string>) => {
    try {
      checks.push({ check, ok: true, finding: await work() });
    } catch (error) {
      const described = describeError(error, run.command);
      exit ??= described.exit;
      const { message, summary, hint } = described;
      checks.push({ check, ok: false, finding: summary ?? message, ...(hint && { mend: hint }) });
    }
  };
  await attempt("REST versions", async () => {
    const { latestVersion, otherVersions } = await sbc.supportedVersions({ signal });
    return `the device serves ${[latestVersion, ...otherVersions].join(", ")}`;
  });
  await attempt("privileges", async () => {
    await sbc.status({ signal });
    return "may see the status of requests, as an administrator does";
  });
  await attempt("versions", async () => {
    const { currentVersion, runningVersion } = await sbc.versions({ signal });
    return `may see them: saved ${currentVersion}, running ${runningVersion}`;
  });
  await attempt("system", async () => {
    const { hostName, role, systemState } = await sbc.systemStatus({ signal });
    return [hostName, role, systemState].filter(Boolean).join(", ") || "tells nothing of itself";
  });
  return exit ? { checks, exit } : { checks };
}
