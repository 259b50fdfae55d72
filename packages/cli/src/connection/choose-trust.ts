import type { TlsOptions } from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { highestPrecedence } from "../settings/highest-precedence.ts";
import { readCheckedFile } from "../settings/read-checked-file.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { type Pin, pinName, readPins } from "./pinned-certificates.ts";

/** The authentication of a device, and the setting that it comes from. */
export interface Trust {
  readonly tls: TlsOptions;
  readonly by:
    | { readonly kind: "setting"; readonly source: string }
    | { readonly kind: "pin"; readonly pin: Pin }
    | { readonly kind: "authorities" }
    | { readonly kind: "nothing"; readonly source: string };
}

/**
 * Selects how to authenticate a device: by `ca`, `fingerprint` or `insecure`, else by the pinned
 * certificate, else by the CAs of the system.
 *
 * @throws {UsageError} If a file can't be read.
 */
export function chooseTrust(io: Io, settings: Settings, endpoint: URL): Trust {
  const { ca, fingerprint, insecure } = highestPrecedence(settings, [
    "ca",
    "fingerprint",
    "insecure",
  ]);
  const name = settings.serverName ? { serverName: settings.serverName.value } : {};
  if (insecure) {
    return { tls: { ...name, insecure: true }, by: { kind: "nothing", source: insecure.source } };
  }
  if (fingerprint) {
    const tls = { ...name, fingerprint256: fingerprint.value };
    return { tls, by: { kind: "setting", source: fingerprint.source } };
  }
  if (ca) {
    const tls = { ...name, ca: readPem(ca.value, ca.source) };
    return { tls, by: { kind: "setting", source: ca.source } };
  }
  const pin = readPins(io).get(pinName(endpoint));
  if (!pin) return { tls: name, by: { kind: "authorities" } };
  return { tls: { ...name, fingerprint256: pin.fingerprint256 }, by: { kind: "pin", pin } };
}

function readPem(file: string, source: string): string {
  const read = readCheckedFile(file, "certificates");
  if (!read) throw new UsageError(`${source}: no such file: ${file}`);
  return read.text;
}
