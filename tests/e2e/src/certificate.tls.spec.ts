// An activate that replaces the certificate of the REST API, over TLS.

import { connect } from "@asyncstatus/client";
import { type Device, startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { credentials } from "./world.ts";

async function start() {
  const device = await startDevice({
    ...credentials,
    scenario: "cert-replaced",
    durations: { verify: 50, save: 50, activate: 50 },
  });
  onTestFinished(() => device.close());
  const { url, fingerprint256: current, renewedFingerprint256: next = "" } = device;
  return { started: device, device: device.device, url, current, next };
}

/** Activates the editing configuration as another user. */
async function activate(device: Device) {
  for (const operation of ["save", "activate"] as const) {
    device.issue(operation, { by: "ACLI" });
    await expect.poll(() => device.asyncStatus().operationState?.status).toBe("success");
  }
}

test("a commit that trusts both certificates sees its activate succeed", async () => {
  const { device, url, current, next } = await start();
  await using sbc = await connect({
    host: url,
    credentials,
    tls: { fingerprint256: [current, next] },
  });
  expect(await sbc.commit()).toMatchObject({ outcome: "succeeded" });
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test("a connection with only the previous certificate is refused after the activate", async () => {
  const { device, url, current, next } = await start();
  await activate(device);
  await expect(
    connect({ host: url, credentials, tls: { fingerprint256: current } }),
  ).rejects.toMatchObject({ code: "tls-fingerprint-mismatch", expected: current, actual: next });
});

test("a device that begins again presents its first certificate", async () => {
  const { started, device, url, current } = await start();
  await activate(device);
  await started.useScenario("cert-replaced");
  await using sbc = await connect({ host: url, credentials, tls: { fingerprint256: current } });
  expect(await sbc.versions()).toEqual({ currentVersion: 1, runningVersion: 1 });
});
