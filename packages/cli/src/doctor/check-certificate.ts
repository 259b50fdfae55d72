import type { HostRun } from "../operate/host-run.ts";
import { describeError } from "../output/describe-error.ts";
import type { Check } from "../output/result.ts";
import type { ShownCertificate } from "../trust/read-certificate.ts";
import { checkValidity } from "./check-validity.ts";

/** Whether the device answers at all, and shows the certificate that it has to. */
export async function checkCertificate(
  run: HostRun,
): Promise<{ checks: Check[]; isTrusted: boolean }> {
  const { io, target } = run;
  let shown: ShownCertificate;
  try {
    shown = await io.readCertificate(target.endpoint);
  } catch (error) {
    const { message } = describeError(error, run.command);
    const mend = "See that name and port are right, and that no firewall is in between.";
    return {
      checks: [{ check: "reachable", ok: false, finding: message, mend }],
      isTrusted: false,
    };
  }
  const reachable: Check = {
    check: "reachable",
    ok: true,
    finding: `${target.endpoint.host} speaks TLS`,
  };
  const trusted = judge(run, shown);
  const checks = [reachable, trusted, ...checkValidity(shown.certificate.validTo, io.clock.date())];
  return { checks, isTrusted: trusted.ok };
}

function judge(run: HostRun, { certificate, notVouchedFor }: ShownCertificate): Check {
  const { trust } = run.target;
  const check = "certificate";
  const mend = `To see it, compare it and pin it: ${run.command("trust")}`;
  const shown = certificate.fingerprint256;
  switch (trust.by.kind) {
    case "nothing":
      return {
        check,
        ok: false,
        finding: `not checked, by ${trust.by.source}: anybody on the way can read the password`,
        mend,
      };
    case "pin": {
      const { fingerprint256, since } = trust.by.pin;
      return shown === fingerprint256
        ? { check, ok: true, finding: `the one that was pinned on ${since}` }
        : {
            check,
            ok: false,
            finding: `HAS CHANGED since ${since}: pinned ${fingerprint256}, shown ${shown}`,
            mend: `Compare it at the device itself. If it is right: ${run.command("trust")} --replace`,
          };
    }
    case "setting": {
      const { fingerprint256 } = trust.tls;
      if (fingerprint256 === undefined) {
        return { check, ok: true, finding: `to be vouched for by the file of ${trust.by.source}` };
      }
      const isSame = fingerprint256.replaceAll(":", "").toUpperCase() === shown.replaceAll(":", "");
      return isSame
        ? { check, ok: true, finding: `the one of ${trust.by.source}` }
        : { check, ok: false, finding: `not the one of ${trust.by.source}: shown ${shown}`, mend };
    }
    case "authorities":
      return notVouchedFor
        ? { check, ok: false, finding: `no authority vouches for it (${notVouchedFor})`, mend }
        : { check, ok: true, finding: "an authority of this system vouches for it" };
  }
}
