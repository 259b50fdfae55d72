import { expect, test } from "vitest";
import { decode } from "./decode.ts";
import { DecodeError } from "./decode-error.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const status = (data: string) =>
  decode("AsyncStatusResponse", bytes(`<response>${data}</response>`));
const ended =
  "<operationState><operation>save</operation><status>success</status></operationState>";

function refusal(read: () => unknown): DecodeError {
  try {
    read();
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
  throw new Error("Expected a DecodeError.");
}

test("a list is an array if its wrapper is empty, absent or repeated", () => {
  const links = (xml: string) =>
    decode("AcceptedResponse", bytes(`<response><data/>${xml}</response>`)).links;
  expect(links("")).toEqual([]);
  expect(links("<links/>")).toEqual([]);
  expect(links("<links><link>a</link></links>")).toEqual(["a"]);
  expect(links("<links><link>a</link></links><links><link>b</link></links>")).toEqual(["a", "b"]);
});

test("quotes a long name and a long number by their length only", () => {
  const long = "abcdefghij".repeat(7);
  const digits = "1234567890".repeat(7);
  const versions = (value: string) =>
    decode(
      "ConfigurationVersionsResponse",
      bytes(
        `<response><data><configVersions><currentVersion>${value}</currentVersion></configVersions></data></response>`,
      ),
    );
  for (const read of [
    () => decode("AcceptedResponse", bytes(`<${long}/>`)),
    () => versions(`<${long}/>`),
    () => versions(long),
    () => versions(digits),
  ]) {
    expect(refusal(read).message).toMatch(/70 characters/);
    expect(refusal(read).message).not.toMatch(/abcdefghij|1234567890/);
  }
});

test("keeps text to the character", () => {
  const message = (text: string) =>
    decode(
      "ErrorResponse",
      bytes(
        `<response><messages><message><errorMessage>${text}</errorMessage></message></messages></response>`,
      ),
    ).messages[0]?.errorMessage;
  for (const text of ["007", "1.10", "true", " spaced ", "null", "[]"])
    expect(message(text)).toBe(text);
  expect(message("a &lt; b &amp; c &#x41;<![CDATA[<d>]]>")).toBe("a < b & c A<d>");
});

test("ignores white space around enumeration values, as XSD does for tokens", () => {
  const { data } = status(
    "<data><operationState><operation>\n save </operation><status> success\n</status></operationState></data>",
  );
  expect(data.operationState).toEqual({ operation: "save", status: "success" });
});

test("keeps the unknown values of two properties", () => {
  const { data } = status(
    "<data><operationState><operation>purge</operation><status>Success</status></operationState></data>",
  );
  expect(data.operationState).toEqual({
    operation: "unknown",
    status: "unknown",
    raw: { operation: "purge", status: "Success" },
  });
});

test.for([
  ["an unknown element", `<data>${ended}<eta>5</eta></data>`, [{ name: "eta", text: "5" }]],
  [
    "an attribute of an element",
    `<data since="9">${ended}</data>`,
    [{ name: "@since", text: "9" }],
  ],
] as const)("keeps %s", ([, data, extra]) => {
  expect(status(data).data.extra).toEqual(extra);
});

test("keeps an attribute of a text element under extra", () => {
  const { data } = status(
    '<data><operationState><operation lang="en">save</operation><status>fail</status></operationState></data>',
  );
  expect(data.operationState?.operation).toBe("save");
  expect(data.operationState?.extra).toEqual([{ name: "operation", attributes: { lang: "en" } }]);
});

test("keeps elements in a list that are not items under extra", () => {
  const answer = decode(
    "AcceptedResponse",
    bytes("<response><data/><links><self>x</self><link>a</link></links></response>"),
  );
  expect(answer.links).toEqual(["a"]);
  expect(answer.extra).toEqual([{ name: "links", elements: [{ name: "self", text: "x" }] }]);
});

test.for([
  [
    "one element per item",
    "<message><errorMessage>a</errorMessage></message><message><link>b</link></message>",
  ],
  [
    "items under another name",
    "<item><errorMessage>a</errorMessage></item><item><link>b</link></item>",
  ],
  [
    "items one level deeper",
    "<items><item><errorMessage>a</errorMessage></item><item><link>b</link></item></items>",
  ],
] as const)("reads messages from %s", ([, xml]) => {
  const answer = decode("ErrorResponse", bytes(`<response><messages>${xml}</messages></response>`));
  expect(answer.messages).toEqual([{ errorMessage: "a" }, { link: "b" }]);
  expect(answer.extra).toBeUndefined();
});

test("a repeated name begins the next bare message", () => {
  const xml = "<errorMessage>a</errorMessage><link>b</link><errorMessage>c</errorMessage>";
  for (const body of [xml, `<list>${xml}</list>`]) {
    const answer = decode(
      "ErrorResponse",
      bytes(`<response><messages>${body}</messages></response>`),
    );
    expect(answer.messages).toEqual([{ errorMessage: "a", link: "b" }, { errorMessage: "c" }]);
  }
});

test("keeps content of data that should be empty", () => {
  const answer = decode(
    "AcceptedResponse",
    bytes("<response><data>Rebooting in 5 seconds</data></response>"),
  );
  expect(answer.data).toEqual({ text: "Rebooting in 5 seconds" });
});

test("reads elements whose names match members of Object.prototype", () => {
  const { data } = status(
    `<data>${ended}<__proto__>x</__proto__><constructor>y</constructor></data>`,
  );
  expect(data.extra).toEqual([
    { name: "__proto__", text: "x" },
    { name: "constructor", text: "y" },
  ]);
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
});

test("reads integers exactly or refuses them", () => {
  const read = (version: string) =>
    decode(
      "ConfigurationVersionsResponse",
      bytes(
        `<response><data><configVersions><currentVersion>${version}</currentVersion><runningVersion>1</runningVersion></configVersions></data></response>`,
      ),
    ).data.configVersions.currentVersion;
  expect(read("9007199254740991")).toBe(9007199254740991);
  expect(read(" 0042 ")).toBe(42);
  expect(read("+7")).toBe(7);
  expect(refusal(() => read("9007199254740992")).code).toBe("out-of-range");
  for (const odd of ["", "4.0", "1e3", "0x10", "٣", "4 2"]) {
    expect(refusal(() => read(odd)).code).toBe("wrong-type");
  }
});

test("an error names the reason, the place and the document", () => {
  const error = refusal(() => status("<data>\n  <operationState/>\n</data>"));
  expect(error.message).toBe(
    "Not a valid AsyncStatusResponse (response/data/operationState/operation, line 2, column 3): <operation> is missing",
  );
  expect(error).toMatchObject({
    name: "DecodeError",
    code: "missing-element",
    document: "AsyncStatusResponse",
  });
});

test("refuses a body over the limit before parsing it", () => {
  const error = refusal(() => decode("AsyncStatusResponse", bytes("<response/>"), { maxBytes: 5 }));
  expect(error.code).toBe("too-large");
});

test("reads items without a wrapper in any order, and none as an empty list", () => {
  const element = (xml: string) =>
    decode("ConfigElement", bytes(`<configElement>${xml}</configElement>`));
  const type = "<elementType>local-policy</elementType>";
  expect(element(type)).toEqual({ elementType: "local-policy", attributes: [], subElements: [] });
  const attribute = "<attribute><name>a</name><value>1</value><value/></attribute>";
  expect(element(`${attribute}<subElement/>${type}<attribute><name>b</name></attribute>`)).toEqual({
    elementType: "local-policy",
    attributes: [
      { name: "a", values: ["1", ""] },
      { name: "b", values: [] },
    ],
    subElements: [{ attributes: [], subElements: [] }],
  });
});

test("reads a boolean from an element or an attribute", () => {
  const single = (attribute: string) =>
    decode(
      "ElementTypesResponse",
      bytes(
        `<response><data><elementType${attribute}><name>a</name></elementType></data></response>`,
      ),
    ).data[0]?.single;
  expect(
    [' single="true"', ' single=" 1 "', ' single="false"', ' single="0"', ""].map(single),
  ).toEqual([true, true, false, false, undefined]);
  expect(refusal(() => single(' single="TRUE"')).code).toBe("wrong-type");
  const key = (text: string) =>
    decode(
      "ElementTypeMetadataResponse",
      bytes(
        `<response><data><attributeMetadata><name>a</name><key>${text}</key></attributeMetadata></data></response>`,
      ),
    ).data[0]?.key;
  expect(key("true")).toBe(true);
  expect(refusal(() => key("")).code).toBe("wrong-type");
});
