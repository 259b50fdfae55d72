import { untrustedTexts } from "../error-text.ts";
import type { PresentedCertificate } from "../io.ts";
import type { Check } from "../run/command-result.ts";
import { describeError } from "../run/failure-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { checkValidity } from "./check-validity.ts";
import type { TimeLimit } from "./time-limit.ts";

/** Checks that the device answers and presents the expected certificate. */
export async function checkCertificate(
  run: HostRun,
  limit: TimeLimit,
): Promise<{ checks: Check[]; isTrusted: boolean }> {
  const { io, target } = run;
  let presented: PresentedCertificate;
  try {
    presented = await io.readCertificate(target.endpoint, limit.signal);
  } catch (error) {
    const { message } = limit.exceeded ?? describeError(error, run.commandFor);
    const fix = "Check host name and port, and that no firewall blocks the connection.";
    const check: Check = { check: "reachable", ok: false, finding: message, fix };
    return { checks: [check], isTrusted: false };
  }
  const finding = `${target.endpoint.host} speaks TLS`;
  const reachable: Check = { check: "reachable", ok: true, finding };
  const trusted = judge(run, presented);
  const validity = checkValidity(presented.certificate.validTo, io.clock.date());
  return { checks: [reachable, trusted, ...validity], isTrusted: trusted.ok };
}

function judge(
  { target, commandFor }: HostRun,
  { certificate, untrusted }: PresentedCertificate,
): Check {
  const { by, tls } = target.trust;
  const passed = (finding: string): Check => ({ check: "certificate", ok: true, finding });
  const failed = (finding: string, fix: string): Check => ({
    check: "certificate",
    ok: false,
    finding,
    fix,
  });
  const compare = `To compare and pin it, run: ${commandFor("trust")}`;
  const { fingerprint256: actual } = certificate;
  switch (by.kind) {
    case "nothing":
      return failed(
        `not checked (${by.source}): anyone on the network path can read the password`,
        compare,
      );
    case "pin": {
      const pin = by.pins.find(({ fingerprint256 }) => fingerprint256 === actual);
      if (pin) return passed(`pinned on ${pin.since}`);
      const pinned = by.pins.map(({ fingerprint256, since }) => `${fingerprint256} on ${since}`);
      return failed(
        `HAS CHANGED: pinned ${pinned.join(" and ")}, now ${actual}`,
        `Compare it on the device. If it is right, run: ${commandFor("trust")} --replace`,
      );
    }
    case "setting": {
      const expected = [tls.fingerprint256 ?? []].flat();
      if (expected.length === 0) return passed(`must be signed by the CA of ${by.source}`);
      const matches = expected.some((one) => normalize(one) === normalize(actual));
      return matches
        ? passed(`matches ${by.source}`)
        : failed(`doesn't match ${by.source}: ${actual}`, compare);
    }
    case "authorities":
      return untrusted
        ? failed(`not trusted (${untrustedTexts[untrusted]})`, compare)
        : passed("signed by a CA that this system trusts");
  }
}

function normalize(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toUpperCase();
}
