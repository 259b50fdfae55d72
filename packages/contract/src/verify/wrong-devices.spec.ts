// Devices with one difference each: verification fails for those that deviate, and passes the others.
// The tables are compared with JUDGES.md.

import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { type HarmlessDevice, harmlessDevices } from "../testing/harmless-devices.ts";
import { inMemory } from "../testing/in-memory.ts";
import { judgesPage } from "../testing/judges-page.ts";
import { type WrongDevice, wrongDevices } from "../testing/wrong-devices.ts";
import type { Report } from "./report/report.ts";
import { verifyProvider } from "./verify-provider.ts";

const everything = {
  operations: ["verify", "save", "activate"],
  testElement: { type: "session-agent", attributes: { hostname: "asyncstatus-test" } },
} as const;
const reports = new Map<WrongDevice | HarmlessDevice, Promise<Report>>();

function reportOf(device: WrongDevice | HarmlessDevice): Promise<Report> {
  const { options } = inMemory(device.alter());
  const allow = "variation" in device ? everything : (device.allow ?? {});
  const report =
    reports.get(device) ?? verifyProvider({ ...options, restVersions: ["v1.2"], allow });
  reports.set(device, report);
  return report;
}

test.each(wrongDevices)("does not pass a device with $deviation", async (device) => {
  const report = await reportOf(device);
  const first = report.checks.find(
    ({ name, result }) =>
      name === device.check && (result === "failed" || result === "inconclusive"),
  );
  const { finding } = device;
  if ("inconclusive" in finding) {
    expect(first?.inconclusive).toEqual({ reason: finding.inconclusive });
  } else expect(first?.findings[0]).toMatchObject(finding);
  expect(exitCodeOf(report)).toBe(1);
});

test.each(harmlessDevices)("passes a device with $variation", async (device) => {
  const report = await reportOf(device);
  const findings = report.checks.flatMap((check) => check.findings);
  expect(findings.filter(({ about }) => about === "provider")).toEqual([]);
  if (device.noted === undefined) expect(findings).toEqual([]);
  else expect(findings.map(({ expected }) => expected)).toContain(device.noted);
  expect(exitCodeOf(report)).toBe(0);
});

test("JUDGES.md lists these devices, with the judges that report them", async () => {
  const wrong = wrongDevices.map(async (device) => {
    return { device: device.deviation, check: device.check, report: await reportOf(device) };
  });
  const harmless = harmlessDevices.map(async (device) => {
    return { device: device.variation, report: await reportOf(device) };
  });
  const page = judgesPage(await Promise.all(wrong), await Promise.all(harmless));
  await expect(page).toMatchFileSnapshot("../../JUDGES.md");
});
