import { expect, test } from "vitest";
import type { Size } from "./compare.ts";
import { judge } from "./judge.ts";

const change = (size: Size) => ({ size, place: "v1.2/openapi/schemas/Links", what: "was added" });

test.for<[changes: Size[], changeset: Size, passes: boolean]>([
  [[], "none", true],
  [["patch"], "none", false],
  [["patch"], "patch", true],
  [["patch"], "major", true],
  [["patch", "minor"], "patch", false],
  [["patch", "minor"], "minor", true],
  [["minor", "major", "patch"], "minor", false],
  [["minor", "major", "patch"], "major", true],
])("changes %j with the largest changeset %s: passes is %j", ([changes, changeset, passes]) => {
  expect(judge(changes.map(change), changeset, "1.0.0").passes).toBe(passes);
});

test("a refusal lists the changes, largest first, and the command to run", () => {
  expect(judge([change("patch"), change("major")], "minor", "1.0.0").text).toBe(
    [
      "A major change of spec/ since 1.0.0:",
      "major  v1.2/openapi/schemas/Links: was added",
      "patch  v1.2/openapi/schemas/Links: was added",
      "The largest new changeset of @asyncstatus/spec is minor.",
      "Add one that is major: npx -y pnpm@12 changeset",
    ].join("\n"),
  );
});
