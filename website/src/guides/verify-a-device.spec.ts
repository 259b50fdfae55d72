import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type StartDeviceOptions, type StartedDevice, startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { readGuide } from "./guide.ts";
import { createWorkplace, type Environment } from "./workplace.ts";

const guide = readGuide("verify-a-device");
const verify = guide.next("sh");
const output = guide.next("text");
const more = guide.next("sh");
const edits = guide.next("sh");
const nightly = parse(guide.file(".github/workflows/verify-device.yaml"));
const ownTest = guide.file("device.spec.ts");

async function serve(options: StartDeviceOptions = {}): Promise<StartedDevice> {
  const device = await startDevice({
    durations: { verify: 20, save: 20, activate: 20 },
    ...options,
  });
  onTestFinished(() => device.close());
  return device;
}

const settingsOf = (device: StartedDevice): Environment => ({
  SBC_URL: device.url,
  SBC_USER: device.user,
  SBC_PASSWORD: device.password,
  SBC_FINGERPRINT: device.fingerprint256,
});

const wrongType: StartDeviceOptions = {
  faults: [{ on: "getSystemStatus", fault: "wrongType", contentType: "text/html" }],
};

test.each<[number, string, StartDeviceOptions, Environment]>([
  [0, "a device as specified", {}, {}],
  [1, "a device that fails", wrongType, {}],
  [2, "an invalid URL", {}, { SBC_URL: "not a host" }],
  [4, "a wrong password", {}, { SBC_PASSWORD: "wrong" }],
  [6, "another certificate", {}, { SBC_FINGERPRINT: "00:".repeat(31).concat("00") }],
])(
  "exits with %i for %s",
  async (code, _, options, env) => {
    const place = createWorkplace();
    const ran = await place.run(verify, { ...settingsOf(await serve(options)), ...env });
    expect(ran.code).toBe(code);
    if (code !== 0) return;
    expect(ran.stdout.trim().endsWith(output.trim())).toBe(true);
    expect(readFileSync(join(place.folder, "report.xml"), "utf8")).toContain('failures="0"');
  },
  20_000,
);

test("the optional checks run, and release the lock", async () => {
  const device = await serve();
  const place = createWorkplace();
  const ran = await place.run(more, settingsOf(device));
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(" 0 failed") });
  expect(() => device.device.lock("ACLI")).not.toThrow();
  const transcript = readFileSync(join(place.folder, "transcript.json"), "utf8");
  expect(transcript).toContain("asyncstatus");
  expect(transcript).not.toContain(device.password);
}, 20_000);

test("the test element is added and deleted", async () => {
  const device = await serve();
  const type = { type: "session-agent" };
  const before = device.device.findElements(type);
  const ran = await createWorkplace().run(edits, settingsOf(device));
  expect(ran).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("The added element can be deleted."),
  });
  expect(device.device.findElements(type)).toEqual(before);
}, 20_000);

test("the nightly job runs the same command with the same settings", async () => {
  const { env, steps } = nightly.jobs.verify;
  expect(steps[1].run.replaceAll(/\s+/g, " ")).toBe(verify.replaceAll(/\s+/g, " "));
  expect(Object.keys(env).sort()).toEqual(Object.keys(settingsOf(await serve())).sort());
  const ran = await createWorkplace().run(steps[1].run, settingsOf(await serve()));
  expect(ran.code).toBe(0);
}, 20_000);

test("the table has the exit codes of the command", async () => {
  const { stdout } = await createWorkplace().run("npx @asyncstatus/contract --help");
  const [, codes = ""] = stdout.split("Exit codes\n");
  const found = [...codes.matchAll(/(?<= )(\d+) {2}(.*?)(?= {2,}|$)/gm)].map(
    ([, code, meaning]) => [code, meaning],
  );
  const rows = guide.rows("Exit codes").map(([code, meaning]) => [code, meaning]);
  expect(rows).toEqual(found.sort(([one], [other]) => Number(one) - Number(other)));
});

test("the custom test passes, and fails if the device fails", async () => {
  const place = createWorkplace();
  place.write("device.spec.ts", ownTest);
  expect(await place.run("npx vitest run", settingsOf(await serve()))).toMatchObject({ code: 0 });
  const failing = settingsOf(await serve(wrongType));
  expect(await place.run("npx vitest run", failing)).toMatchObject({ code: 1 });
}, 30_000);

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
