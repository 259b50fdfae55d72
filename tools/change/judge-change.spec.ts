import { expect, test } from "vitest";
import type { Size } from "./change.ts";
import { sizeOfChangeset } from "./changesets.ts";
import { judgeChange } from "./judge-change.ts";

const change = (size: Size) => ({ size, place: "v1.2 Thing", what: "was changed" });
const changeset = (size: Size) => ({ file: ".changeset/a.md", size });

test.for<[needed: Size[], given: Size[], passes: boolean]>([
  [[], [], true],
  [["patch"], [], false],
  [["patch"], ["none"], false],
  [["patch"], ["patch"], true],
  [["patch"], ["major"], true],
  [["patch", "minor"], ["patch"], false],
  [["patch", "minor"], ["minor"], true],
  [["minor", "major", "patch"], ["minor", "patch"], false],
  [["minor", "major", "patch"], ["patch", "major"], true],
])("changes %j with changesets %j: passes is %j", ([needed, given, passes]) => {
  const verdict = judgeChange(needed.map(change), given.map(changeset), "the last release");
  expect(verdict.passes).toBe(passes);
});

test("what is refused says what changed, the largest first, and what to do", () => {
  const changes = [change("patch"), change("major")];
  expect(judgeChange(changes, [changeset("minor")], "the last release").text).toBe(
    [
      "The specification, compared with the last release, is a major change:",
      "major  v1.2 Thing: was changed",
      "patch  v1.2 Thing: was changed",
      "The largest is minor, and this needs one that is major. Run: npx -y pnpm@12 changeset",
    ].join("\n"),
  );
});

test.for<[text: string, size: Size]>([
  ['---\n"@asyncstatus/model": patch\n"@asyncstatus/client": minor\n---\n\nText.\n', "minor"],
  ['---\n"asyncstatus": major\n---\n', "major"],
  ["---\n---\n\nNothing to release.\n", "none"],
])("the changeset %j is %s", ([text, size]) => {
  expect(sizeOfChangeset("a.md", text)).toBe(size);
});

test.for(["Text.", '---\n"a": huge\n---\n'])("%j is no changeset", (text) => {
  expect(() => sizeOfChangeset(".changeset/a.md", text)).toThrow(".changeset/a.md");
});
