import { encode, type OperationState } from "@asyncstatus/model";
import type { Finding } from "../verify/validation/finding.ts";
import type { VerifyOptions } from "../verify/verify-provider.ts";
import {
  type Alteration,
  alterBody,
  errorResponse,
  statusResponse,
  xmlResponse,
} from "./altered-device.ts";

/** A device that deviates from the specification. */
export interface WrongDevice {
  /** Completes "a device with". */
  readonly deviation: string;
  readonly alter: () => Alteration;
  readonly allow?: VerifyOptions["allow"];
  /** The check that does not pass. */
  readonly check: string;
  /** The first finding of the check, or why it is inconclusive. */
  readonly finding: Partial<Finding> | { readonly inconclusive: string };
}

const asyncStatus = "/admin/asyncstatus";
const versions = "/configuration/versions";
const system = "/system/status";
const supported = "/supportedversions";
const operations = { operations: ["verify"] } as const;
const every = { operations: ["verify", "save", "activate"] } as const;
const changes = { changes: true };
const edits = {
  testElement: {
    type: "session-agent",
    attributes: { hostname: "asyncstatus-test", port: "5061" },
  },
};
const elements = "/configElements";
const noContent = () => new Response(null, { status: 204 });

/** Always responds on one path with the same response. */
function always(path: string, response: () => Response): Alteration {
  return (request, respond) =>
    new URL(request.url).pathname.endsWith(path) ? response() : respond();
}

/** Replaces the responses with a status. */
export function instead(
  status: number,
  replacement: (response: Response) => Response | Promise<Response>,
  urlEnd = "",
): Alteration {
  return async (request, respond) => {
    const response = await respond();
    const isReplaced = response.status === status && request.url.endsWith(urlEnd);
    return isReplaced ? replacement(response) : response;
  };
}

function replace(path: string, search: string | RegExp, replacement: string): Alteration {
  return alterBody(path, (body) => body.replaceAll(search, replacement));
}

/** Sets or deletes a header of the responses with a status. */
export function withHeader(status: number, name: string, value?: string): Alteration {
  return instead(status, ({ headers: before, body }) => {
    const headers = new Headers(before);
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return new Response(body, { status, headers });
  });
}

/** Changes the text of the responses with a status. */
function withText(status: number, search: string | RegExp, replacement: string): Alteration {
  return instead(status, async (response) => {
    const { headers } = response;
    return new Response((await response.text()).replace(search, replacement), { status, headers });
  });
}

/**
 * Replaces the status after an operation was accepted.
 *
 * @param states By poll; the last one stays. `undefined` is an empty status.
 */
function statusAfter(
  states: readonly (OperationState | undefined)[],
  action = "verify",
): Alteration {
  let polls: number | undefined;
  return (request, respond) => {
    const url = new URL(request.url);
    if (url.pathname.endsWith("/unlock")) polls = undefined;
    if (polls !== undefined && url.pathname.endsWith(asyncStatus)) {
      const state = states[Math.min(polls, states.length - 1)];
      polls += 1;
      return statusResponse(state);
    }
    return respond().then((response) => {
      const isAccepted = response.status === 202 && url.searchParams.get("action") === action;
      if (isAccepted) polls = 0;
      return response;
    });
  };
}

/** Changes the configuration versions after an operation was accepted. */
function versionsAfter(action: string, current: number, running: number): Alteration {
  let isAccepted = false;
  return async (request, respond) => {
    const url = new URL(request.url);
    const response = await respond();
    if (response.status === 202) isAccepted = url.searchParams.get("action") === action;
    if (!isAccepted || !url.pathname.endsWith(versions)) return response;
    const configVersions = { currentVersion: current, runningVersion: running };
    const value = { data: { configVersions }, messages: [], links: [] };
    return xmlResponse(encode("ConfigurationVersionsResponse", value));
  };
}

const inProgress = { operation: "verify", status: "inProgress" } as const;
const success = { operation: "verify", status: "success" } as const;
const saved = { operation: "save", status: "success" } as const;

const xsd = (path: string, expected: string, actual: string) =>
  ({ rule: "xsd", path, expected, actual }) as const;
const status = (expected: string, actual: string) =>
  ({ rule: "status", expected, actual }) as const;
const behavior = (expected: string, actual: string) =>
  ({ rule: "behavior", expected, actual }) as const;
const http = (expected: string, actual: string) => ({ rule: "http", expected, actual }) as const;

/** A response with elements, each with its attributes. */
function elementsResponse(...found: readonly Readonly<Record<string, string>>[]): Response {
  const data = found.map((attributes) => ({
    elementType: "session-agent",
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, values: [value] })),
    subElements: [],
  }));
  return xmlResponse(encode("ConfigElementsResponse", { data, messages: [], links: [] }));
}

/** Answers searches for elements after a request to edit them had a status. */
function searchesAfter(
  method: "POST" | "DELETE",
  status: number,
  answer: (respond: () => Promise<Response>) => Response | Promise<Response>,
  isRunning = false,
): Alteration {
  let isEdited = false;
  return async (request, respond) => {
    const url = new URL(request.url);
    if (!url.pathname.endsWith(elements)) return respond();
    if (request.method === "GET") {
      const isMeant = isEdited && url.searchParams.has("running") === isRunning;
      return isMeant ? answer(respond) : respond();
    }
    const response = await respond();
    if (request.method === method && response.status === status) isEdited = true;
    return response;
  };
}

/** Replaces the responses with a status to edits of elements. */
function insteadOfEdit(
  method: "POST" | "DELETE",
  status: number,
  replacement: () => Response,
): Alteration {
  return async (request, respond) => {
    const response = await respond();
    const isEdit = request.method === method && new URL(request.url).pathname.endsWith(elements);
    return isEdit && response.status === status ? replacement() : response;
  };
}

const testAgent = edits.testElement.attributes;
const onlyTestAgent = "the test element with its attributes, and no other element";

type Row = readonly [
  deviation: string,
  alter: () => Alteration,
  check: string,
  finding: WrongDevice["finding"],
  allow?: WrongDevice["allow"],
];

const rows: readonly Row[] = [
  // Bodies.
  [
    "a renamed element",
    () => replace(versions, "runningVersion", "activeVersion"),
    "getConfigurationVersions 200",
    {
      ...xsd("response/data/configVersions/activeVersion", "<runningVersion>", "<activeVersion>"),
      line: 6,
    },
  ],
  [
    "a missing status",
    () =>
      replace(
        asyncStatus,
        "<data/>",
        "<data><operationState><operation>save</operation></operationState></data>",
      ),
    "getAsyncStatus 200",
    xsd(
      "response/data/operationState",
      "<status> or <errorMessage>",
      "the end of <operationState>",
    ),
  ],
  [
    "a different root element",
    () => replace(system, "response>", "answer>"),
    "getSystemStatus 200",
    xsd("answer", "the root <response>", "<answer>"),
  ],
  [
    "an HTML page",
    () =>
      always(asyncStatus, () =>
        xmlResponse("<!DOCTYPE html><html><body><p>Please log in<br></body></html>"),
      ),
    "getAsyncStatus 200",
    { rule: "xml", expected: "the document AsyncStatusResponse" },
  ],
  [
    "text/plain",
    () => alterBody(versions, (body) => body, { mediaType: "text/plain" }),
    "getConfigurationVersions 200",
    { rule: "media-type", expected: "application/xml", actual: "text/plain" },
  ],
  [
    "200 instead of 202",
    () => instead(202, ({ headers, body }) => new Response(body, { status: 200, headers })),
    "saveVerifyOrRestore 202",
    status("202", "200"),
    operations,
  ],
  [
    "a 401 without the `response` element",
    () =>
      instead(401, ({ headers }) => new Response("<error>No.</error>", { status: 401, headers })),
    "getAsyncStatus 401",
    xsd("error", "the root <response>", "<error>"),
  ],
  [
    "a value outside the enumeration",
    () => replace(system, ">online<", ">up<"),
    "getSystemStatus 200",
    xsd("response/data/systemState", "one of online, offline", '"up"'),
  ],
  [
    "a version that is not an integer",
    () => replace(versions, /<currentVersion>\d+/g, "<currentVersion>v7"),
    "getConfigurationVersions 200",
    xsd("response/data/configVersions/currentVersion", "a value of the XSD's type Count", '"v7"'),
  ],
  [
    "404 for asyncstatus",
    () => always(asyncStatus, () => errorResponse(404, "Resource not found.")),
    "getAsyncStatus 200",
    status("200", "404 (Resource not found.)"),
  ],
  [
    "a redirect",
    () => always(system, () => Response.redirect("https://192.0.2.9/login", 302)),
    "getSystemStatus 200",
    status("200", "302 (a redirect, which is not followed)"),
  ],
  [
    "half a body",
    () => alterBody(asyncStatus, (body) => body.slice(0, body.length / 2)),
    "getAsyncStatus 200",
    { rule: "xml" },
  ],
  [
    "a token response without a token",
    () => replace("/auth/token", /<accessToken>.*<\/accessToken>/g, ""),
    "requestToken 200",
    xsd("response/data", "<accessToken>", "the end of <data>"),
  ],
  [
    "a lock that excludes no one",
    () => always("/configuration/lock", noContent),
    "lockConfiguration 423",
    status("423", "204"),
    changes,
  ],
  [
    "a lock that any token can release",
    () => always("/configuration/unlock", noContent),
    "unlockConfiguration 423",
    status("423", "204"),
    changes,
  ],
  [
    "a verify that needs no lock",
    () =>
      instead(
        423,
        () => {
          const links = ["https://192.0.2.1/rest/v1.2/admin/asyncstatus"];
          return xmlResponse(encode("AcceptedResponse", { data: {}, messages: [], links }), 202);
        },
        "action=verify",
      ),
    "saveVerifyOrRestore 423",
    status("423", "202"),
    operations,
  ],
  [
    "a 202 that links elsewhere",
    () => replace("/management", "/admin/asyncstatus", "/admin/jobs/7"),
    "saveVerifyOrRestore 202",
    {
      rule: "behavior",
      expected: "one link, the absolute https: URL of /rest/v1.2/admin/asyncstatus",
    },
    operations,
  ],
  [
    "200 with a body instead of 204",
    () => instead(204, () => xmlResponse("<response/>"), "/configuration/lock"),
    "lockConfiguration 204",
    status("204", "200"),
    changes,
  ],
  [
    "tokens that are not checked",
    () => instead(401, () => statusResponse()),
    "getAsyncStatus 401",
    status("401", "200"),
  ],
  [
    "a list of versions that lacks the version in use",
    () => replace("/supportedversions", ">v1.2<", ">v1.3<"),
    "getSupportedVersions 200",
    { rule: "behavior", expected: "v1.2, which the login used, among the versions" },
  ],
  [
    "no links",
    () => replace(system, "<links/>", ""),
    "getSystemStatus 200",
    xsd("response", "<links>", "the end of <response>"),
  ],
  [
    "two `data` elements",
    () => replace(versions, /<data>.*<\/data>/gs, "$&$&"),
    "getConfigurationVersions 200",
    xsd("response/data[2]", "<messages>", "<data>"),
  ],
  [
    "element names in a different case",
    () => replace(versions, "configVersions", "ConfigVersions"),
    "getConfigurationVersions 200",
    { rule: "xsd" },
  ],
  [
    "a negative counter",
    () => replace(versions, /<runningVersion>\d+/g, "<runningVersion>-1"),
    "getConfigurationVersions 200",
    { rule: "xsd", path: "response/data/configVersions/runningVersion" },
  ],
  [
    "more than 100 percent",
    () => replace(system, /<healthScorePercent>\d+/g, "<healthScorePercent>101"),
    "getSystemStatus 200",
    { rule: "xsd", path: "response/data/healthScorePercent" },
  ],
  [
    "an uptime in words",
    () => replace(system, /<uptimeSeconds>\d+/g, "<uptimeSeconds>3 days"),
    "getSystemStatus 200",
    xsd("response/data/uptimeSeconds", "a value of the XSD's type Count", '"3 days"'),
  ],
  [
    "text after the root",
    () => alterBody(system, (body) => `${body}\nOK`),
    "getSystemStatus 200",
    { rule: "xml" },
  ],
  [
    "a wrong encoding in the XML declaration",
    () => replace(system, "UTF-8", "ISO-8859-15"),
    "getSystemStatus 200",
    { rule: "xml" },
  ],
  [
    "JSON in the body",
    () => always(system, () => xmlResponse('{"data":{}}')),
    "getSystemStatus 200",
    { rule: "xml" },
  ],
  [
    "another resource's document",
    () => (request, respond) => (request.url.endsWith(system) ? statusResponse(saved) : respond()),
    "getSystemStatus 200",
    { rule: "xsd" },
  ],
  // HTTP.
  [
    "charset=utf-16",
    () => withHeader(200, "content-type", "application/xml; charset=utf-16"),
    "getSystemStatus 200",
    http("the charset UTF-8", "utf-16"),
  ],
  [
    "charset=ISO-8859-1",
    () => withHeader(200, "content-type", 'application/xml;charset="ISO-8859-1"'),
    "getSystemStatus 200",
    http("the charset UTF-8", "iso-8859-1"),
  ],
  [
    "a 401 without a challenge",
    () => withHeader(401, "www-authenticate"),
    "getAsyncStatus 401",
    http("a challenge for bearer in WWW-Authenticate", "no such header"),
  ],
  [
    "a 401 with a challenge for another scheme",
    () => withHeader(401, "www-authenticate", 'Digest realm="bearer", nonce="bearer"'),
    "getAsyncStatus 401",
    http(
      "a challenge for bearer in WWW-Authenticate",
      '"Digest realm=\\"bearer\\", nonce=\\"bearer\\""',
    ),
  ],
  [
    "a 405 without Allow",
    () => withHeader(405, "allow"),
    "lockConfiguration 405",
    http("Allow: POST", "no such header"),
  ],
  [
    "a 405 that allows the rejected method",
    () => withHeader(405, "allow", "GET, POST"),
    "lockConfiguration 405",
    http("Allow: POST", '"GET, POST"'),
  ],
  [
    "400 for an unsupported version",
    () => (request, respond) =>
      request.url.includes("/v0.0/") ? errorResponse(400, "Unsupported version.") : respond(),
    "getAsyncStatus 404",
    status("404", "400 (Unsupported version.)"),
  ],
  [
    "200 for every resource",
    () => (request, respond) =>
      request.url.endsWith("/no-such-resource") ? statusResponse() : respond(),
    "getAsyncStatus 404",
    status("404", "200"),
  ],
  [
    "the list of versions served under a version's path",
    () => (request, respond) =>
      request.url.endsWith("/v1.2/api/supportedversions")
        ? xmlResponse(
            encode("SupportedVersionsResponse", {
              data: { supportedVersions: { latestVersion: "v1.2", otherVersions: [] } },
              messages: [],
              links: [],
            }),
          )
        : respond(),
    "getSupportedVersions 404",
    status("404", "200"),
  ],
  [
    "an invalid token that is accepted",
    () => (request, respond) =>
      request.headers.get("authorization")?.endsWith("not-a-token") ? statusResponse() : respond(),
    "getAsyncStatus 401",
    status("401", "200"),
  ],
  // Errors.
  [
    "errors without a message",
    () => withText(401, /<message>.*<\/message>/s, ""),
    "getAsyncStatus 401",
    behavior('"Client not authorized."', "no message"),
  ],
  [
    "a message other than the documented one",
    () => withText(401, "Client not authorized.", "Access denied."),
    "getAsyncStatus 401",
    behavior('"Client not authorized."', '"Access denied."'),
  ],
  [
    "a 423 with the message of a 401",
    () => withText(423, /(?<=<errorMessage>)[^<]*/, "Client not authorized."),
    "lockConfiguration 423",
    { rule: "behavior", actual: '"Client not authorized."' },
    changes,
  ],
  // Tokens and versions.
  [
    "a token with a space",
    () => replace("/auth/token", /<accessToken>/g, "<accessToken>a b"),
    "requestToken 200",
    behavior("a token that a header can carry", "another text"),
  ],
  [
    "a token in JSON",
    () =>
      always("/auth/token", () => Response.json({ data: { accessToken: "eyJhbGciOiJub25lIn0" } })),
    "requestToken 200",
    { rule: "media-type", actual: "application/json" },
  ],
  [
    "the oldest version given as the latest",
    () =>
      alterBody(supported, (body) =>
        body.replace("v1.2", "new").replace("v1.0", "v1.2").replace("new", "v1.0"),
      ),
    "getSupportedVersions 200",
    behavior("v1.2", "v1.0"),
  ],
  [
    "a version listed twice",
    () => replace(supported, ">v1.1<", ">v1.0<"),
    "getSupportedVersions 200",
    { rule: "behavior", expected: "each version once" },
  ],
  // Asynchronous requests.
  [
    "an http: link",
    () =>
      instead(202, async (response) => {
        const { status: code, headers } = response;
        return new Response((await response.text()).replace("https:", "http:"), {
          status: code,
          headers,
        });
      }),
    "saveVerifyOrRestore 202",
    {
      rule: "behavior",
      expected: "one link, the absolute https: URL of /rest/v1.2/admin/asyncstatus",
    },
    operations,
  ],
  [
    "a relative link",
    () => withText(202, /https:\/\/[^/<]*/, ""),
    "saveVerifyOrRestore 202",
    { rule: "behavior", actual: '"/rest/v1.2/admin/asyncstatus"' },
    operations,
  ],
  [
    "a 202 without a link",
    () => withText(202, /<link>.*<\/link>/s, ""),
    "saveVerifyOrRestore 202",
    { rule: "behavior", actual: "no link" },
    operations,
  ],
  [
    "two links in a 202",
    () => withText(202, /<link>.*<\/link>/s, "$&$&"),
    "saveVerifyOrRestore 202",
    { rule: "behavior" },
    operations,
  ],
  [
    "a link to the same resource of another version",
    () => withText(202, "/v1.2/", "/v1.1/"),
    "saveVerifyOrRestore 202",
    { rule: "behavior" },
    operations,
  ],
  [
    "an empty status after the 202",
    () => statusAfter([undefined]),
    "getAsyncStatus 200",
    behavior("verify, which was accepted", "an empty status for 10 s"),
    every,
  ],
  [
    "a status that always shows a save",
    () => (request, respond) =>
      request.url.endsWith(asyncStatus)
        ? respond().then((response) => (response.ok ? statusResponse(saved) : response))
        : respond(),
    "getAsyncStatus 200",
    behavior("verify, which was accepted", "save success for 10 s"),
    every,
  ],
  [
    "a status that stays inProgress",
    () => statusAfter([inProgress]),
    "getAsyncStatus 200",
    { inconclusive: "it did not end within 300 s; the status shows verify inProgress" },
    every,
  ],
  [
    "an operation that is shown as in progress again after it finished",
    () => statusAfter([success, inProgress, success]),
    "getAsyncStatus 200",
    behavior("verify success, its end", "verify inProgress after its end"),
    every,
  ],
  [
    "a success that becomes a failure",
    () => statusAfter([inProgress, success, success, { operation: "verify", status: "fail" }]),
    "getAsyncStatus 200",
    behavior("verify success, its end", "verify fail after its end"),
    operations,
  ],
  [
    "a status that is cleared before the operation finishes",
    () => statusAfter([inProgress, undefined]),
    "getAsyncStatus 200",
    behavior("verify until its end", "an empty status before its end"),
    operations,
  ],
  [
    "an operation that is replaced in the status by another operation",
    () => statusAfter([inProgress, { operation: "restore", status: "success" }]),
    "getAsyncStatus 200",
    { inconclusive: "another request (restore) replaced it in the status" },
    operations,
  ],
  [
    "a success with an `errorMessage`",
    () => statusAfter([inProgress, { ...success, errorMessage: "No such realm." }]),
    "getAsyncStatus 200",
    behavior("no errorMessage with success", '"No such realm."'),
    operations,
  ],
  [
    "a word for success that isn't in the specification",
    () => (request, respond) =>
      alterBody(asyncStatus, (body) => body.replace(">success<", ">succeeded<"))(request, respond),
    "getAsyncStatus 200",
    xsd("response/data/operationState/status", "one of inProgress, success, fail", '"succeeded"'),
    operations,
  ],
  [
    "two states in one status",
    () => replace(asyncStatus, /<operationState>.*<\/operationState>/gs, "$&$&"),
    "getAsyncStatus 200",
    { rule: "xsd" },
    operations,
  ],
  [
    "an activate that leaves the running version unchanged",
    () => versionsAfter("activate", 9, 1),
    "getConfigurationVersions 200",
    { rule: "behavior", expected: "the saved one as before, the running one equal to it" },
    every,
  ],
  [
    "a save that lowers the saved version",
    () => versionsAfter("save", 0, 1),
    "getConfigurationVersions 200",
    {
      rule: "behavior",
      expected: "the saved one not lower than before, the running one as before",
    },
    every,
  ],
  [
    "a verify that changes the versions",
    () => versionsAfter("verify", 9, 9),
    "getConfigurationVersions 200",
    { rule: "behavior", expected: "both as before" },
    operations,
  ],
  // Elements.
  [
    "an element that is added without the lock",
    () => insteadOfEdit("POST", 423, () => elementsResponse(testAgent)),
    "addConfigElement 423",
    status("423", "200"),
    edits,
  ],
  [
    "an element that another token can delete",
    () => insteadOfEdit("DELETE", 423, noContent),
    "deleteConfigElement 423",
    status("423", "204"),
    edits,
  ],
  [
    "an element that can be added twice",
    () => insteadOfEdit("POST", 409, () => elementsResponse(testAgent)),
    "addConfigElement 409",
    status("409", "200"),
    edits,
  ],
  [
    "an add whose response lacks the element",
    () => insteadOfEdit("POST", 200, () => elementsResponse()),
    "addConfigElement 200",
    behavior(onlyTestAgent, "no elements"),
    edits,
  ],
  [
    "an add that loses an attribute",
    () => insteadOfEdit("POST", 200, () => elementsResponse({ hostname: testAgent.hostname })),
    "addConfigElement 200",
    behavior(onlyTestAgent, "another element: port differs"),
    edits,
  ],
  [
    "an added element that can't be found",
    () => searchesAfter("POST", 200, () => errorResponse(404, "No such element.")),
    "getConfigElements 200",
    status("200", "404 (No such element.)"),
    edits,
  ],
  [
    "a search that ignores the key attributes",
    () => searchesAfter("POST", 200, () => elementsResponse(testAgent, { hostname: "core" })),
    "getConfigElements 200",
    behavior(onlyTestAgent, "2 elements"),
    edits,
  ],
  [
    "an add that changes the running configuration",
    () => searchesAfter("POST", 200, () => elementsResponse(testAgent), true),
    "getConfigElements 404",
    status("404", "200"),
    edits,
  ],
  [
    "an element that can't be deleted",
    () => insteadOfEdit("DELETE", 204, () => errorResponse(500, "Internal error.")),
    "deleteConfigElement 204",
    status("204", "500 (Internal error.)"),
    edits,
  ],
  [
    "a deleted element that can still be found",
    () => searchesAfter("DELETE", 204, () => elementsResponse(testAgent)),
    "getConfigElements 404",
    status("404", "200"),
    edits,
  ],
];

/** Devices that a verification must not pass. */
export const wrongDevices: readonly WrongDevice[] = rows.map(
  ([deviation, alter, check, finding, allow]) => ({
    deviation,
    alter,
    check,
    finding,
    ...(allow && { allow }),
  }),
);
