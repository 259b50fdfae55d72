import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishedPackages } from "../published-packages.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { distTagOf } from "./dist-tag.ts";
import { nameRepository } from "./name-repository.ts";
import { pendingChangesets } from "./pending-changesets.ts";
import { provenanceOf } from "./provenance.ts";

test.each([
  { version: "1.0.0", want: "latest" },
  { version: "1.0.0-next.0", want: "next" },
  { version: "1.0.0-beta.3", want: "beta" },
])("$version is published as $want", ({ version, want }) => {
  expect(distTagOf(version)).toBe(want);
});

test("a pre-release without a name is not published, since it would be somebody's latest", () => {
  expect(() => distTagOf("1.0.0-0")).toThrow("a pre-release without a name");
});

const registry = "https://registry.example.com/";
const workflow = { GITHUB_ACTIONS: "true", ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com" };

test.each(["http://127.0.0.1:4873/", "http://localhost:4873/", "http://[::1]:4873/"])(
  "%s needs no proof",
  (local) => {
    expect(provenanceOf(local, {})).toBe("none");
  },
);

test("what goes to others goes with provenance", () => {
  expect(provenanceOf(registry, workflow)).toBe("given");
});

test.each([
  { who: "a computer of somebody", environment: {}, want: /the workflow's affair/ },
  { who: "a job that may not", environment: { GITHUB_ACTIONS: "true" }, want: /id-token: write/ },
  {
    who: "a host that sounds near",
    environment: {},
    url: "http://127.0.0.1.example.com/",
    want: /affair/,
  },
])("$who publishes nothing to others", ({ environment, want, url = registry }) => {
  expect(() => provenanceOf(url, environment)).toThrow(want);
});

test("a changeset that no version has taken up is pending; in pre-releases, those taken are kept", async () => {
  const root = scratchFolder();
  mkdirSync(join(root, ".changeset"));
  const write = (name: string, text: string) => writeFileSync(join(root, ".changeset", name), text);
  write("README.md", "");
  write("old.md", "");
  write("new.md", "");
  expect((await pendingChangesets(root)).toSorted()).toEqual(["new.md", "old.md"]);
  write("pre.json", JSON.stringify({ changesets: ["old"] }));
  expect(await pendingChangesets(root)).toEqual(["new.md"]);
});

test("the workflow's repository is named in each package.json, and nobody else's is", async () => {
  const root = scratchFolder();
  for (const { folder } of publishedPackages) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "package.json"), '{ "name": "x" }');
  }
  const manifest = () => JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
  expect(await nameRepository(root, {})).toBeUndefined();
  expect(manifest()).toEqual({ name: "x" });
  const environment = { GITHUB_SERVER_URL: "https://example.com", GITHUB_REPOSITORY: "a/b" };
  await nameRepository(root, environment);
  const url = "git+https://example.com/a/b.git";
  expect(manifest().repository).toEqual({ type: "git", url, directory: "packages/cli" });
});
