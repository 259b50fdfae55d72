import { expect, test } from "vitest";
import { withFigures } from "./readme-figures.ts";

test("figures replace what is between the markers, and nothing else", () => {
  const text = "before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n";
  const want = "before\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\nafter\n";
  expect(withFigures(text, "new")).toBe(want);
  expect(withFigures(want, "new")).toBe(want);
});

test.each([{ given: "" }, { given: "<!-- /figures -->\n<!-- figures -->\n" }])(
  "a text without the markers is refused: $given",
  ({ given }) => {
    expect(() => withFigures(given, "new")).toThrow("Expected the lines");
  },
);
