import { expect, test } from "vitest";
import { entryOf, releaseNotes } from "./release-notes.ts";

const changelog = (extra = "") => `# a

## 0.2.0

### Minor Changes

- A wait can be resumed.

  By another process.
${extra}
### Patch Changes

- Goes with \`b\` 0.2.0.

## 0.1.0

- First.
`;

test("an entry of a changelog is that of its version alone", () => {
  expect(entryOf(changelog(), "0.1.0")).toBe("- First.");
  expect(entryOf(changelog(), "0.2.0")).toMatch(/^### Minor Changes/);
  expect(entryOf(changelog(), "0.2")).toBe("");
});

test("the notes say once what several packages say, and of which", () => {
  const packages = [
    { name: "a", changelog: changelog() },
    { name: "b", changelog: changelog("- And more.\n") },
  ];
  expect(releaseNotes(packages, "0.2.0")).toBe(
    "- A wait can be resumed.\n\n  By another process.\n  (`a`, `b`)\n- And more.\n  (`b`)\n",
  );
});
