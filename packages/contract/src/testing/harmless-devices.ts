import { encode } from "@asyncstatus/model";
import { type Alteration, alterBody, statusResponse, xmlResponse } from "./altered-device.ts";
import { instead, withHeader } from "./wrong-devices.ts";

/** A device that differs from the reference device and conforms to the specification. */
export interface HarmlessDevice {
  /** Completes "a device with". */
  readonly variation: string;
  readonly alter: () => Alteration;
  /** The assumption that the report says is wrong, if there is one. */
  readonly noted?: string;
}

/** Alters every body of XML. */
function everyBody(change: (body: string) => string): Alteration {
  return async (_request, respond) => {
    const response = await respond();
    const { status, headers } = response;
    const body = await response.text();
    return new Response(body === "" ? null : change(body), { status, headers });
  };
}

function everyError(change: (body: string) => string): Alteration {
  return (request, respond) =>
    respond().then((response) =>
      response.status >= 400
        ? everyBody(change)(request, () => Promise.resolve(response))
        : response,
    );
}

const root = (attributes: string) => () =>
  everyBody((body) => body.replace("<response>", `<response ${attributes}>`));

type Row = readonly [variation: string, alter: () => Alteration, noted?: string];

const rows: readonly Row[] = [
  ["an unused namespace declaration", root('xmlns:x="urn:example"')],
  [
    "an `xsi:noNamespaceSchemaLocation` attribute",
    root(
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="response.xsd"',
    ),
  ],
  ["an unknown attribute of the root", root('build="7"'), "no attribute build"],
  [
    "unknown attributes of elements",
    () =>
      everyBody((body) =>
        body.replace(/<(errorMessage|runningVersion|hostName)>/g, '<$1 xml:lang="en" id="1">'),
      ),
    "no attribute id",
  ],
  [
    "an unknown element inside an error's `data` element",
    () => everyError((body) => body.replace("<data/>", "<data><reference>7</reference></data>")),
    "no <reference>",
  ],
  [
    "white space in empty elements",
    () => everyBody((body) => body.replace(/<(data|messages|links)\/>/g, "<$1>\n  </$1>")),
  ],
  ["Windows line breaks", () => everyBody((body) => body.replace(/\r?\n/g, "\r\n"))],
  ["bodies without line breaks", () => everyBody((body) => body.replace(/>\s+</g, "><"))],
  ["no XML declaration", () => everyBody((body) => body.replace(/^<\?xml.*?\?>\s*/, ""))],
  ["a byte order mark", () => everyBody((body) => `\u{FEFF}${body}`)],
  [
    "comments and processing instructions",
    () =>
      everyBody((body) =>
        body
          .replace("<response>", "<!-- SBC --><response><?page 1?>")
          .replace(/<data>/g, "<data><!-- data -->"),
      ),
  ],
  [
    "CDATA and character references",
    () =>
      everyBody((body) =>
        body
          .replace(/(?<=<(?:errorMessage|hostName)>)([^<&]+)/g, "<![CDATA[$1]]>")
          .replace(/(?<=<role>)s/g, "&#x73;"),
      ),
  ],
  [
    "elements in a different order",
    () =>
      alterBody("/admin/asyncstatus", (body) =>
        body.replace(/(<operation>.*<\/operation>)(\s*)(<status>.*<\/status>)/, "$3$2$1"),
      ),
  ],
  ["a quoted charset", () => everyType('application/xml; charset="UTF-8"')],
  ["an additional media type parameter", () => everyType("application/xml;q=1;charset=utf-8")],
  [
    "several challenges",
    () => withHeader(401, "www-authenticate", 'Basic realm="SBC, ACLI", bearer realm="SBC"'),
  ],
  ["a challenge without parameters", () => withHeader(401, "www-authenticate", "Bearer")],
  ["additional methods in `Allow`", () => withHeader(405, "allow", "OPTIONS,POST")],
  ["additional headers", () => withHeader(200, "server", "Embedthis-http")],
  [
    "documented text with white space around it",
    () =>
      everyError((body) => body.replace(/<errorMessage>([^<]*)</g, "<errorMessage>\n  $1\n  <")),
  ],
  [
    "several messages",
    () =>
      everyError((body) =>
        body.replace(
          "<message>",
          "<message><errorMessage>See the log.</errorMessage></message><message>",
        ),
      ),
  ],
  [
    "`messages` whose entries aren't each wrapped in a `message` element",
    () => everyError((body) => body.replace(/<\/?message>/g, "")),
  ],
  [
    "a version list with a newer version, in any order",
    () =>
      alterBody("/supportedversions", (body) =>
        body
          .replace(">v1.2<", ">v1.10<")
          .replace("<version>v1.0</version>", "<version>v1.0</version><version>v1.2</version>"),
      ),
  ],
  [
    "a link to another host",
    () =>
      instead(202, async (response) => {
        const { status, headers } = response;
        const body = (await response.text()).replace(/https:\/\/[^/<]*/, "https://sbc.example");
        return new Response(body, { status, headers });
      }),
    "a link to https://192.0.2.7:8443",
  ],
  [
    "a link with an uppercase scheme and white space around it",
    () =>
      instead(202, async (response) => {
        const { status, headers } = response;
        const body = (await response.text()).replace(
          /<link>https:(.*)<\/link>/,
          "<link>\n HTTPS:$1\n</link>",
        );
        return new Response(body, { status, headers });
      }),
  ],
  [
    "an empty errorMessage with a success",
    () =>
      alterBody("/admin/asyncstatus", (body) =>
        body.replace("</status>", "</status><errorMessage/>"),
      ),
  ],
  ["a status that shows a request only after three seconds", lateStatus],
  [
    "an empty list instead of 404 for an element that does not exist",
    () => (request, respond) =>
      respond().then((response) => {
        const isSearch = request.method === "GET" && request.url.includes("/configElements?");
        if (!isSearch || response.status !== 404) return response;
        return xmlResponse(encode("ConfigElementsResponse", { data: [], messages: [], links: [] }));
      }),
    "404",
  ],
  [
    "200 for a deleted element",
    () => (request, respond) =>
      respond().then((response) =>
        request.method === "DELETE" && response.status === 204
          ? new Response(null, { status: 200 })
          : response,
      ),
    "204",
  ],
];

function everyType(mediaType: string): Alteration {
  return async (_request, respond) => {
    const response = await respond();
    if (response.headers.has("content-type")) response.headers.set("content-type", mediaType);
    return response;
  };
}

function lateStatus(): Alteration {
  let polls = 0;
  return (request, respond) => {
    const url = new URL(request.url);
    if (url.pathname.endsWith("/management")) polls = 3;
    if (polls === 0 || !url.pathname.endsWith("/admin/asyncstatus")) return respond();
    polls -= 1;
    return statusResponse({ operation: "backup", status: "success" });
  };
}

/** Devices that a verification must pass. */
export const harmlessDevices: readonly HarmlessDevice[] = rows.map(([variation, alter, noted]) => ({
  variation,
  alter,
  ...(noted !== undefined && { noted }),
}));
