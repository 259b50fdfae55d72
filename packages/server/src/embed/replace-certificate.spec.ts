import { expect, test } from "vitest";
import { Device } from "../device/device.ts";
import type { SetupOptions } from "../device/setup.ts";
import { type Certificate, createCertificateFor } from "../tls/self-signed-certificate.ts";
import { replaceCertificate } from "./replace-certificate.ts";

async function start(setup: SetupOptions) {
  const presented: Certificate[] = [];
  const device = new Device({ ...setup, users: [], durations: { save: 0, activate: 0 } });
  const first = await createCertificateFor("127.0.0.1");
  const listener = {
    host: "127.0.0.1",
    useCertificate: (certificate: Certificate) => void presented.push(certificate),
  };
  const replacement = await replaceCertificate(device, listener, first);
  const activate = (type: string, attributes: Record<string, string>) => {
    device.edit({ change: [{ type, attributes }] });
    device.issue("save", { by: "ACLI" });
    device.asyncStatus();
    device.issue("activate", { by: "ACLI" });
    device.asyncStatus();
    replacement.update();
  };
  const rename = (name: string) =>
    activate("certificate-record", { name: "web-server", "common-name": name });
  return { first, presented, replacement, activate, rename };
}

test("an activate that changes the record presents another certificate, and the first one again", async () => {
  const { first, presented, replacement, rename } = await start({
    certificateRecord: "web-server",
  });
  expect(replacement.renewedFingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  rename("renewed.sbc.example");
  expect(presented).toHaveLength(1);
  expect(presented[0]).not.toBe(first);
  rename("sbc.example");
  expect(presented.slice(1)).toEqual([first]);
});

test("an activate of other elements keeps the certificate", async () => {
  const { presented, activate } = await start({ certificateRecord: "web-server" });
  activate("system-config", { location: "attic" });
  expect(presented).toEqual([]);
});

test("without a record, each activate keeps the certificate", async () => {
  const { presented, replacement, rename } = await start({});
  expect(replacement.renewedFingerprint256).toBeUndefined();
  rename("renewed.sbc.example");
  expect(presented).toEqual([]);
});
