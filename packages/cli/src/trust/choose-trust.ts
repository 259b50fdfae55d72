import { readFileSync } from "node:fs";
import type { TlsOptions } from "@asyncstatus/client";
import type { Settings } from "../config/resolve-settings.ts";
import { strongest } from "../config/strongest.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { type Pin, pinName, readPins } from "./pinned-certificates.ts";

/** What a device has to show, and who says so. */
export interface Trust {
  readonly tls: TlsOptions;
  readonly by:
    | { readonly kind: "setting"; readonly source: string }
    | { readonly kind: "pin"; readonly pin: Pin }
    | { readonly kind: "authorities" }
    | { readonly kind: "nothing"; readonly source: string };
}

/**
 * Decides by what a device has to prove who it is: `ca`, `fingerprint` or `insecure`, whichever is given;
 * or the certificate that was pinned; or the authorities of the system.
 *
 * @throws {UsageError} where a file cannot be read.
 */
export function chooseTrust(io: Io, settings: Settings, endpoint: URL): Trust {
  const { ca, fingerprint, insecure } = strongest(settings, ["ca", "fingerprint", "insecure"]);
  const name = settings.serverName ? { serverName: settings.serverName.value } : {};
  if (insecure)
    return { tls: { ...name, insecure: true }, by: { kind: "nothing", source: insecure.source } };
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
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${source}: ${error instanceof Error ? error.message : error}`);
  }
}
