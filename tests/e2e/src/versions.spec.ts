import { restVersions } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

test.each(restVersions)("a commit with %s is proven", async (version) => {
  const { connect, device } = createWorld();
  device.edit();
  await using sbc = await connect({ version });
  const { outcome, steps } = await sbc.commit();
  expect(outcome).toBe("succeeded");
  for (const step of steps) expect(step).toMatchObject({ confidence: "proven" });
  expect(device.configurationVersions()).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test.each(restVersions)("an error of the device has the same messages with %s", async (version) => {
  for (const errorItems of ["wrapped", "bare"] as const) {
    const { connect } = createWorld({ assumptions: { errorItems } });
    await using sbc = await connect({ version });
    await expect(sbc.save()).rejects.toMatchObject({
      code: "locked",
      messages: [{ errorMessage: "User does not have the lock." }],
    });
  }
});
