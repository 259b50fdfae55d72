import { type StartedDevice, startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { readGuide } from "./guide.ts";
import { createWorkplace, type Environment } from "./workplace.ts";

const guide = readGuide("security");
const pinned = guide.file("pinned.ts");
const otherFingerprint = guide.next("text").trim();
const trust = guide.next("sh");
const passwordFile = guide.next("sh");
const passwordFileOutput = guide.next("text");
const verbose = guide.next("sh");
const verboseOutput = guide.next("text");

interface Served {
  readonly device: StartedDevice;
  readonly env: Environment;
  /** Requests to the device. */
  readonly log: readonly string[];
}

async function serve(): Promise<Served> {
  const log: string[] = [];
  const device = await startDevice({ log: (line) => log.push(line) });
  onTestFinished(() => device.close());
  const env = {
    SBC_HOST: device.url,
    SBC_PASSWORD: device.password,
    SBC_FINGERPRINT: device.fingerprint256,
  };
  return { device, env, log };
}

test("a client with a pinned certificate sends nothing to another device", async () => {
  const place = createWorkplace();
  place.write("pinned.ts", pinned);
  const { env } = await serve();
  expect(await place.run("node pinned.ts", env)).toMatchObject({ code: 0 });
  const other = await serve();
  const refused = await place.run("node pinned.ts", { ...env, SBC_HOST: other.device.url });
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain(otherFingerprint);
  expect(refused.output).not.toContain(other.device.password);
  expect(other.log).toEqual([]);
}, 20_000);

test("a script pins only the given fingerprint", async () => {
  const place = createWorkplace();
  const { env } = await serve();
  expect(await place.run(trust, env)).toMatchObject({ code: 0 });
  const wrong = { ...env, SBC_FINGERPRINT: "00:".repeat(31).concat("00") };
  expect(await place.run(trust, wrong)).toMatchObject({ code: 6 });
}, 20_000);

test("rejects a password file that other users can read, and prints no secret", async () => {
  const place = createWorkplace();
  const { env, device } = await serve();
  await place.run(trust, env);
  const ran = await place.run(passwordFile, env);
  expect(ran).toMatchObject({ code: 0, stdout: passwordFileOutput });
  const shown = await place.run(verbose, env);
  const lines = shown.stdout.trim().split("\n");
  expect(lines.map((line) => line.replace(/^\S+ ([<>]) +/, "$1  "))).toEqual(
    verboseOutput.trim().split("\n"),
  );
  expect(shown.output).not.toContain(device.password);
}, 20_000);

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
