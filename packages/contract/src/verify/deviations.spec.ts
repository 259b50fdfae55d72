import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import {
  type Alteration,
  alterBody,
  errorResponse,
  startAltered,
  statusResponse,
  xmlResponse,
} from "../testing/altered-device.ts";
import type { Finding } from "./validation/finding.ts";
import { type VerifyOptions, verifyProvider } from "./verify-provider.ts";

/** Always responds on one path with the same response. */
function always(path: string, response: () => Response): Alteration {
  return (request, respond) =>
    new URL(request.url).pathname.endsWith(path) ? response() : respond();
}

/** Replaces the responses with a status. */
function instead(
  status: number,
  replacement: (response: Response) => Response,
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

const asyncStatus = "/admin/asyncstatus";
const versions = "/configuration/versions";
const system = "/system/status";
const operations = { operations: ["verify"] } as const;
const changes = { changes: true };
const noContent = () => new Response(null, { status: 204 });

const xsd = (path: string, expected: string, actual: string) =>
  ({ rule: "xsd", path, expected, actual }) as const;
const status = (expected: string, actual: string) =>
  ({ rule: "status", expected, actual }) as const;

/** A deviation, the check that fails, and its first finding. */
type Row = readonly [
  deviation: string,
  alter: Alteration,
  name: string,
  finding: Partial<Finding>,
  allow?: VerifyOptions["allow"],
];

const rows: readonly Row[] = [
  [
    "a renamed element",
    replace(versions, "runningVersion", "activeVersion"),
    "getConfigurationVersions 200",
    {
      ...xsd("response/data/configVersions/activeVersion", "<runningVersion>", "<activeVersion>"),
      line: 6,
    },
  ],
  [
    "a missing status",
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
    "another root",
    replace(system, "response>", "answer>"),
    "getSystemStatus 200",
    xsd("answer", "the root <response>", "<answer>"),
  ],
  [
    "an HTML page",
    always(asyncStatus, () =>
      xmlResponse("<!DOCTYPE html><html><body><p>Please log in<br></body></html>"),
    ),
    "getAsyncStatus 200",
    { rule: "xml", expected: "the document AsyncStatusResponse" },
  ],
  [
    "text/plain",
    alterBody(versions, (body) => body, { mediaType: "text/plain" }),
    "getConfigurationVersions 200",
    { rule: "media-type", expected: "application/xml", actual: "text/plain" },
  ],
  [
    "200 instead of 202",
    instead(202, ({ headers, body }) => new Response(body, { status: 200, headers })),
    "saveVerifyOrRestore 202",
    status("202", "200"),
    operations,
  ],
  [
    "a 401 without the envelope",
    instead(401, () => xmlResponse("<error>No.</error>", 401)),
    "getAsyncStatus 401",
    xsd("error", "the root <response>", "<error>"),
  ],
  [
    "a value outside the enumeration",
    replace(system, ">online<", ">up<"),
    "getSystemStatus 200",
    xsd("response/data/systemState", "one of online, offline", '"up"'),
  ],
  [
    "a version that is not an integer",
    replace(versions, /<currentVersion>\d+/g, "<currentVersion>v7"),
    "getConfigurationVersions 200",
    xsd("response/data/configVersions/currentVersion", "a value of the XSD's type Count", '"v7"'),
  ],
  [
    "404 for asyncstatus",
    always(asyncStatus, () => errorResponse(404, "Resource not found.")),
    "getAsyncStatus 200",
    status("200", "404 (Resource not found.)"),
  ],
  [
    "a redirect",
    always(system, () => Response.redirect("https://192.0.2.9/login", 302)),
    "getSystemStatus 200",
    status("200", "302 (a redirect, which is not followed)"),
  ],
  [
    "half a body",
    alterBody(asyncStatus, (body) => body.slice(0, body.length / 2)),
    "getAsyncStatus 200",
    { rule: "xml" },
  ],
  [
    "a token response without a token",
    replace("/auth/token", /<accessToken>.*<\/accessToken>/g, ""),
    "requestToken 200",
    xsd("response/data", "<accessToken>", "the end of <data>"),
  ],
  [
    "a lock that excludes no one",
    always("/configuration/lock", noContent),
    "lockConfiguration 423",
    status("423", "204"),
    changes,
  ],
  [
    "a lock that every token can release",
    always("/configuration/unlock", noContent),
    "unlockConfiguration 423",
    status("423", "204"),
    changes,
  ],
  [
    "a verify that needs no lock",
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
    replace("/management", "/admin/asyncstatus", "/admin/jobs/7"),
    "saveVerifyOrRestore 202",
    {
      rule: "behavior",
      expected: "one link, the absolute URL of /rest/v1.2/admin/asyncstatus",
    },
    operations,
  ],
  [
    "200 with a body instead of 204",
    instead(204, () => xmlResponse("<response/>"), "/configuration/lock"),
    "lockConfiguration 204",
    status("204", "200"),
    changes,
  ],
  [
    "tokens that are not checked",
    instead(401, () => statusResponse()),
    "getAsyncStatus 401",
    status("401", "200"),
  ],
  [
    "a list of versions without its own",
    replace("/supportedversions", ">v1.2<", ">v1.3<"),
    "getSupportedVersions 200",
    { rule: "behavior", expected: "v1.2, which the login used, among the versions" },
  ],
];

test.for(rows)("fails for a device with %s, and names the deviation", async (row) => {
  const [, alter, name, finding, allow = {}] = row;
  await using altered = await startAltered(alter);
  const report = await verifyProvider({ ...altered.options, restVersions: ["v1.2"], allow });
  const failed = report.checks.filter(({ result }) => result === "failed");
  expect(failed.map((check) => check.name)).toContain(name);
  const findings = failed.filter((check) => check.name === name).flatMap((check) => check.findings);
  expect(findings[0]).toMatchObject(finding);
  expect(exitCodeOf(report)).toBe(1);
});
