// Scripts written from the vendor's page alone, run against the reference device.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import { describe, expect, type TestContext, test } from "vitest";
import { requireProgram } from "./require-program.ts";

const run = promisify(execFile);

/** Starts a device whose requests end after one or two polls. */
async function start({ onTestFinished }: TestContext) {
  const logged: string[] = [];
  const device = await startDevice({
    password: "a:b c$d canary-in-the-mine",
    durations: { verify: 500, save: 500, activate: 500 },
    log: (line) => logged.push(line),
  });
  onTestFinished(() => device.close());
  return { device, logged };
}

/** Returns the request of a log line. */
function requestIn(line: string): string {
  const [, method, target] = /^\S+ (\S+) "(\S+)"/.exec(line) ?? [];
  return `${method} ${target}`;
}

async function runAgainst(script: string, device: StartedDevice, { onTestFinished }: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "field-scripts-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const CACERT = join(folder, "sbc.pem");
  writeFileSync(CACERT, device.certificatePem);
  const path = fileURLToPath(new URL(`../field-scripts/${script}`, import.meta.url));
  const env = {
    ...process.env,
    SBCIP: new URL(device.url).host,
    SBCUSER: device.user,
    SBCPASSWORD: device.password,
    CACERT,
  };
  return run(path, { env }).catch(
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

// At the same time, since they wait most of the time.
describe.concurrent.each([
  {
    script: "activate.sh",
    programs: [
      ["bash", "--version"],
      ["curl", "--version"],
    ],
  },
  { script: "activate.py", programs: [["python3", "--version"]] },
])("$script", ({ script, programs }) => {
  test("verifies, saves and activates a change", { timeout: 30_000 }, async (context) => {
    for (const [program = "", ...args] of programs) requireProgram(context, program, ...args);
    const { device, logged } = await start(context);
    device.device.edit();
    expect(await runAgainst(script, device, context)).toMatchObject({
      stdout: "verify: success\nsave: success\nactivate: success\n",
      stderr: "",
    });
    expect(device.device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
    const requests = logged.map(requestIn);
    expect(requests.filter((one, i) => one !== requests[i - 1])).toEqual([
      "POST /rest/v1.2/auth/token",
      "POST /rest/v1.2/configuration/lock",
      "PUT /rest/v1.2/configuration/management?action=verify",
      "GET /rest/v1.2/admin/asyncstatus",
      "PUT /rest/v1.2/configuration/management?action=save",
      "GET /rest/v1.2/admin/asyncstatus",
      "POST /rest/v1.2/configuration/management?action=activate",
      "GET /rest/v1.2/admin/asyncstatus",
      "POST /rest/v1.2/configuration/unlock",
    ]);
    expect(requests.length).toBeGreaterThan(9);
  });

  test("stops at a failed step, prints the reason and releases the lock", async (context) => {
    for (const [program = "", ...args] of programs) requireProgram(context, program, ...args);
    const { device, logged } = await start(context);
    device.device.edit({ fault: "No route to 192.0.2.77." });
    expect(await runAgainst(script, device, context)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "verify: No route to 192.0.2.77.\n",
    });
    expect(device.device.configurationVersions()).toEqual({ currentVersion: 1, runningVersion: 1 });
    expect(logged.map(requestIn).at(-1)).toBe("POST /rest/v1.2/configuration/unlock");
    device.device.lock("ACLI");
  });
});
