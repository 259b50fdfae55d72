import { expect, test } from "vitest";
import { checkClock } from "../doctor/check-clock.ts";
import { exitCodes } from "../exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createServedWorld } from "../testing/served-world.ts";

test("where all is well, the doctor says so of each thing", async () => {
  const world = await createServedWorld();
  const fingerprint = ["--fingerprint", world.device.fingerprint256];
  const { code, stdout } = await world.run("doctor", ...fingerprint);
  await expect(stdout.replaceAll(world.host, "127.0.0.1:PORT")).toMatchFileSnapshot(
    "../../screens/doctor.txt",
  );
  expect(code).toBe(0);
  const { stdout: json } = await world.run("doctor", ...fingerprint, "--json");
  expect(schemaErrors(JSON.parse(json))).toEqual([]);
});

test.each([
  {
    why: "the certificate is not trusted",
    argv: [],
    exit: exitCodes.unreachable,
    says: ["no authority vouches for it", "pin it: asyncstatus trust 127.0.0.1:"],
  },
  {
    why: "the certificate is another one",
    argv: ["--fingerprint", "AB".repeat(32)],
    exit: exitCodes.unreachable,
    says: ["not the one of --fingerprint"],
  },
  {
    why: "the certificate is not checked",
    argv: ["--insecure"],
    exit: exitCodes.unreachable,
    says: ["not checked, by --insecure"],
  },
])("the doctor says what is wrong, and what mends it: $why", async ({ argv, exit, says }) => {
  const world = await createServedWorld();
  const { code, stdout } = await world.run("doctor", ...argv);
  for (const text of says) expect(stdout).toContain(text);
  expect(code).toBe(exit.code);
  expect(world.log).toEqual([]);
});

test("the doctor says that nobody is there", async () => {
  const world = await createServedWorld();
  await world.device.close();
  const { code, stdout } = await world.run("doctor");
  expect(stdout).toContain("See that name and port are right");
  expect(code).toBe(exitCodes.unreachable.code);
});

test("the doctor says that user or password are not accepted", async () => {
  const world = await createServedWorld();
  const fingerprint = ["--fingerprint", world.device.fingerprint256];
  const { code, stdout } = await world.run("doctor", ...fingerprint, "--user", "nobody");
  expect(stdout).toContain("the device does not accept this user with this password");
  expect(code).toBe(exitCodes.refused.code);
});

test("the doctor says that a user is no administrator", async () => {
  const otherUsers = [{ name: "guest", password: "p", administrator: false }];
  const world = await createServedWorld({ password: "p", otherUsers });
  const fingerprint = ["--fingerprint", world.device.fingerprint256];
  const { code, stdout } = await world.run("doctor", ...fingerprint, "--user", "guest");
  expect(stdout).toContain("it takes an administrator");
  expect(code).toBe(exitCodes.refused.code);
});

const now = new Date("2026-01-01T00:00:00Z");

test.each([
  { date: "Thu, 01 Jan 2026 00:00:30 GMT", ok: true, finding: "agrees" },
  { date: "Thu, 01 Jan 2026 01:00:00 GMT", ok: false, finding: "is 1:00:00 ahead" },
  { date: "Wed, 31 Dec 2025 23:50:00 GMT", ok: false, finding: "is 10:00 behind" },
  { date: undefined, ok: true, finding: "does not tell the time" },
  { date: "yesterday", ok: true, finding: "does not tell the time" },
])("a device whose clock says $date: $finding", ({ date, ok, finding }) => {
  const check = checkClock(date, now);
  expect(check.ok).toBe(ok);
  expect(check.finding).toContain(finding);
});
