import { expect, test } from "vitest";
import { ProviderSecrets } from "../provider/secrets.ts";
import { Redaction } from "./redaction.ts";

const credentials = { user: "admin", password: 'p&"word' };

function redaction(url = "https://sbc1.example.net:8443"): Redaction {
  const secrets = new ProviderSecrets(credentials);
  secrets.addToken("abc");
  secrets.addToken("abcdef");
  const made = new Redaction({ endpoint: new URL(url), user: credentials.user, secrets });
  const learned =
    "<hostName>core-a</hostName><haPeerName>core-b</haPeerName><link>https://x.lan/</link>";
  made.learn(new TextEncoder().encode(learned));
  return made;
}

test.for<[given: string, want: string]>([
  ["a token abcdef, a token abc", "a token token-2, a token token-1"],
  ['p&"word p&amp;"word p%26%22word', "(password) (password) (password)"],
  [`Basic ${btoa('admin:p&"word')}`, "Basic (credentials)"],
  ["sbc1.example.net and SBC1.EXAMPLE.NET", "host-1 and host-1"],
  [
    "<hostName>core-a</hostName><haPeerName>core-b</haPeerName>",
    "<hostName>host-2</hostName><haPeerName>host-3</haPeerName>",
  ],
  [
    "core-a failed over to core-b; core-ax is another",
    "host-2 failed over to host-3; core-ax is another",
  ],
  ["https://x.lan/rest/v1.2/admin/asyncstatus", "https://host-4/rest/v1.2/admin/asyncstatus"],
  [
    "https://10.0.0.2:8443/rest and 10.0.0.3, 10.0.0.2",
    "https://192.0.2.1:8443/rest and 192.0.2.2, 192.0.2.1",
  ],
  ["[fe80::1]:443 fe80::2 ::1", "[2001:db8::1]:443 2001:db8::2 2001:db8::3"],
  ["since 12:34:56, 300.1.1.1, v1.2, 8.4.0", "since 12:34:56, 300.1.1.1, v1.2, 8.4.0"],
  ["user admin at /rest/v1.2/admin/asyncstatus", "user user at /rest/v1.2/admin/asyncstatus"],
  ["<admin>admin</admin>", "<admin>user</admin>"],
])("redacts %s as %s", ([given, want]) => {
  expect(redaction().text(given)).toBe(want);
});

test("replaces an address of the documentation range only once", () => {
  expect(redaction("https://10.0.0.9").text("10.0.0.9 192.0.2.1")).toBe("192.0.2.1 192.0.2.2");
});

test("replaces a host named like an element in text only", () => {
  const made = redaction("https://response");
  expect(made.text("<response>response</response>")).toBe("<response>host-1</response>");
});

test.for<[given: string, want: string | null]>([
  [
    "<response><data><accessToken>s3cret</accessToken></data></response>",
    "<response><data><accessToken>token</accessToken></data></response>",
  ],
  [
    "<response><data><accessToken>abc</accessToken></data></response>",
    "<response><data><accessToken>token-1</accessToken></data></response>",
  ],
  [
    '<?xml version="1.0"?>\n<a>\n  <b>s3cret</b>s3cret\n</a>',
    '<?xml version="1.0"?>\n<a>\n  <b>token</b>token</a>',
  ],
  ["<response><data>s3cret", "<response><data>token"],
  ["s3cret", null],
  ['{"token":"s3cret"}', null],
  ['<a token="s3cret"/>', null],
  ["<a><![CDATA[s3cret]]></a>", null],
  ["<a><!--s3cret--></a>", null],
  ["<a><?s3cret?></a>", null],
  ["", ""],
])("redacts the token response %s as %s", ([given, want]) => {
  expect(redaction().tokenBody(new TextEncoder().encode(given))).toBe(want);
});

test("omits bytes that are not UTF-8", () => {
  expect(redaction().body(Uint8Array.of(0x3c, 0xff))).toBeNull();
});
