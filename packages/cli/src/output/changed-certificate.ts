import type { TransportError } from "@asyncstatus/client";
import type { Target } from "../config/resolve-targets.ts";

/** Says, as loudly as it should be said, that a device shows another certificate than the one pinned. */
export function changedCertificate(
  error: TransportError,
  { endpoint, trust }: Target,
  command: (words: string) => string,
): string | undefined {
  if (error.code !== "tls-fingerprint-mismatch" || trust.by.kind !== "pin") return undefined;
  const shown = /got ([0-9A-F:]+)/.exec(error.message)?.[1] ?? "another";
  const { fingerprint256, since } = trust.by.pin;
  return [
    `THE CERTIFICATE OF ${endpoint.host} HAS CHANGED. Nothing was sent to it.`,
    `  pinned ${since}  ${fingerprint256}`,
    `  shown now          ${shown}`,
    "Either the device has a new certificate, or somebody else answers in its place.",
    `Compare it at the device itself. If it is right: ${command("trust")} --replace`,
  ].join("\n");
}
