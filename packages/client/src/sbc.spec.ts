import { type RestVersion, restVersions } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { connect } from "./connect.ts";
import { OptionError } from "./errors/option-error.ts";
import { VersionError } from "./errors/version-error.ts";
import { virtualSbc } from "./testing/virtual-sbc.ts";

test.for(restVersions)("sends every request of %s under its path", async (version) => {
  const { sbc, device } = await virtualSbc({ version });
  expect(sbc.version).toBe(version);
  await sbc.lock();
  await sbc.activate();
  const paths = device.calls.map(({ url }) => url.pathname);
  expect(paths.filter((path) => !path.startsWith(`/rest/${version}/`))).toEqual([]);
  expect(paths).toContain(`/rest/${version}/configuration/management`);
});

test("refuses a backup in v1.0 before anything is sent", async () => {
  const { sbc, device } = await virtualSbc({ version: "v1.0" });
  const sent = device.calls.length;
  const backup = sbc.backup({ source: "saved", filename: "a" });
  await expect(backup).rejects.toThrow(VersionError);
  await expect(backup).rejects.toMatchObject({
    code: "not-in-version",
    versions: ["v1.2", "v1.1"],
  });
  expect(device.calls).toHaveLength(sent);
});

test("submits a backup since v1.1", async () => {
  for (const version of ["v1.1", "v1.2"] as const) {
    const { sbc, device } = await virtualSbc({ version });
    await sbc.backup({ source: "saved", filename: "a" });
    expect(device.ids("activateOrBackUp")).toHaveLength(1);
  }
});

test("refuses an unknown version", async () => {
  const connected = connect({
    host: "192.0.2.1",
    credentials: { user: "admin", password: "x" },
    version: "v9.9" as RestVersion,
  });
  await expect(connected).rejects.toThrow(OptionError);
  await expect(connected).rejects.toMatchObject({ option: "version" });
});
