import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hideUserInfo, Secrets } from "./secrets.ts";

const password = 'Tr0ub4dor&3 "ä+/';
const token = "YWRtaW46MTcwMA==/+x-y_z";

function secrets(): Secrets {
  const made = new Secrets();
  made.set("(password)", password);
  made.set("(token)", token);
  return made;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Buffer.from(text).toString("hex");
const base64 = (text: string) => Buffer.from(text).toString("base64");
const eachByte = (text: string, write: (byte: number) => string) =>
  Array.from(utf8(text), write).join("");
const twoDigits = (byte: number) => byte.toString(16).padStart(2, "0");
const inXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const encodings: readonly (readonly [name: string, encode: (secret: string) => string])[] = [
  ["plain", (text) => text],
  ["in upper case", (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ["percent-encoded", encodeURIComponent],
  ["percent-encoded in lower case", (text) => eachByte(text, (byte) => `%${twoDigits(byte)}`)],
  [
    "percent-encoded in upper case",
    (text) => eachByte(text, (byte) => `%${twoDigits(byte).toUpperCase()}`),
  ],
  ["percent-encoded twice", (text) => encodeURIComponent(encodeURIComponent(text))],
  ["in a form", (text) => new URLSearchParams({ "": text }).toString().slice(1)],
  ["in UTF-8 in a header", (text) => Buffer.from(text).toString("latin1")],
  ["in XML", inXml],
  ["in XML twice", (text) => inXml(inXml(text))],
  ["in decimal references", (text) => text.replace(/./gu, (c) => `&#${c.codePointAt(0)};`)],
  [
    "in hexadecimal references",
    (text) => text.replace(/./gu, (c) => `&#x0000000${c.codePointAt(0)?.toString(16)};`),
  ],
  ["in a reference that is percent-encoded", (text) => encodeURIComponent(inXml(text))],
  [
    "in CDATA sections",
    (text) => `${inXml(text.slice(0, 4))}<![CDATA[${text.slice(4, 8)}]]>${inXml(text.slice(8))}`,
  ],
  ["with a comment inside", (text) => inXml(text).replace(/^..../, "$&<!-- <b> -- --->")],
  ["with a tag inside", (text) => inXml(text).replace(/^..../, "$&<b/>")],
  ["with an instruction inside", (text) => inXml(text).replace(/^..../, "$&<?a >?>")],
  ["with a line break inside", (text) => text.replace(/^..../, "$&\r\n")],
  ["with a zero-width space inside", (text) => text.replace(/^..../, "$&\u200b")],
  ["in JSON", (text) => JSON.stringify(text).slice(1, -1)],
  [
    "in JSON escapes",
    (text) => text.replace(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
  ],
  ["in hexadecimal", hex],
  ["in uppercase hexadecimal", (text) => hex(text).toUpperCase()],
  ["in Base64", base64],
  ["in Base64 of a longer text", (text) => base64(`u:${text}!`)],
  ["in Base64 at another offset", (text) => base64(`us:${text}?!`)],
  ["in Base64 at a third offset", (text) => base64(`use:${text}`)],
  ["in Base64 for URLs", (text) => Buffer.from(`a${text}`).toString("base64url")],
  ["in Base64 in a URL", (text) => encodeURIComponent(base64(text))],
];

test.for(encodings)("hides a secret %s", ([, encode]) => {
  for (const [secret, name] of [
    [password, "(password)"],
    [token, "(token)"],
  ] as const) {
    expect(secrets().hide(`before ${encode(secret)} after`)).toBe(`before ${name} after`);
  }
});

const inner: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(`a${text}bc`).toString("base64"),
  (text) => Buffer.from(text).toString("hex"),
];
const outer: readonly ((text: string) => string)[] = [
  encodeURIComponent,
  inXml,
  (text) => text.replace(/./gsu, (c) => `&#${c.codePointAt(0)};`),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => [...text].toSpliced(3, 0, "\u00ad").join(""),
];

test("hides any secret in any three of the encodings, one in the other", () => {
  const secret = fc.string({ unit: "binary", minLength: 5, maxLength: 40 }).filter(isSendable);
  const chain = fc.array(fc.constantFrom(...outer), { maxLength: 3 });
  fc.assert(
    fc.property(secret, fc.constantFrom(...inner), chain, (given, first, others) => {
      const made = new Secrets();
      made.set("(s)", given);
      const text = others.reduce((encodedText, encode) => encode(encodedText), first(given));
      expect(made.hide(`[${text}]`)).toBe("[(s)]");
    }),
    { numRuns: 500 },
  );
});

/** A password has no control characters; invisible ones at its ends would stay. */
function isSendable(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\p{Cf}\p{DI}]/u.test(text);
}

test("hides every occurrence, and joins those that overlap", () => {
  const made = new Secrets();
  made.set("(long)", "abcdef");
  made.set("(short)", "abc");
  made.set("(next)", "efgh");
  expect(made.hide("abcdef abc ABCDEF abcdefgh x")).toBe("(long) (short) (long) (long) x");
});

test("leaves other text alone", () => {
  const text = "100% <b>of</b> &lt;tr0ub&gt; \\u0041 YWRtaW46 \u202e é";
  expect(secrets().hide(text)).toBe(text);
  expect(new Secrets().hide(text)).toBe(text);
});

test("hides a secret with the characters of an encoding or of markup", () => {
  const sections = (text: string) => `${text.slice(0, 1)}]]><![CDATA[${text.slice(1)}`;
  for (const secret of [
    "100%41",
    "a%",
    "x&amp;y",
    "p<b>w",
    "<!--s-->",
    "\\u0041b",
    "a&#65;",
    "a\u00adbcde",
  ]) {
    const made = new Secrets();
    made.set("(s)", secret);
    expect(made.hide(`[${secret}41;]`)).toBe("[(s)41;]");
    expect(made.hide(`[${inXml(secret)}]`)).toBe("[(s)]");
    expect(made.hide(`[${sections(secret)}]`)).toBe("[(s)]");
    expect(made.hide(`[${encodeURIComponent(secret)}]`)).toBe("[(s)]");
  }
});

test("replaces the secrets of a name", () => {
  const made = new Secrets();
  made.set("(token)", "first", "second");
  made.set("(token)", "second", "third");
  expect(made.hide("first second third")).toBe("first (token) (token)");
});

test("shows a known text although a secret is a part of it", () => {
  const made = new Secrets(["/rest/v1.2/admin/asyncstatus"]);
  made.set("(password)", "admin");
  const link = "https://192.0.2.1/rest/v1.2/admin/asyncstatus";
  expect(made.hide(`${link} admin`)).toBe(`${link} (password)`);
});

test("hides secrets in values and in errors with their causes", () => {
  const made = new Secrets();
  made.set("(password)", "geheim");
  const value = { status: 200, texts: ["geheim", null], inner: { text: "no" } };
  expect(made.hideIn(value)).toEqual({ ...value, texts: ["(password)", null] });

  const cause = new Error("got <geheim>");
  const error = Object.assign(new Error("returned 401: geheim", { cause }), {
    messages: [{ errorMessage: "geheim" }],
    actual: "geheim",
  });
  made.hideInError(error);
  expect(error.message).toBe("returned 401: (password)");
  expect(error.messages).toEqual([{ errorMessage: "(password)" }]);
  expect(inspect(error)).not.toContain("geheim");
});

test("an empty secret hides nothing", () => {
  const made = new Secrets();
  made.set("(password)", "");
  expect(made.hide("text")).toBe("text");
});

test("takes time in proportion to the text", () => {
  const hostile = [
    "%25",
    "&amp;",
    "<!--",
    "<![CDATA[",
    "<a ",
    "]]>",
    "\\u0041",
    "<?",
    "\u200b",
    "://",
    "@",
    ":@",
  ];
  for (const part of hostile) {
    const since = performance.now();
    secrets().hide(part.repeat(Math.floor(131_072 / part.length)));
    expect(performance.now() - since, part).toBeLessThan(1_000);
  }
});

test.each([
  ["https://admin:secret@192.0.2.1/x", "https://(hidden)@192.0.2.1/x"],
  ["can't use https://admin:se/cr@et@host:x, sorry", "can't use https://(hidden)@host:x, sorry"],
  ['got "https://a:b\'c"d@h"', 'got "https://(hidden)@h"'],
  ["admin:secret@192.0.2.1 is no host", "(hidden)@192.0.2.1 is no host"],
  ["https://192.0.2.1/rest and a@b", "https://192.0.2.1/rest and a@b"],
])("hides the user information of %s", (given, want) => {
  expect(hideUserInfo(given)).toBe(want);
  expect(new Secrets().hide(given)).toBe(want);
});
