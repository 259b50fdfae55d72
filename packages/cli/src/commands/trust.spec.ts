import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createServedWorld, type ServedWorld } from "../testing/served-world.ts";

const other = Array(32).fill("AB").join(":");

const pinFile = ({ home }: ServedWorld) =>
  join(home, ".config", "asyncstatus", "known_certificates");

function pinned(world: ServedWorld, ...argv: string[]) {
  const { fingerprint256 } = world.device;
  return world.run("trust", world.host, "--fingerprint", fingerprint256, "--yes", ...argv);
}

test("rejects an untrusted certificate before anything is sent and prints the next step", async () => {
  const world = await createServedWorld();
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain(
    `the certificate of ${world.host} isn't trusted (self-signed); nothing was sent`,
  );
  expect(stderr).toContain(
    `To compare and pin the certificate, run: asyncstatus trust ${world.host}`,
  );
  expect(code).toBe(exitCodes.unreachable.code);
  expect(world.log).toEqual([]);
});

test("trust shows the certificate, asks, and pins it", async () => {
  const world = await createServedWorld({ terminal: {} });
  world.terminal.typed = "y\n";
  const { code, stdout, stderr } = await world.run("trust", world.host);
  expect(code).toBe(0);
  expect(stderr).toContain("subject   CN=");
  expect(stderr).toContain("issuer    itself (self-signed)");
  expect(stderr.replace(/\s/g, "")).toContain(world.device.fingerprint256);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    `from now on, ${world.host} must present this certificate`,
  );
  expect(readFileSync(pinFile(world), "utf8")).toMatch(
    new RegExp(`^${world.host} ${world.device.fingerprint256} \\d{4}-\\d{2}-\\d{2}\\n$`),
  );
  expect(statSync(pinFile(world)).mode & 0o777).toBe(0o600);
  // Not a single request, let alone a password.
  expect(world.log).toEqual([]);
  expect((await world.run("status")).code).toBe(0);
});

test.each(["n\n", "\n", ""])("the answer %j pins nothing", async (typed) => {
  const world = await createServedWorld({ terminal: {} });
  world.terminal.typed = typed;
  const { code } = await world.run("trust", world.host);
  expect(code).toBe(exitCodes.interrupted.code);
  expect(() => readFileSync(pinFile(world))).toThrow("ENOENT");
});

test("--yes pins only with --fingerprint", async () => {
  const world = await createServedWorld();
  expect((await world.run("trust", world.host)).code).toBe(exitCodes.usage.code);
  expect((await world.run("trust", world.host, "--yes")).code).toBe(exitCodes.usage.code);
  expect((await pinned(world)).code).toBe(0);
  expect((await pinned(world)).stdout).toContain("already pinned");
});

test("doesn't pin a certificate with another fingerprint", async () => {
  const world = await createServedWorld();
  const { code, stderr } = await world.run("trust", world.host, "--fingerprint", other, "--yes");
  expect(stderr).toContain("THE CERTIFICATE DOESN'T MATCH");
  expect(code).toBe(exitCodes.unreachable.code);
  expect(() => readFileSync(pinFile(world))).toThrow("ENOENT");
});

test("every command rejects a changed certificate and sends nothing", async () => {
  const world = await createServedWorld();
  await pinned(world);
  writeFileSync(pinFile(world), `${world.host} ${other} 2020-01-01\n`);
  const { code, stderr } = await world.run("status", "--quiet");
  expect(stderr).toContain(`THE CERTIFICATE OF ${world.host} HAS CHANGED. Nothing was sent.`);
  expect(stderr).toContain(`pinned 2020-01-01  ${other}`);
  expect(stderr).toContain(world.device.fingerprint256);
  expect(stderr).toContain(`asyncstatus trust ${world.host} --replace`);
  expect(code).toBe(exitCodes.unreachable.code);
  expect(world.log).toEqual([]);

  expect((await pinned(world)).code).toBe(exitCodes.unreachable.code);
  expect((await pinned(world, "--replace")).code).toBe(0);
  expect((await world.run("status")).code).toBe(0);
});

test("pins the next certificate beside the current one, and then it alone", async () => {
  const world = await createServedWorld();
  await world.run("trust", world.host, "--add", "--fingerprint", other);
  const next = world.device.fingerprint256.replaceAll(":", "").toLowerCase();
  const added = await world.run("trust", world.host, "--add", "--fingerprint", next);
  expect(added.stdout).toContain(`run: asyncstatus trust ${world.host} --replace`);
  expect(world.log).toEqual([]);
  expect((await world.run("status")).code).toBe(0);
  expect((await world.run("doctor")).stdout).toMatch(/certificate +pinned on 2/);

  expect((await pinned(world)).stdout).toContain("already pinned");
  expect((await pinned(world, "--replace")).code).toBe(0);
  expect(readFileSync(pinFile(world), "utf8")).toMatch(
    new RegExp(`^${world.host} ${world.device.fingerprint256} \\d{4}-\\d{2}-\\d{2}\\n$`),
  );
});

test("rejects a certificate that is none of the pinned ones, and names all", async () => {
  const world = await createServedWorld();
  const pins = [other, other.replaceAll("AB", "CD")];
  for (const pin of pins) await world.run("trust", world.host, "--add", "--fingerprint", pin);
  const { stderr } = await world.run("status");
  const { stdout } = await world.run("doctor");
  for (const pin of pins) {
    expect(stderr).toContain(pin);
    expect(stdout.replace(/\s+/g, " ")).toContain(pin);
  }
  expect(world.log).toEqual([]);
  expect((await pinned(world)).stderr.replace(/\s+/g, " ")).toContain("HAS CHANGED");
});

test.each([[], ["--fingerprint", "AB:CD"]])(
  "--add requires a whole fingerprint",
  async (...argv) => {
    const world = await createServedWorld();
    const { code, stderr } = await world.run("trust", world.host, "--add", ...argv);
    expect(stderr).toContain("--add requires --fingerprint");
    expect(code).toBe(exitCodes.usage.code);
  },
);

test("removes a pin", async () => {
  const world = await createServedWorld();
  await pinned(world);
  expect((await world.run("trust", world.host, "--remove")).stdout).toBe("the pin is removed\n");
  expect((await world.run("status")).code).toBe(exitCodes.unreachable.code);
  expect((await world.run("trust", world.host, "--remove")).stdout).toBe("was not pinned\n");
});

test("reports the line of a damaged pin", async () => {
  const world = await createServedWorld();
  await pinned(world);
  writeFileSync(pinFile(world), `# mine\n\n${world.host} AB:CD 2020-01-01\n`);
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("known_certificates:3: expected a host, a fingerprint and a date");
  expect(code).toBe(exitCodes.usage.code);
});

test.each([
  {
    by: "a fingerprint",
    flags: ({ device }: ServedWorld) => ["--fingerprint", device.fingerprint256],
  },
  {
    by: "one of several fingerprints",
    flags: ({ device }: ServedWorld) => [
      "--fingerprint",
      other,
      "--fingerprint",
      device.fingerprint256,
    ],
  },
  {
    by: "a file of certificates",
    flags: ({ device, home }: ServedWorld) => {
      const file = join(home, "ca.pem");
      writeFileSync(file, device.certificatePem);
      return ["--ca", file];
    },
  },
  { by: "nothing", flags: () => ["--insecure"] },
])("trusts a device by $by", async ({ flags }) => {
  const world = await createServedWorld();
  expect((await world.run("status", ...flags(world))).code).toBe(0);
});

test("trust exits with 6 if the host is unreachable", async () => {
  const world = await createServedWorld();
  await world.device.close();
  const { code, stderr } = await world.run("trust", world.host);
  expect(stderr).toContain(`Error: connection refused: ${world.host}\n`);
  expect(stderr).toContain(`run: asyncstatus doctor --host ${world.host}\n`);
  expect(code).toBe(exitCodes.unreachable.code);
});
