import { expect, test } from "vitest";
import { entryOf, releaseNotes } from "./notes.ts";

const changelog = (extra = "") => `# a

## 0.2.0

### Minor Changes

- A wait can be resumed.

  By another process.
${extra}
### Patch Changes

- Updated dependencies
  - b@0.2.0

## 0.1.0

- First.
`;

test("an entry is that of its version only", () => {
  expect(entryOf(changelog(), "0.1.0")).toBe("- First.");
  expect(entryOf(changelog(), "0.2.0")).toMatch(/^### Minor Changes/);
  expect(entryOf(changelog(), "0.2")).toBe("");
});

test("the notes list a change of several packages once", () => {
  const changelogs = new Map([
    ["a", changelog()],
    ["b", changelog("- And more.\n")],
  ]);
  expect(releaseNotes(changelogs, "0.2.0")).toBe(
    "- A wait can be resumed.\n\n  By another process.\n  (`a`, `b`)\n- And more.\n  (`b`)\n",
  );
});
