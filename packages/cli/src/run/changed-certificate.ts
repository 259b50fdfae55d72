import { TransportError } from "@asyncstatus/client";
import type { Target } from "../connection/resolve-targets.ts";
import type { CommandFor } from "./failure-result.ts";

/** Returns a warning if an error is about a pinned certificate that changed. */
export function changedCertificateWarning(
  error: unknown,
  { endpoint, trust }: Target,
  commandFor: CommandFor,
): string | undefined {
  if (!(error instanceof TransportError) || error.code !== "tls-fingerprint-mismatch") return;
  if (trust.by.kind !== "pin") return;
  return [
    `THE CERTIFICATE OF ${endpoint.host} HAS CHANGED. Nothing was sent.`,
    ...trust.by.pins.map(({ fingerprint256, since }) => `  pinned ${since}  ${fingerprint256}`),
    `  now                ${error.actual ?? "unknown"}`,
    "The device has a new certificate, or another host answers at its address.",
    `Compare it on the device. If it is right, run: ${commandFor("trust")} --replace`,
  ].join("\n");
}
