import { expect, test } from "vitest";
import { figuresIn, formOf, withFigures } from "./readme-figures.ts";

test("replaces what is between the markers and nothing else", () => {
  const text = "before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n";
  const want = "before\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\nafter\n";
  expect(withFigures(text, "new")).toBe(want);
  expect(withFigures(want, "new")).toBe(want);
});

test.each([{ given: "" }, { given: "<!-- /figures -->\n<!-- figures -->\n" }])(
  "refuses a text without markers: $given",
  ({ given }) => {
    expect(() => withFigures(given, "new")).toThrow("Expected the lines");
  },
);

test("finds figures by benchmark", () => {
  const text = withFigures(
    "<!-- figures -->\n<!-- /figures -->\n",
    "Node.js\n\n### a\n\n| 1 |\n| 2 |\n\n### b\n\n| 3 |",
  );
  expect([...figuresIn(text)]).toEqual([
    ["a", "| 1 |\n| 2 |"],
    ["b", "| 3 |"],
  ]);
});

test("the form of a table depends on labels, units and bounds, not on the values", () => {
  const row = "| CPU, 1,000 devices | 1.06× (0.92 to 1.76) | median at most 1.30× | yes |";
  const form = formOf(row);
  expect(formOf("| CPU, 3 devices | 20 × | median at most 1.30× | **NO** |")).not.toEqual(form);
  expect(formOf("| CPU, 3 devices | 20× | median at most 1.30× | **NO** |")).toEqual(form);
  expect(formOf(row.replace("CPU", "heap"))).not.toEqual(form);
  expect(formOf(row.replace("76×", "76 µs"))).toEqual(form);
  expect(formOf(row.replace("1.06×", "1.06 µs"))).not.toEqual(form);
  expect(formOf(row.replace("1.30", "1.40"))).not.toEqual(form);
});
