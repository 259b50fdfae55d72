import { expect, test } from "vitest";
import { entriesOf } from "./entries-of.ts";

test("every entry that a package has is told of, by how it is imported", () => {
  expect(entriesOf(["client", "model"])).toMatchObject({
    "@asyncstatus/client": "client/src/index.ts",
    "@asyncstatus/client/opentelemetry": "client/src/opentelemetry.ts",
    "@asyncstatus/client/undici": "client/src/undici.ts",
    "@asyncstatus/model": "model/src/index.ts",
    "@asyncstatus/model/xsd": "model/src/xsd.ts",
  });
});
