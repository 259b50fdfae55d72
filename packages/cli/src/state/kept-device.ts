import { randomUUID, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { type Certificate, createSelfSignedCertificate } from "@asyncstatus/server";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { stateFolder } from "../settings/folders.ts";
import { writePrivateFile } from "../settings/replace-file.ts";

/** Certificate and password of `serve --keep`. */
export interface KeptDevice {
  readonly certificate: Certificate;
  readonly password: string;
}

/**
 * Returns the certificate and the password from the last `serve --keep` on an address. The first time, and once the
 * certificate has expired, it creates them. Only the user can read the file.
 *
 * @throws {UsageError} If other users can read or change the file, or it isn't one of `serve --keep`.
 */
export async function keptDevice(io: Io, address: string): Promise<KeptDevice> {
  const name = address.replace(/[^\w.-]/g, "_");
  const file = join(stateFolder(io), "serve", `${name}.json`);
  const text = readCheckedFile(file, "password")?.text;
  const known = text === undefined ? undefined : parse(file, text);
  if (known && isValid(known.certificate, io.clock.date())) return known;
  const hosts = [...new Set(["localhost", "127.0.0.1", "::1", address])];
  const kept = {
    certificate: await createSelfSignedCertificate(hosts),
    password: known?.password ?? randomUUID(),
  };
  writePrivateFile(file, `${JSON.stringify(kept)}\n`);
  return kept;
}

function parse(file: string, text: string): KeptDevice {
  try {
    const { certificate, password } = JSON.parse(text);
    const { cert, key } = certificate;
    if ([cert, key, password].every((value) => typeof value === "string")) {
      return { certificate: { cert, key }, password };
    }
  } catch {
    // The error quotes the text, which has secrets.
  }
  throw new UsageError(`${file}: not a file of serve --keep`, "Remove it.");
}

function isValid({ cert }: Certificate, now: Date): boolean {
  try {
    return Date.parse(new X509Certificate(cert).validTo) > now.getTime();
  } catch {
    return false;
  }
}
