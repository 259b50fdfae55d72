import { expect, test } from "vitest";
import { checkProse } from "./check-prose.ts";
import { extract } from "./extract.ts";

const check = async (file: string, source: string) =>
  (await checkProse(extract(file, source))).map(
    ({ line, text }) => `${line}: ${text.replace(/\s+/g, " ")}`,
  );

test("checks comments and messages of code, and no other code", async () => {
  const source = `import { told } from "./is told of.ts";
/**
 * What somebody
 * is told.
 */
const told = "nobody"; // mends
throw new Error(\`No slot for \${told} is
told\`);
test("It took\\u2028effect", () => "is told");
`;
  expect(await check("a.ts", source)).toEqual([
    "2: What",
    "3: somebody",
    "4: is told",
    "6: mends",
    "7: slot",
    "7: is told",
    "9: took effect",
    "9: is told",
  ]);
});

test.for([
  ["a.md", "---\nhero:\n  text: It mends\n---\n\nThe `nobody` of\nsomebody.\n\n```\nmend\n```\n"],
  ["a.yaml", "\n\ndescription: It mends\nb: |\n  1\n\n  somebody"],
  [
    "a.json",
    '{\n\n"description": "It mends",\n"somebody": 1,\n1:\n2,\n"description": "somebody"\n}',
  ],
  ["a.xsd", "<a/>\n\n<!-- It mends -->\n<somebody/>\n\n\n<!-- somebody -->"],
  ["a.vue", "<script>\n\n// mends\n</script>\n<a somebody='a'\n>\nIs somebody\n</a>"],
])("checks the prose of %s", async ([file = "", source = ""]) => {
  expect((await check(file, source)).toSorted()).toEqual(["3: mends", "7: somebody"]);
});
