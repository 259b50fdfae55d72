// An activate that replaces the certificate of the REST API, over TLS.

import { X509Certificate } from "node:crypto";
import { connect } from "@asyncstatus/client";
import { createHandler, createSelfSignedCertificate, Device, listen } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { credentials } from "./world.ts";

/** Starts a device that presents another certificate after an activate. */
async function start() {
  const next = await createSelfSignedCertificate(["127.0.0.1"]);
  const { user: name, password } = credentials;
  const device = new Device({
    users: [{ name, password, administrator: true }],
    durations: { verify: 50, save: 50, activate: 50 },
    onEvent: (event) => {
      if (event.kind === "ended" && event.operation === "activate") listener.useCertificate(next);
    },
  });
  device.edit();
  const listener = await listen(createHandler(device));
  onTestFinished(() => listener.close());
  return {
    device,
    url: listener.url,
    current: listener.fingerprint256,
    next: new X509Certificate(next.cert).fingerprint256,
  };
}

test("a commit that trusts both certificates sees its activate succeed", async () => {
  const { device, url, current, next } = await start();
  await using sbc = await connect({
    host: url,
    credentials,
    tls: { fingerprint256: [current, next] },
  });
  expect(await sbc.commit()).toMatchObject({ outcome: "committed" });
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("a connection with only the previous certificate is refused after the activate", async () => {
  const { device, url, current, next } = await start();
  device.issue("activate", { by: "ACLI" });
  await expect.poll(() => device.asyncStatus().operationState?.status).toBe("success");
  await expect(
    connect({ host: url, credentials, tls: { fingerprint256: current } }),
  ).rejects.toMatchObject({ code: "tls-fingerprint-mismatch", expected: current, actual: next });
});
