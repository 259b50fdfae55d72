import { expect, test } from "vitest";
import { isNcName } from "./xml-name.ts";

test.for(["a", "_", "a-.1", "größe", "漢", "𐀀", "__proto__", "xml"])("%j is an NCName", (name) => {
  expect(isNcName(name)).toBe(true);
});

test.for([
  "",
  "1",
  "-a",
  ".a",
  "a b",
  "a:b",
  ":a",
  "a/",
  "a\n",
  "<a",
  "×",
  "\uD800",
  "a\uFEFF",
  "a\u1680",
])("%j is not an NCName", (name) => {
  expect(isNcName(name)).toBe(false);
});
