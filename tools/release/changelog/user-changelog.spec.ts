import { expect, test } from "vitest";
import userChangelog from "./user-changelog.ts";

test("a changelog says what is new, in the words of the changeset", () => {
  const summary = "A wait can be resumed.\n\nAnother process takes it up.\n";
  expect(userChangelog.getReleaseLine({ summary })).toBe(
    "- A wait can be resumed.\n\n  Another process takes it up.",
  );
});

test("a changelog says which versions go together", () => {
  const updated = [
    { name: "@asyncstatus/model", newVersion: "0.2.0" },
    { name: "@asyncstatus/client", newVersion: "0.2.0" },
  ];
  expect(userChangelog.getDependencyReleaseLine([], updated)).toBe(
    "- Goes with `@asyncstatus/model` 0.2.0, `@asyncstatus/client` 0.2.0.",
  );
  expect(userChangelog.getDependencyReleaseLine([], [])).toBe("");
});
