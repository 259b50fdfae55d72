import { expect, test } from "vitest";
import { FakeTerminal } from "../testing/fake-terminal.ts";
import { fitLine, terminalStyle, wrap } from "./terminal-style.ts";

const style = terminalStyle({ LANG: "en_US.UTF-8" }, new FakeTerminal().stdout);

test.each([
  [["abc"], 3, "abc"],
  [["abcd"], 3, "ab…"],
  [["ab", "cd"], 3, "ab…"],
  [["abc", "d"], 3, "ab…"],
  [["ab", "c"], 3, "abc"],
  [["😀😀😀😀"], 3, "😀😀…"],
])("%j fits %d columns as %j", (texts, width, want) => {
  expect(
    fitLine(
      texts.map((text) => [text]),
      width,
      style,
    ),
  ).toBe(want);
});

test.each([
  ["one two three", 7, ["> one", "  two", "  three"]],
  ["one two three", 9, ["> one two", "  three"]],
  ["unbreakable", 5, ["> unbreakable"]],
])("wraps %j to %d columns", (text, width, want) => {
  expect(wrap(text, width, ["> ", "  "])).toEqual(want);
});
