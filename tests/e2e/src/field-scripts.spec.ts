// Scripts as somebody writes them who has the vendor's page and nothing else. They know nothing of the
// reference device, and run unchanged.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import { describe, expect, onTestFinished, test } from "vitest";
import { requireProgram } from "./require-program.ts";

const run = promisify(execFile);

/** A device on which each request is over after a look or two. */
async function start() {
  const told: string[] = [];
  const device = await startDevice({
    password: "a:b c$d canary-in-the-mine",
    durations: { verify: 500, save: 500, activate: 500 },
    log: (line) => told.push(line),
  });
  onTestFinished(() => device.close());
  return { device, told };
}

/** The request of a line of the log. */
function requestIn(line: string): string {
  const [, method, target] = /^\S+ (\S+) "(\S+)"/.exec(line) ?? [];
  return `${method} ${target}`;
}

async function runAgainst(script: string, device: StartedDevice) {
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

describe.each([
  {
    script: "activate.sh",
    programs: [
      ["bash", "--version"],
      ["curl", "--version"],
    ],
  },
  { script: "activate.py", programs: [["python3", "--version"]] },
])("$script", ({ script, programs }) => {
  test("makes a change take effect", { timeout: 30_000 }, async (context) => {
    for (const [program = "", ...args] of programs) requireProgram(context, program, ...args);
    const { device, told } = await start();
    device.device.edit();
    expect(await runAgainst(script, device)).toMatchObject({
      stdout: "verify: success\nsave: success\nactivate: success\n",
      stderr: "",
    });
    expect(device.device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
    const asked = told.map(requestIn);
    expect(asked.filter((one, i) => one !== asked[i - 1])).toEqual([
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
    expect(asked.length).toBeGreaterThan(9);
  });

  test("tells why a step failed, goes no further, and gives up the lock", async (context) => {
    for (const [program = "", ...args] of programs) requireProgram(context, program, ...args);
    const { device, told } = await start();
    device.device.edit({ fault: "No route to 192.0.2.77." });
    expect(await runAgainst(script, device)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "verify: No route to 192.0.2.77.\n",
    });
    expect(device.device.configurationVersions()).toEqual({ currentVersion: 1, runningVersion: 1 });
    expect(told.map(requestIn).at(-1)).toBe("POST /rest/v1.2/configuration/unlock");
    device.device.lock("ACLI");
  });
});
