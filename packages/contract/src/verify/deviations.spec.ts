import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { type Alteration, alterBody, startAltered } from "../testing/altered-device.ts";
import type { Finding } from "./report/report.ts";
import { type VerifyOptions, verifyProvider } from "./verify-provider.ts";

const page = "<!DOCTYPE html><html><body><p>Please log in<br></body></html>";
const restVersions = ["v1.2"] as const;

/** Always responds on one path with the same response. */
function always(path: string, response: () => Response): Alteration {
  return (request, respond) =>
    new URL(request.url).pathname.endsWith(path) ? response() : respond();
}

/** Replaces the responses with a status. */
function instead(status: number, replacement: () => Response): Alteration {
  return async (_request, respond) => {
    const response = await respond();
    return response.status === status ? replacement() : response;
  };
}

const xml = { "content-type": "application/xml" };
const asyncStatus = "/admin/asyncstatus";
const operations = { allow: { operations: ["verify"] } } as const;
const changes = { allow: { changes: true } } as const;

interface Row {
  /** The deviation. */
  readonly given: string;
  readonly alter: Alteration;
  readonly options?: Partial<VerifyOptions>;
  /** The check that fails, and its first finding. */
  readonly want: Partial<Finding> & { readonly name: string };
}

const rows: readonly Row[] = [
  {
    given: "a renamed element",
    alter: alterBody("/configuration/versions", (body) =>
      body.replaceAll("runningVersion", "activeVersion"),
    ),
    want: {
      name: "getConfigurationVersions 200",
      rule: "xsd",
      path: "response/data/configVersions/activeVersion",
      line: 6,
      expected: "<runningVersion>",
      actual: "<activeVersion>",
    },
  },
  {
    given: "a missing status",
    alter: alterBody(asyncStatus, (body) =>
      body.replace(
        "<data/>",
        "<data><operationState><operation>save</operation></operationState></data>",
      ),
    ),
    want: {
      name: "getAsyncStatus 200",
      rule: "xsd",
      path: "response/data/operationState",
      expected: "<status> or <errorMessage>",
      actual: "the end of <operationState>",
    },
  },
  {
    given: "another root",
    alter: alterBody("/system/status", (body) => body.replaceAll("response>", "answer>")),
    want: {
      name: "getSystemStatus 200",
      rule: "xsd",
      path: "answer",
      expected: "the root <response>",
      actual: "<answer>",
    },
  },
  {
    given: "a page in HTML",
    alter: always(asyncStatus, () => new Response(page, { headers: xml })),
    want: { name: "getAsyncStatus 200", rule: "xml", expected: "the document AsyncStatusResponse" },
  },
  {
    given: "text/plain",
    alter: alterBody("/configuration/versions", (body) => body, { mediaType: "text/plain" }),
    want: {
      name: "getConfigurationVersions 200",
      rule: "media-type",
      expected: "application/xml",
      actual: "text/plain",
    },
  },
  {
    given: "200 instead of 202",
    alter: async (_request, respond) => {
      const { status, headers, body } = await respond();
      return new Response(body, { status: status === 202 ? 200 : status, headers });
    },
    options: operations,
    want: { name: "saveVerifyOrRestore 202", rule: "status", expected: "202", actual: "200" },
  },
  {
    given: "a 401 without the envelope",
    alter: instead(401, () => new Response("<error>No.</error>", { status: 401, headers: xml })),
    want: {
      name: "getAsyncStatus 401",
      rule: "xsd",
      path: "error",
      expected: "the root <response>",
      actual: "<error>",
    },
  },
  {
    given: "a value outside the enumeration",
    alter: alterBody("/system/status", (body) => body.replace(">online<", ">up<")),
    want: {
      name: "getSystemStatus 200",
      rule: "xsd",
      path: "response/data/systemState",
      expected: "one of online, offline",
      actual: '"up"',
    },
  },
  {
    given: "a version that is not an integer",
    alter: alterBody("/configuration/versions", (body) =>
      body.replace(/<currentVersion>\d+/, "<currentVersion>v7"),
    ),
    want: {
      name: "getConfigurationVersions 200",
      rule: "xsd",
      path: "response/data/configVersions/currentVersion",
      expected: "a value of the XSD's type Count",
      actual: '"v7"',
    },
  },
  {
    given: "404 for asyncstatus",
    alter: always(asyncStatus, () => refusal(404, "Resource not found.")),
    want: {
      name: "getAsyncStatus 200",
      rule: "status",
      expected: "200",
      actual: "404 (Resource not found.)",
    },
  },
  {
    given: "a redirect",
    alter: always("/system/status", () => Response.redirect("https://192.0.2.9/login", 302)),
    want: {
      name: "getSystemStatus 200",
      rule: "status",
      expected: "200",
      actual: "302 (a redirect, which is not followed)",
    },
  },
  {
    given: "half a body",
    alter: alterBody(asyncStatus, (body) => body.slice(0, body.length / 2)),
    want: { name: "getAsyncStatus 200", rule: "xml" },
  },
  {
    given: "a token response without a token",
    alter: alterBody("/auth/token", (body) => body.replace(/<accessToken>.*<\/accessToken>/, "")),
    want: {
      name: "requestToken 200",
      rule: "xsd",
      path: "response/data",
      expected: "<accessToken>",
      actual: "the end of <data>",
    },
  },
  {
    given: "a lock that excludes no one",
    alter: always("/configuration/lock", () => new Response(null, { status: 204 })),
    options: changes,
    want: { name: "lockConfiguration 423", rule: "status", expected: "423", actual: "204" },
  },
  {
    given: "a lock that every token can release",
    alter: always("/configuration/unlock", () => new Response(null, { status: 204 })),
    options: changes,
    want: { name: "unlockConfiguration 423", rule: "status", expected: "423", actual: "204" },
  },
  {
    given: "a verify that needs no lock",
    alter: async (request, respond) => {
      const response = await respond();
      if (response.status !== 423 || !request.url.endsWith("action=verify")) return response;
      const links = ["https://192.0.2.1/rest/v1.2/admin/asyncstatus"];
      const body = encode("AcceptedResponse", { data: {}, messages: [], links });
      return new Response(body, { status: 202, headers: xml });
    },
    options: operations,
    want: { name: "saveVerifyOrRestore 423", rule: "status", expected: "423", actual: "202" },
  },
  {
    given: "a 202 that links elsewhere",
    alter: alterBody("/management", (body) => body.replace("/admin/asyncstatus", "/admin/jobs/7")),
    options: operations,
    want: {
      name: "saveVerifyOrRestore 202",
      rule: "behavior",
      expected: "one link, the absolute URL of /rest/v1.2/admin/asyncstatus",
    },
  },
  {
    given: "200 with a body instead of 204",
    alter: async (request, respond) => {
      const response = await respond();
      const isLock = request.url.endsWith("/configuration/lock") && response.status === 204;
      return isLock ? new Response("<response/>", { status: 200, headers: xml }) : response;
    },
    options: changes,
    want: { name: "lockConfiguration 204", rule: "status", expected: "204", actual: "200" },
  },
  {
    given: "tokens that are not checked",
    alter: instead(401, () => {
      const body = encode("AsyncStatusResponse", { data: {}, messages: [], links: [] });
      return new Response(body, { headers: xml });
    }),
    want: { name: "getAsyncStatus 401", rule: "status", expected: "401", actual: "200" },
  },
  {
    given: "a list of versions without its own",
    alter: alterBody("/supportedversions", (body) => body.replace(">v1.2<", ">v1.3<")),
    want: {
      name: "getSupportedVersions 200",
      rule: "behavior",
      expected: "v1.2, which the login used, among the versions",
    },
  },
];

function refusal(status: number, errorMessage: string): Response {
  const body = encode("ErrorResponse", { data: {}, messages: [{ errorMessage }], links: [] });
  return new Response(body, { status, headers: xml });
}

test.for(rows)("fails for a device with $given, and names the deviation", async (row) => {
  const { name, ...want } = row.want;
  await using altered = await startAltered(row.alter);
  const report = await verifyProvider({ ...altered.options, restVersions, ...row.options });
  const failed = report.checks.filter(({ result }) => result === "failed");
  expect(failed.map((check) => check.name)).toContain(name);
  const findings = failed.filter((check) => check.name === name).flatMap((check) => check.findings);
  expect(findings[0]).toMatchObject(want);
  expect(exitCodeOf(report)).toBe(1);
});
