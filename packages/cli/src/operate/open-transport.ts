import * as tlsModule from "node:tls";
import { httpsTransport, type TlsOptions, type Transport } from "@asyncstatus/client";

/**
 * Makes what carries requests. Where the authorities decide, those of the system count as well as those
 * that come with Node.js: companies have their own there.
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
