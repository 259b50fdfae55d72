import { type RestVersion, restVersions } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { VersionError } from "../errors/version-error.ts";
import { requireVersion } from "./require-version.ts";

const backup = { action: "backup", backupSource: "saved", filename: "a" };

test.for(restVersions)("%s has activate, without parameters that are not given", (version) => {
  const query = { action: "activate", filename: undefined };
  expect(() => requireVersion(version, "activateOrBackUp", query)).not.toThrow();
});

test.for<RestVersion>(["v1.1", "v1.2"])("%s has backup", (version) => {
  expect(() => requireVersion(version, "activateOrBackUp", backup)).not.toThrow();
});

test.for([
  { query: backup, missing: "action=backup" },
  { query: { filename: "a" }, missing: "filename" },
])("v1.0 has no $missing, and the error lists the versions that have it", ({ query, missing }) => {
  let error: unknown;
  try {
    requireVersion("v1.0", "activateOrBackUp", query);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(VersionError);
  expect(error).toMatchObject({
    code: "not-in-version",
    operationId: "activateOrBackUp",
    missing,
    version: "v1.0",
    versions: ["v1.2", "v1.1"],
    message:
      `REST API v1.0 does not support ${missing}. Nothing was sent. If the device supports v1.2 or v1.1, ` +
      "connect with that version; supportedVersions() lists the versions.",
  });
});

test("leaves a request that no version has to the device", () => {
  expect(() => requireVersion("v1.0", "activateOrBackUp", { action: "purge" })).not.toThrow();
});
