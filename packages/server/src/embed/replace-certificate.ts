import { X509Certificate } from "node:crypto";
import type { Device } from "../device/device.ts";
import type { Listener } from "../listen/listen.ts";
import { type Certificate, createCertificateFor } from "../tls/self-signed-certificate.ts";

/** The certificates of a device whose configuration names the one that it presents. */
export interface CertificateReplacement {
  /** SHA-256 of the certificate after a change of its record; undefined if the setup names no record. */
  readonly renewedFingerprint256: string | undefined;
  /** Begins again with the setup and the running configuration as they are now. */
  restart(): Promise<void>;
  /** Presents the certificate of the running configuration. */
  update(): void;
}

/** Presents one certificate as long as its record is as at the start, and another one when it differs. */
export async function replaceCertificate(
  device: Device,
  listener: Pick<Listener, "host" | "useCertificate">,
  first: Certificate,
): Promise<CertificateReplacement> {
  let renewed: Certificate | undefined;
  let original = "";
  let presented = first;
  const present = (certificate: Certificate) => {
    if (presented === certificate) return;
    presented = certificate;
    listener.useCertificate(certificate);
  };
  const restart = async () => {
    present(first);
    renewed =
      device.setup.certificateRecord === undefined
        ? undefined
        : (renewed ?? (await createCertificateFor(listener.host)));
    original = recordOf(device);
  };
  await restart();
  return {
    get renewedFingerprint256() {
      return renewed && new X509Certificate(renewed.cert).fingerprint256;
    },
    restart,
    update() {
      if (renewed) present(recordOf(device) === original ? first : renewed);
    },
  };
}

function recordOf(device: Device): string {
  const { certificateRecord: name } = device.setup;
  if (name === undefined) return "";
  const wanted = { type: "certificate-record", attributes: { name } };
  return JSON.stringify(device.findElements(wanted, "running"));
}
