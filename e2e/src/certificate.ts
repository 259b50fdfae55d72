import type { Certificate } from "@asyncstatus/server";
import { generate } from "selfsigned";

/** Makes a certificate for 127.0.0.1, for several listeners to share. */
export async function createCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "sbc" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  return { key, cert };
}
