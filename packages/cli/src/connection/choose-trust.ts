import type { TlsOptions } from "@asyncstatus/client";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { highestPrecedence } from "../settings/highest-precedence.ts";
import type { Settings, Sourced } from "../settings/resolve-settings.ts";
import { authenticationOrder, countsFor, isMoreTrusted } from "../settings/trust-rules.ts";
import { trustHint } from "../settings/trusted-folders.ts";
import { type Pin, pinName, readPins } from "./pinned-certificates.ts";

/** The authentication of a device, and the setting that it comes from. */
export interface Trust {
  readonly tls: TlsOptions;
  readonly by:
    | { readonly kind: "setting"; readonly source: string }
    | { readonly kind: "pin"; readonly pins: readonly Pin[] }
    | { readonly kind: "authorities" }
    | { readonly kind: "nothing"; readonly source: string };
}

/**
 * Selects how to authenticate a device, by {@link authenticationOrder}.
 *
 * @throws {UsageError} If a file can't be read, or a setting of a less trusted source would replace the check
 *   of a host of a more trusted one.
 */
export function chooseTrust(io: Io, settings: Settings, endpoint: URL): Trust {
  const unchecked = settings.insecure?.value ? settings.insecure : undefined;
  const { ca, fingerprint, insecure } = highestPrecedence(settings, [
    "ca",
    "fingerprint",
    ...(unchecked?.trust === "flag" ? (["insecure"] as const) : []),
  ]);
  const stated = insecure ?? fingerprint ?? ca;
  const replacesPin = stated !== undefined && rankOf(stated.trust) < rankOf("pin");
  const pins = replacesPin ? undefined : readPins(io).get(pinName(endpoint));
  const name = serverNameFor(io, settings, ca);
  if (pins) {
    const tls = { ...name, fingerprint256: pins.map(({ fingerprint256 }) => fingerprint256) };
    return { tls, by: { kind: "pin", pins } };
  }
  if (stated) requireCounts(io, settings, stated);
  const checksNothing = stated ? insecure : unchecked;
  if (checksNothing) {
    const { source } = checksNothing;
    return { tls: { ...name, insecure: true }, by: { kind: "nothing", source } };
  }
  if (fingerprint) {
    const tls = { ...name, fingerprint256: fingerprint.value };
    return { tls, by: { kind: "setting", source: fingerprint.source } };
  }
  if (ca) {
    const tls = { ...name, ca: readPem(ca.value, ca.source) };
    return { tls, by: { kind: "setting", source: ca.source } };
  }
  return { tls: name, by: { kind: "authorities" } };
}

function rankOf(what: (typeof authenticationOrder)[number]): number {
  return authenticationOrder.indexOf(what);
}

/** Returns the name in the certificate. @throws {UsageError} If it comes from a less trusted source than the CA. */
function serverNameFor(
  io: Io,
  settings: Settings,
  ca: Settings["ca"],
): Pick<TlsOptions, "serverName"> {
  const { serverName } = settings;
  if (!serverName) return {};
  requireCounts(io, settings, serverName);
  if (ca && isMoreTrusted(ca.trust, serverName.trust)) {
    throw new UsageError(
      `${serverName.source} can't set the name that ${ca.source} is checked for`,
      hintFor(io, serverName),
    );
  }
  return { serverName: serverName.value };
}

function requireCounts(io: Io, { host }: Settings, setting: Sourced<unknown>): void {
  if (!host || countsFor("certificate", setting.trust, host.trust)) return;
  throw new UsageError(
    `${setting.source} can't override the certificate check for a host that ${host.source} names`,
    hintFor(io, setting),
  );
}

function hintFor(io: Io, { file }: Sourced<unknown>): string | undefined {
  return file === undefined ? undefined : trustHint(io, file);
}

function readPem(file: string, source: string): string {
  const read = readCheckedFile(file, "certificates");
  if (!read) throw new UsageError(`${source}: file not found: ${file}`);
  return read.text;
}
