import { expect, test } from "vitest";
import {
  type Alteration,
  credentials,
  errorResponse,
  xmlResponse,
} from "../testing/altered-device.ts";
import { inMemory } from "../testing/in-memory.ts";
import { formatJUnit } from "./report/format-junit.ts";
import { formatReport } from "./report/format-report.ts";
import { verifyProvider } from "./verify-provider.ts";

const { password } = credentials;
const everything = { allow: { operations: ["verify", "save", "activate"] } } as const;

/** Without what only XML, percent encoding or a name can have. */
const leak = /canary|Y2FuYXJ5|NhbmFyeS|jYW5hcn|%63%61|63616e617279|&#99;&#97;/i;

const inReferences = password.replace(/./g, (c) => `&#${c.charCodeAt(0)};`);
const inPercent = password.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const inBase64 = Buffer.from(`x${password}y`).toString("base64url");
const inHex = Buffer.from(password).toString("hex");
const forms = [password, inPercent, inBase64, inHex];

/** Repeats the password instead of each response but that of a login. */
function repeat(respondWith: (form: string) => Response): Alteration {
  let count = 0;
  return (request, respond) => {
    if (new URL(request.url).pathname.endsWith("/token")) return respond();
    count += 1;
    return respondWith(forms[count % forms.length] ?? "");
  };
}

test.for<[how: string, respondWith: (form: string) => Response]>([
  ["an error message", (form) => errorResponse(403, form)],
  [
    "an error message of CDATA",
    (form) => withMessage(`<![CDATA[${form.slice(0, 7)}]]><![CDATA[${form.slice(7)}]]>`),
  ],
  ["an error message of references", () => withMessage(inReferences)],
  [
    "an error message with a comment",
    () => withMessage("pass&amp;&lt;word><!-- -->canary-in-the-mine"),
  ],
  [
    "text where elements are expected",
    (form) => xmlResponse(`<response><data><![CDATA[${form}]]></data></response>`),
  ],
  [
    "a word of an enumeration",
    (form) =>
      xmlResponse(
        `<response><data><operationState><operation><![CDATA[${form}]]></operation><status>success</status></operationState></data></response>`,
      ),
  ],
  [
    "a number",
    (form) =>
      xmlResponse(
        `<response><data><configVersions><currentVersion><![CDATA[${form}]]></currentVersion></configVersions></data></response>`,
      ),
  ],
  ["a content encoding", (form) => new Response(null, { headers: { "content-encoding": form } })],
  ["a media type", (form) => new Response("", { headers: { "content-type": form } })],
  ["a location", (form) => new Response("", { status: 302, headers: { location: form } })],
  [
    "a link with user information",
    () =>
      xmlResponse(
        `<response><data/><links><link>https://u:geheim@192.0.2.7/</link></links></response>`,
        202,
      ),
  ],
])("no output contains the password of %s", async ([, respondWith]) => {
  const { options } = inMemory(repeat(respondWith));
  const report = await verifyProvider({ ...options, ...everything });
  for (const output of [JSON.stringify(report), formatJUnit(report), formatReport(report)]) {
    expect(output).not.toMatch(leak);
    expect(output).not.toContain("geheim");
  }
});

test("no output contains a token from a header of the token response", async () => {
  const tokens: string[] = [];
  const { options } = inMemory(async (request, respond) => {
    const response = await respond();
    if (!request.url.endsWith("/token") || !response.ok) return response;
    const body = await response.text();
    const [, token = ""] = /<accessToken>(.*)<\//.exec(body) ?? [];
    tokens.push(token);
    return new Response(body, { headers: { "content-type": `x/${token}`, allow: token } });
  });
  const report = await verifyProvider({ ...options, ...everything });
  expect(tokens.length).toBeGreaterThan(0);
  for (const token of tokens) {
    expect(JSON.stringify(report) + formatJUnit(report)).not.toContain(token);
  }
});

test("no output contains a token from an element's name", async () => {
  const tokens: string[] = [];
  const { options } = inMemory(async (request, respond) => {
    const response = await respond();
    const text = await response.clone().text();
    const [, token] = /<accessToken>(.*)<\//.exec(text) ?? [];
    if (token !== undefined) tokens.push(token);
    return new URL(request.url).pathname.endsWith("/token")
      ? response
      : xmlResponse(`<response><data><t${tokens.at(-1)}/><t${tokens.at(-1)}x/></data></response>`);
  });
  const report = await verifyProvider({ ...options, ...everything });
  expect(tokens.length).toBeGreaterThan(0);
  for (const token of tokens) {
    expect(JSON.stringify(report) + formatJUnit(report)).not.toContain(token);
  }
});

function withMessage(errorMessage: string): Response {
  return xmlResponse(
    `<response><messages><message><errorMessage>${errorMessage}</errorMessage></message></messages></response>`,
    403,
  );
}
