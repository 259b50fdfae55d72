import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { checkClock } from "../doctor/check-clock.ts";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createServedWorld } from "../testing/served-world.ts";

test("doctor reports each check that passes", async () => {
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
    says: ["not trusted (self-signed)", "pin it, run: asyncstatus trust 127.0.0.1:"],
  },
  {
    why: "the certificate doesn't match",
    argv: ["--fingerprint", "AB".repeat(32)],
    exit: exitCodes.unreachable,
    says: ["doesn't match --fingerprint"],
  },
  {
    why: "the certificate is not checked",
    argv: ["--insecure"],
    exit: exitCodes.unreachable,
    says: ["not checked (--insecure)"],
  },
])("doctor reports the problem and the fix: $why", async ({ argv, exit, says }) => {
  const world = await createServedWorld();
  const { code, stdout } = await world.run("doctor", ...argv);
  for (const text of says) expect(stdout).toContain(text);
  expect(code).toBe(exit.code);
  expect(world.log).toEqual([]);
});

test("doctor reports an unreachable device", async () => {
  const world = await createServedWorld();
  await world.device.close();
  const { code, stdout } = await world.run("doctor");
  expect(stdout).toContain("Check host name and port");
  expect(code).toBe(exitCodes.unreachable.code);
});

test("doctor reports a failed login", async () => {
  const world = await createServedWorld();
  const fingerprint = ["--fingerprint", world.device.fingerprint256];
  const { code, stdout } = await world.run("doctor", ...fingerprint, "--user", "nobody");
  expect(stdout).toContain("login failed: wrong user name or password");
  expect(code).toBe(exitCodes.refused.code);
});

test("doctor reports missing permissions", async () => {
  const otherUsers = [{ name: "guest", password: "p", administrator: false }];
  const world = await createServedWorld({ password: "p", otherUsers });
  const fingerprint = ["--fingerprint", world.device.fingerprint256];
  const { code, stdout } = await world.run("doctor", ...fingerprint, "--user", "guest");
  expect(stdout).toContain("the user isn't an administrator");
  expect(code).toBe(exitCodes.refused.code);
});

const now = new Date("2026-01-01T00:00:00Z");

test.each([
  { date: "Thu, 01 Jan 2026 00:00:30 GMT", ok: true, finding: "agrees" },
  { date: "Thu, 01 Jan 2026 01:00:00 GMT", ok: false, finding: "is 1 h ahead" },
  { date: "Wed, 31 Dec 2025 23:50:00 GMT", ok: false, finding: "is 10 min behind" },
  { date: undefined, ok: true, finding: "reports no time" },
  { date: "yesterday", ok: true, finding: "reports no time" },
])("clock check with the date $date: $finding", ({ date, ok, finding }) => {
  const check = checkClock(date, now);
  expect(check.ok).toBe(ok);
  expect(check.finding).toContain(finding);
});

/** A server that accepts connections and does what `onConnection` says. */
async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ["says nothing", () => {}],
  [
    "sends a byte now and then",
    (socket: Socket) => {
      // The begin of a TLS record, never complete.
      const bytes = [0x16, 3, 3, 0x40, 0, 2, 0, 0x3f, 0xfc];
      const timer = setInterval(() => socket.write(Buffer.of(bytes.shift() ?? 0)), 20);
      socket.on("close", () => clearInterval(timer));
    },
  ],
])("doctor ends within its time limit if the device %s", async (_, behave) => {
  const host = await listen(behave);
  const world = await createServedWorld();
  const since = performance.now();
  const { code, stdout } = await world.run("doctor", "--host", host, "--timeout", "300ms");
  expect(performance.now() - since).toBeLessThan(2_000);
  expect(stdout).toContain("reachable     not finished within 0.3 s");
  expect(code).toBe(exitCodes.unreachable.code);
});

test("doctor ends within its time limit if the device stops responding after the login", async () => {
  const world = await createServedWorld({
    faults: [{ fault: "hang", on: "getSupportedVersions" }],
  });
  const since = performance.now();
  const fingerprint = ["--fingerprint", world.device.fingerprint256];
  const { code, stdout } = await world.run("doctor", ...fingerprint, "--timeout", "1s");
  expect(performance.now() - since).toBeLessThan(4_000);
  expect(stdout).toContain("REST versions not finished within 1 s");
  expect(stdout).toContain("permissions   not finished within 1 s");
  expect(stdout).toContain("add: --timeout 2m");
  expect(code).toBe(exitCodes.unreachable.code);
});
