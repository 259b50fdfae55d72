import { verifyFaults } from "@asyncstatus/model";
import { unusualBody } from "@asyncstatus/model/unusual";
import { expect, test } from "vitest";
import { virtualSession } from "../testing/virtual-session.ts";
import { readAsyncStatus, readStatus, readSystem, readVersions } from "./read-device.ts";

async function systemOf(data: string) {
  const { device, session } = virtualSession();
  device.next.getSystemStatus = [
    { status: 200, body: `<response><data>${data}</data></response>` },
  ];
  return await readSystem(session, {});
}

test.for([
  ["the name of the vendor's examples", "<uptimeSeconds>7</uptimeSeconds>", { uptimeSeconds: 7 }],
  ["the name of the vendor's schema", "<upTime>8</upTime>", { uptimeSeconds: 8 }],
  [
    "a system that has just started",
    "<uptimeSeconds>0</uptimeSeconds><upTime>9</upTime>",
    { uptimeSeconds: 0 },
  ],
  ["a known role", "<role>standby</role>", { role: "standby" }],
  ["an unknown role", "<role>witness</role>", { role: "witness" }],
  ["a host name", "<hostName>sbc-a</hostName>", { hostName: "sbc-a" }],
  ["nothing", "", {}],
] as const)("reads the system from %s", async ([, data, identity]) => {
  expect(await systemOf(data)).toStrictEqual(identity);
});

test("reads the status and the versions", async () => {
  const { device, session } = virtualSession();
  device.operationState = { operation: "save", status: "success" };
  expect(await readStatus(session, {})).toEqual({ operation: "save", status: "success" });
  expect(await readVersions(session, {})).toEqual({ currentVersion: 5, runningVersion: 5 });
});

test("reads the status with what else the device reports", async () => {
  const { device, session } = virtualSession();
  const body = new TextDecoder().decode(unusualBody("verify-lists-faults-v1.0.xml"));
  device.next.getAsyncStatus = [{ status: 200, body }];
  const { operationState, additionalInfo } = await readAsyncStatus(session, {});
  expect(operationState).toEqual({ operation: "verify", status: "success" });
  expect(verifyFaults(additionalInfo)).toEqual([{ object: "sip-interface", field: "realm-id" }]);
});

test("repeats a read with a new token if the old one is refused", async () => {
  const { device, session } = virtualSession();
  device.next.getAsyncStatus = [{ status: 401 }];
  device.next.getConfigurationVersions = [{ status: 401 }];
  device.next.getSystemStatus = [{ status: 401 }];
  await readStatus(session, {});
  await readVersions(session, {});
  expect(await readSystem(session, {})).toMatchObject({ hostName: "sbc" });
});
