import { expect, test } from "vitest";
import { findEntries } from "./find-entries.ts";

test("finds all entry points of a package", () => {
  expect(findEntries(["client", "model"])).toMatchObject({
    "@asyncstatus/client": "client/src/index.ts",
    "@asyncstatus/client/opentelemetry": "client/src/opentelemetry.ts",
    "@asyncstatus/client/undici": "client/src/undici.ts",
    "@asyncstatus/model": "model/src/index.ts",
    "@asyncstatus/model/xsd": "model/src/xsd.ts",
  });
});

test("leaves out entries that are not published", () => {
  expect(Object.keys(findEntries(["contract", "model"])).join()).not.toMatch(/testing|hostile/);
});
