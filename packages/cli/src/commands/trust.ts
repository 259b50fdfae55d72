import { parseEndpoint } from "@asyncstatus/client";
import { completed, knownHosts } from "../completion/candidates.ts";
import { canAsk, confirm } from "../connection/ask.ts";
import { certificateLines } from "../connection/certificate-lines.ts";
import {
  type Pin,
  pinFile,
  pinName,
  readPins,
  writePins,
} from "../connection/pinned-certificates.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName, shellWord } from "../program-name.ts";
import { type CommandResult, commandResult } from "../run/command-result.ts";
import { failureResult } from "../run/failure-result.ts";
import { Reporter } from "../run/reporter.ts";
import { command } from "./command.ts";
import { argument, jsonFlag, switchFlag, textFlag } from "./flags.ts";

interface TrustFlags {
  readonly fingerprint?: string | undefined;
  readonly add?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly replace?: boolean | undefined;
  readonly remove?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export const trust = command<TrustFlags, [host: string]>({
  brief: "show the certificate of a host and pin it",
  description:
    "Shows the certificate of a host and pins it after you confirm. Sends no credentials.",
  examples: ["HOST", "192.0.2.1", "sbc-1:8443 --fingerprint SHA256 --yes"],
  flags: {
    fingerprint: textFlag("SHA-256 that the certificate must have", "sha256", false),
    add: switchFlag(
      "also pin the fingerprint of the certificate that will replace this one",
      false,
    ),
    yes: switchFlag("pin without asking; requires --fingerprint", false),
    replace: switchFlag("replace the pin, because you expect a new certificate", false),
    remove: switchFlag("remove the pin", false),
    json: jsonFlag,
  },
  positional: [completed(argument("host whose certificate to pin", "host"), knownHosts)],
  action: async (io, flags, host) => {
    const reporter = new Reporter(io, { json: flags.json, quiet: true });
    const result = await pin(io, flags, host).catch((error: unknown) =>
      failureResult(error, {
        command: "trust",
        host,
        commandFor: (words) => `${programName(io)} ${words} --host ${shellWord(host)}`,
      }),
    );
    return reporter.results([result], false);
  },
});

async function pin(io: Io, flags: TrustFlags, host: string): Promise<CommandResult> {
  const common = { command: "trust", host } as const;
  const endpoint = parseEndpoint(host);
  if (flags.remove) return removePin(io, host, endpoint);
  if (flags.add) return addPin(io, host, endpoint, flags.fingerprint);
  const name = pinName(endpoint);
  const pins = readPins(io);
  const before = pins.get(name) ?? [];
  const presented = await io.readCertificate(endpoint);
  const { fingerprint256 } = presented.certificate;
  io.stderr.write(`${certificateLines(endpoint, presented).join("\n")}\n`);

  if (flags.fingerprint && normalize(flags.fingerprint) !== normalize(fingerprint256)) {
    const summary = `THE CERTIFICATE DOESN'T MATCH the fingerprint that you gave: ${flags.fingerprint}`;
    const next = ["It was not pinned."];
    return commandResult("unreachable", { ...common, outcome: "error", summary, next });
  }
  const known = before.find((one) => one.fingerprint256 === fingerprint256);
  if (known && !(flags.replace && before.length > 1)) {
    const summary = `already pinned on ${known.since}`;
    return commandResult("succeeded", { ...common, outcome: "completed", summary });
  }
  if (before.length > 0 && !flags.replace) {
    const pinned = before.map((one) => `${one.fingerprint256} on ${one.since}`).join(" and ");
    return commandResult("unreachable", {
      ...common,
      outcome: "error",
      summary: `THE CERTIFICATE HAS CHANGED. Pinned: ${pinned}`,
      next: [
        "The device has a new certificate, or another host answers at its address.",
        `Compare it on the device. If it is right, run: ${programName(io)} trust ${host} --replace`,
      ],
    });
  }
  if (!(await mayPin(io, flags))) {
    return commandResult("interrupted", { ...common, outcome: "error", summary: "not pinned" });
  }
  writePins(io, new Map([...pins, [name, [known ?? pinOf(io, fingerprint256)]]]));
  return commandResult("succeeded", {
    ...common,
    outcome: "completed",
    summary: `pinned in ${pinFile(io)}; from now on, ${endpoint.host} must present this certificate`,
  });
}

/** Pins a certificate that a host does not present yet, such as one that an activate puts in place. */
function addPin(io: Io, host: string, endpoint: URL, given: string | undefined): CommandResult {
  const fingerprint256 = normalize(given ?? "").replace(/..(?=.)/g, "$&:");
  if (!/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(fingerprint256)) {
    throw new UsageError(
      "--add requires --fingerprint SHA256, the fingerprint of the certificate that will replace this one",
    );
  }
  const pins = readPins(io);
  const name = pinName(endpoint);
  const others = (pins.get(name) ?? []).filter((pin) => pin.fingerprint256 !== fingerprint256);
  writePins(io, new Map([...pins, [name, [...others, pinOf(io, fingerprint256)]]]));
  return commandResult("succeeded", {
    command: "trust",
    host,
    outcome: "completed",
    summary: `pinned in ${pinFile(io)}; ${endpoint.host} may present this certificate, too`,
    next: [`When it presents it, run: ${programName(io)} trust ${host} --replace`],
  });
}

function pinOf(io: Io, fingerprint256: string): Pin {
  return { fingerprint256, since: io.clock.date().toISOString().slice(0, 10) };
}

async function mayPin(io: Io, { yes, fingerprint }: TrustFlags): Promise<boolean> {
  if (yes) {
    if (fingerprint) return true;
    throw new UsageError("--yes requires --fingerprint with the fingerprint that was compared");
  }
  if (!canAsk(io)) {
    throw new UsageError("no terminal to prompt on", "Use --yes and --fingerprint.");
  }
  const question = fingerprint
    ? "The fingerprint matches. Pin the certificate?"
    : "Does this match the certificate on the device, and do you want to pin it?";
  return confirm(io, question);
}

function removePin(io: Io, host: string, endpoint: URL): CommandResult {
  const pins = readPins(io);
  const wasPinned = pins.delete(pinName(endpoint));
  if (wasPinned) writePins(io, pins);
  const summary = wasPinned ? "the pin is removed" : "was not pinned";
  return commandResult("succeeded", { command: "trust", host, outcome: "completed", summary });
}

function normalize(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toUpperCase();
}
