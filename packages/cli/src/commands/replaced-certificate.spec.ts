import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createServedWorld } from "../testing/served-world.ts";

async function served() {
  const world = await createServedWorld({ scenario: "cert-replaced" });
  const { fingerprint256, renewedFingerprint256 = "" } = world.device;
  const running = () => world.device.device.configurationVersions().runningVersion;
  return { ...world, current: fingerprint256, renewed: renewedFingerprint256, running };
}

test("a commit that trusts both certificates sees its activate replace one by the other", async () => {
  const { run, current, renewed, running } = await served();
  const both = ["--fingerprint", current, "--fingerprint", renewed];
  const { code, stdout } = await run("commit", "--yes", ...both);
  expect(stdout).toContain("Succeeded: version 2 is now running (was 1)\n");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(running()).toBe(2);
  const old = await run("status", "--fingerprint", current);
  expect(old.code).toBe(exitCodes.unreachable.code);
  expect((await run("status", "--fingerprint", renewed)).code).toBe(exitCodes.succeeded.code);
});
