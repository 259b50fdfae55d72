import { expect, test } from "vitest";
import { distTagOf, needsProvenance } from "./publish.ts";

test.for([
  ["1.0.0", "latest"],
  ["1.0.0-next.0", "next"],
  ["1.0.0-beta.3", "beta"],
])("%s is published as %s", ([version = "", tag]) => {
  expect(distTagOf(version)).toBe(tag);
});

test("refuses a pre-release without a name", () => {
  expect(() => distTagOf("1.0.0-0")).toThrow("has no name");
});

const registry = "https://registry.example.com/";

test.for(["http://127.0.0.1:4873/", "http://localhost:4873/", "http://[::1]:4873/"])(
  "%s needs no provenance",
  (local) => {
    expect(needsProvenance(local, {})).toBe(false);
  },
);

test("other registries need provenance", () => {
  const workflow = { GITHUB_ACTIONS: "true", ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com" };
  expect(needsProvenance(registry, workflow)).toBe(true);
});

test.for<[string, NodeJS.ProcessEnv, string]>([
  [registry, {}, "Only the release workflow"],
  [registry, { GITHUB_ACTIONS: "true" }, "id-token: write"],
  ["http://127.0.0.1.example.com/", {}, "Only the release workflow"],
])("refuses to publish to %s with the environment %j", ([url, environment, reason]) => {
  expect(() => needsProvenance(url, environment)).toThrow(reason);
});
