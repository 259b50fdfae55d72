import type { RestVersion } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { servedVersions } from "./served-versions.ts";

test.each<{ versions: RestVersion[]; want: RestVersion[] }>([
  { versions: ["v1.0", "v1.1", "v1.2"], want: ["v1.2", "v1.1", "v1.0"] },
  { versions: ["v1.0", "v1.1", "v1.0"], want: ["v1.1", "v1.0"] },
  { versions: ["v1.0"], want: ["v1.0"] },
])("sorts $versions as $want", ({ versions, want }) => {
  expect(servedVersions(versions)).toEqual(want);
});

test.each([{ versions: [] }, { versions: ["v1.2", "v9.9"] }, { versions: ["v9.9"] }])(
  "refuses $versions",
  ({ versions }) => {
    expect(() => servedVersions(versions as RestVersion[])).toThrow(
      `Expected versions among v1.2, v1.1, v1.0, got '${versions.join(", ")}'.`,
    );
  },
);
