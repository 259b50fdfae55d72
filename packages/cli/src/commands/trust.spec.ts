import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../exit-codes.ts";
import { createServedWorld, type ServedWorld } from "../testing/served-world.ts";

const other = Array(32).fill("AB").join(":");

const pinFile = ({ home }: ServedWorld) =>
  join(home, ".config", "asyncstatus", "known_certificates");

function pinned(world: ServedWorld, ...argv: string[]) {
  const { fingerprint256 } = world.device;
  return world.run("trust", world.host, "--fingerprint", fingerprint256, "--yes", ...argv);
}

test("a certificate that nobody vouches for is refused before anything is sent, with what to do", async () => {
  const world = await createServedWorld();
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain(
    `no authority vouches for the certificate of ${world.host} (DEPTH_ZERO_SELF_SIGNED_CERT); nothing was sent to it`,
  );
  expect(stderr).toContain(`To see the certificate and pin it: asyncstatus trust ${world.host}`);
  expect(code).toBe(exitCodes.unreachable.code);
  expect(world.log).toEqual([]);
});

test("trust shows the certificate, asks, and pins it; what is pinned is trusted from then on", async () => {
  const world = await createServedWorld({ terminal: {} });
  world.terminal.typed = "y\n";
  const { code, stdout, stderr } = await world.run("trust", world.host);
  expect(code).toBe(0);
  expect(stderr).toContain("subject      CN=");
  expect(stderr).toContain("issuer       itself (self-signed)");
  expect(stderr.replace(/\s/g, "")).toContain(world.device.fingerprint256);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    `from now on, ${world.host} has to show this certificate`,
  );
  expect(readFileSync(pinFile(world), "utf8")).toMatch(
    new RegExp(`^${world.host} ${world.device.fingerprint256} \\d{4}-\\d{2}-\\d{2}\\n$`),
  );
  expect(statSync(pinFile(world)).mode & 0o777).toBe(0o600);
  // Not a single request, let alone a password.
  expect(world.log).toEqual([]);
  expect((await world.run("status")).code).toBe(0);
});

test.each(["n\n", "\n", ""])("whoever answers %j pins nothing", async (typed) => {
  const world = await createServedWorld({ terminal: {} });
  world.terminal.typed = typed;
  const { code } = await world.run("trust", world.host);
  expect(code).toBe(exitCodes.interrupted.code);
  expect(() => readFileSync(pinFile(world))).toThrow("ENOENT");
});

test("a script pins with --fingerprint and --yes, and not with --yes alone", async () => {
  const world = await createServedWorld();
  expect((await world.run("trust", world.host)).code).toBe(exitCodes.usage.code);
  expect((await world.run("trust", world.host, "--yes")).code).toBe(exitCodes.usage.code);
  expect((await pinned(world)).code).toBe(0);
  expect((await pinned(world)).stdout).toContain("nothing has changed");
});

test("another certificate than the one whose fingerprint was given is not pinned", async () => {
  const world = await createServedWorld();
  const { code, stderr } = await world.run("trust", world.host, "--fingerprint", other, "--yes");
  expect(stderr).toContain("THIS IS NOT THE CERTIFICATE");
  expect(code).toBe(exitCodes.unreachable.code);
  expect(() => readFileSync(pinFile(world))).toThrow("ENOENT");
});

test("a certificate that has changed is refused loudly, by every command, and nothing is sent", async () => {
  const world = await createServedWorld();
  await pinned(world);
  writeFileSync(pinFile(world), `${world.host} ${other} 2020-01-01\n`);
  const { code, stderr } = await world.run("status", "--quiet");
  expect(stderr).toContain(`THE CERTIFICATE OF ${world.host} HAS CHANGED. Nothing was sent to it.`);
  expect(stderr).toContain(`pinned 2020-01-01  ${other}`);
  expect(stderr).toContain(world.device.fingerprint256);
  expect(stderr).toContain(`asyncstatus trust ${world.host} --replace`);
  expect(code).toBe(exitCodes.unreachable.code);
  expect(world.log).toEqual([]);

  expect((await pinned(world)).code).toBe(exitCodes.unreachable.code);
  expect((await pinned(world, "--replace")).code).toBe(0);
  expect((await world.run("status")).code).toBe(0);
});

test("what is pinned can be forgotten", async () => {
  const world = await createServedWorld();
  await pinned(world);
  expect((await world.run("trust", world.host, "--remove")).stdout).toBe("no longer pinned\n");
  expect((await world.run("status")).code).toBe(exitCodes.unreachable.code);
  expect((await world.run("trust", world.host, "--remove")).stdout).toBe("was not pinned\n");
});

test("a file of pins that cannot be read is refused with the line", async () => {
  const world = await createServedWorld();
  await pinned(world);
  writeFileSync(pinFile(world), `# mine\n\n${world.host} AB:CD 2020-01-01\n`);
  const { code, stderr } = await world.run("status");
  expect(stderr).toContain("known_certificates:3: expected a host, a fingerprint and a day");
  expect(code).toBe(exitCodes.usage.code);
});

test.each([
  {
    by: "a fingerprint",
    flags: ({ device }: ServedWorld) => ["--fingerprint", device.fingerprint256],
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
])("a device is trusted by $by", async ({ flags }) => {
  const world = await createServedWorld();
  expect((await world.run("status", ...flags(world))).code).toBe(0);
});

test("trust of a host where nobody is ends with 6", async () => {
  const world = await createServedWorld();
  await world.device.close();
  const { code, stderr } = await world.run("trust", world.host);
  expect(stderr).toContain("ECONNREFUSED");
  expect(code).toBe(exitCodes.unreachable.code);
});
