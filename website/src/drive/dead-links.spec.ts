import { expect, test } from "vitest";
import { deadLinks } from "./dead-links.ts";

const origin = "http://127.0.0.1:1";
const exists = (file: string) => ["a.html", "b/index.html", "b/c.xml"].includes(file);

function found(link: string): string[] {
  const b = { page: "b/index.html", links: [], anchors: ["here", "ö"] };
  return deadLinks([{ page: "a.html", links: [link], anchors: ["top"] }, b], origin, exists);
}

test.for([
  `${origin}/a.html`,
  `${origin}/a.html#top`,
  `${origin}/b/#here`,
  `${origin}/b/?x=1#%C3%B6`,
  `${origin}/b/c.xml`,
  "https://example.com/#nowhere",
  "mailto:user@example.com",
])("accepts %s", (link) => {
  expect(found(link)).toEqual([]);
});

test.for([
  [`${origin}/gone.html`, "is missing"],
  [`${origin}/b/index.html#gone`, "has no anchor #gone"],
  [`${origin}/a.html#here`, "has no anchor #here"],
])("finds %s, which %s", ([link = "", why]) => {
  expect(found(link)).toEqual([expect.stringContaining(why ?? "")]);
});
