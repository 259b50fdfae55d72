import { parseEndpoint } from "@asyncstatus/client";
import { ask } from "../config/ask.ts";
import type { Context } from "../context.ts";
import type { Io } from "../io.ts";
import { describeError } from "../output/describe-error.ts";
import { Reporter } from "../output/reporter.ts";
import { type Ended, ended } from "../output/result.ts";
import { programName } from "../program-name.ts";
import { certificateLines } from "../trust/certificate-lines.ts";
import { type Pin, pinFile, pinName, readPins, writePins } from "../trust/pinned-certificates.ts";
import { UsageError } from "../usage-error.ts";

export interface TrustFlags {
  readonly fingerprint?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly replace?: boolean | undefined;
  readonly remove?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Shows the certificate of a host and, where a person says so, pins it. No credentials are sent. */
export default async function trust(this: Context, flags: TrustFlags, host: string): Promise<void> {
  const reporter = new Reporter(this.io, { json: flags.json, quiet: true });
  const end = (result: Ended) => {
    this.process.exitCode = reporter.results([result], false);
  };
  try {
    const endpoint = parseEndpoint(host);
    end(
      flags.remove ? forget(this.io, host, endpoint) : await judge(this.io, flags, host, endpoint),
    );
  } catch (error) {
    const { exit, hint, summary, ...about } = describeError(error, () => "");
    const details = { ...about, ...(hint && { hint }) };
    end(
      ended(exit, {
        command: "trust",
        host,
        outcome: "not-done",
        summary: summary ?? about.message,
        error: details,
      }),
    );
  }
}

async function judge(io: Io, flags: TrustFlags, host: string, endpoint: URL): Promise<Ended> {
  const name = pinName(endpoint);
  const pins = readPins(io);
  const before = pins.get(name);
  const shown = await io.readCertificate(endpoint);
  const { fingerprint256 } = shown.certificate;
  const common = { command: "trust", host } as const;
  io.stderr.write(`${certificateLines(endpoint, shown).join("\n")}\n`);

  if (flags.fingerprint && plain(flags.fingerprint) !== plain(fingerprint256)) {
    const summary = `THIS IS NOT THE CERTIFICATE that you gave the fingerprint of: ${flags.fingerprint}`;
    return ended("unreachable", {
      ...common,
      outcome: "not-done",
      summary,
      next: ["It was not pinned."],
    });
  }
  if (before?.fingerprint256 === fingerprint256) {
    const summary = `pinned since ${before.since}: nothing has changed`;
    return ended("succeeded", { ...common, outcome: "done", summary });
  }
  if (before && !flags.replace) {
    return ended("unreachable", {
      ...common,
      outcome: "not-done",
      summary: `THE CERTIFICATE HAS CHANGED. Pinned on ${before.since}: ${before.fingerprint256}`,
      next: [
        "Either the device has a new certificate, or somebody else answers in its place.",
        `Compare it at the device itself. If it is right: ${programName(io)} trust ${host} --replace`,
      ],
    });
  }
  if (!(await isAgreed(io, flags))) {
    return ended("interrupted", { ...common, outcome: "not-done", summary: "not pinned" });
  }
  const since = io.clock.date().toISOString().slice(0, 10);
  writePins(io, new Map([...pins, [name, { fingerprint256, since } satisfies Pin]]));
  return ended("succeeded", {
    ...common,
    outcome: "done",
    summary: `pinned in ${pinFile(io)}: from now on, ${endpoint.host} has to show this certificate`,
  });
}

async function isAgreed(io: Io, { yes, fingerprint }: TrustFlags): Promise<boolean> {
  if (yes) {
    if (fingerprint) return true;
    throw new UsageError("--yes needs --fingerprint: somebody has to have looked at it");
  }
  if (!io.stdin.isTerminal) {
    throw new UsageError("nobody is there to be asked", "Give --yes and --fingerprint.");
  }
  const question = fingerprint
    ? "It is the one that you gave. Pin it? [y/N] "
    : "Is this the certificate that the device itself shows? Pin it? [y/N] ";
  return /^y(es)?$/i.test((await ask(io, question)).trim());
}

function forget(io: Io, host: string, endpoint: URL): Ended {
  const pins = readPins(io);
  const wasPinned = pins.delete(pinName(endpoint));
  if (wasPinned) writePins(io, pins);
  const summary = wasPinned ? "no longer pinned" : "was not pinned";
  return ended("succeeded", { command: "trust", host, outcome: "done", summary });
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toUpperCase();
}
