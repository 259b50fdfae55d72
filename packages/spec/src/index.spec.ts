import { restVersions as versionsOfModel } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { restVersions, specFile } from "./index.ts";

test("has the REST versions of the model", () => {
  expect(restVersions).toEqual(versionsOfModel);
});

test("a file is in the folder of its version", () => {
  expect(specFile("v1.1", "xsd/async-status.xsd").pathname).toMatch(
    /\/dist\/v1\.1\/xsd\/async-status\.xsd$/,
  );
});
