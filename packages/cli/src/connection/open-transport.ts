import * as tlsModule from "node:tls";
import { httpsTransport, type TlsOptions, type Transport } from "@asyncstatus/client";

/**
 * Creates the transport. If CAs authenticate the device, the CAs of the system count in addition to those
 * of Node.js: company CAs are installed there.
 */
export function openTransport(tls: TlsOptions): Transport {
  const { ca, fingerprint256, insecure = false } = tls;
  if (ca === undefined && fingerprint256 === undefined && !insecure) trustSystemAuthorities();
  return httpsTransport({ tls });
}

function trustSystemAuthorities(): void {
  const { getCACertificates, setDefaultCACertificates }: Partial<typeof tlsModule> = tlsModule;
  // Node.js 22.19 and later have both.
  if (!getCACertificates || !setDefaultCACertificates) return;
  setDefaultCACertificates([...getCACertificates("default"), ...getCACertificates("system")]);
}
