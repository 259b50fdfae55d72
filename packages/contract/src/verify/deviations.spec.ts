import { encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { type Alteration, alterBody, startAltered } from "../testing/altered-device.ts";
import type { Finding } from "./report/report.ts";
import { type VerifyOptions, verifyProvider } from "./verify-provider.ts";

const page = "<!DOCTYPE html><html><body><p>Please log in<br></body></html>";
const restVersions = ["v1.2"] as const;

/** Answers everything of one path, whatever is asked, by one answer. */
function always(path: string, answer: () => Response): Alteration {
  return (request, right) => (new URL(request.url).pathname.endsWith(path) ? answer() : right());
}

/** Answers where the right answer has a status of its own. */
function instead(status: number, answer: () => Response): Alteration {
  return async (_request, right) => {
    const response = await right();
    return response.status === status ? answer() : response;
  };
}

const xml = { "content-type": "application/xml" };
const asyncStatus = "/admin/asyncstatus";
const operations = { allow: { operations: ["verify"] } } as const;
const changes = { allow: { changes: true } } as const;

interface Row {
  /** What is wrong with the device. */
  readonly given: string;
  readonly alter: Alteration;
  readonly options?: Partial<VerifyOptions>;
  /** The check that is broken, and what of its first finding names the fault. */
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
      got: "<activeVersion>",
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
      got: "the end of <operationState>",
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
      got: "<answer>",
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
      got: "text/plain",
    },
  },
  {
    given: "200 instead of 202",
    alter: async (_request, right) => {
      const { status, headers, body } = await right();
      return new Response(body, { status: status === 202 ? 200 : status, headers });
    },
    options: operations,
    want: { name: "saveVerifyOrRestore 202", rule: "status", expected: "202", got: "200" },
  },
  {
    given: "a 401 that is no envelope",
    alter: instead(401, () => new Response("<error>No.</error>", { status: 401, headers: xml })),
    want: {
      name: "getAsyncStatus 401",
      rule: "xsd",
      path: "error",
      expected: "the root <response>",
      got: "<error>",
    },
  },
  {
    given: "a word that is none of the enumeration",
    alter: alterBody("/system/status", (body) => body.replace(">online<", ">up<")),
    want: {
      name: "getSystemStatus 200",
      rule: "xsd",
      path: "response/data/systemState",
      expected: "one of online, offline",
      got: '"up"',
    },
  },
  {
    given: "a version that is no integer",
    alter: alterBody("/configuration/versions", (body) =>
      body.replace(/<currentVersion>\d+/, "<currentVersion>v7"),
    ),
    want: {
      name: "getConfigurationVersions 200",
      rule: "xsd",
      path: "response/data/configVersions/currentVersion",
      expected: "a value of the XSD's type Count",
      got: '"v7"',
    },
  },
  {
    given: "404 for asyncstatus",
    alter: always(asyncStatus, () => refusal(404, "Resource not found.")),
    want: {
      name: "getAsyncStatus 200",
      rule: "status",
      expected: "200",
      got: "404 (Resource not found.)",
    },
  },
  {
    given: "a redirect",
    alter: always("/system/status", () => Response.redirect("https://192.0.2.9/login", 302)),
    want: {
      name: "getSystemStatus 200",
      rule: "status",
      expected: "200",
      got: "302 (a redirect, which is not followed)",
    },
  },
  {
    given: "half a body",
    alter: alterBody(asyncStatus, (body) => body.slice(0, body.length / 2)),
    want: { name: "getAsyncStatus 200", rule: "xml" },
  },
  {
    given: "a token's answer without a token",
    alter: alterBody("/auth/token", (body) => body.replace(/<accessToken>.*<\/accessToken>/, "")),
    want: {
      name: "requestToken 200",
      rule: "xsd",
      path: "response/data",
      expected: "<accessToken>",
      got: "the end of <data>",
    },
  },
  {
    given: "a lock that does not hold",
    alter: always("/configuration/lock", () => new Response(null, { status: 204 })),
    options: changes,
    want: { name: "lockConfiguration 423", rule: "status", expected: "423", got: "204" },
  },
  {
    given: "a lock that anybody can release",
    alter: always("/configuration/unlock", () => new Response(null, { status: 204 })),
    options: changes,
    want: { name: "unlockConfiguration 423", rule: "status", expected: "423", got: "204" },
  },
  {
    given: "a verify that needs no lock",
    alter: async (request, right) => {
      const answer = await right();
      if (answer.status !== 423 || !request.url.endsWith("action=verify")) return answer;
      const links = ["https://192.0.2.1/rest/v1.2/admin/asyncstatus"];
      const body = encode("AcceptedResponse", { data: {}, messages: [], links });
      return new Response(body, { status: 202, headers: xml });
    },
    options: operations,
    want: { name: "saveVerifyOrRestore 423", rule: "status", expected: "423", got: "202" },
  },
  {
    given: "a 202 that links elsewhere",
    alter: alterBody("/management", (body) => body.replace("/admin/asyncstatus", "/admin/jobs/7")),
    options: operations,
    want: {
      name: "saveVerifyOrRestore 202",
      rule: "behaviour",
      expected: "one link, the absolute URL of /rest/v1.2/admin/asyncstatus",
    },
  },
  {
    given: "a body behind a 204",
    alter: async (request, right) => {
      const answer = await right();
      const isLock = request.url.endsWith("/configuration/lock") && answer.status === 204;
      return isLock ? new Response("<response/>", { status: 200, headers: xml }) : answer;
    },
    options: changes,
    want: { name: "lockConfiguration 204", rule: "status", expected: "204", got: "200" },
  },
  {
    given: "tokens that nobody checks",
    alter: instead(401, () => {
      const body = encode("AsyncStatusResponse", { data: {}, messages: [], links: [] });
      return new Response(body, { headers: xml });
    }),
    want: { name: "getAsyncStatus 401", rule: "status", expected: "401", got: "200" },
  },
  {
    given: "a list of versions without the one that it serves",
    alter: alterBody("/supportedversions", (body) => body.replace(">v1.2<", ">v1.3<")),
    want: {
      name: "getSupportedVersions 200",
      rule: "behaviour",
      expected: "v1.2, in which it gave a token, among its versions",
    },
  },
];

function refusal(status: number, errorMessage: string): Response {
  const body = encode("ErrorResponse", { data: {}, messages: [{ errorMessage }], links: [] });
  return new Response(body, { status, headers: xml });
}

test.for(rows)("a device with $given is red, and the finding names it", async (row) => {
  const { name, ...want } = row.want;
  await using wrong = await startAltered(row.alter);
  const report = await verifyProvider({ ...wrong.options, restVersions, ...row.options });
  const broken = report.checks.filter(({ result }) => result === "broken");
  expect(broken.map((check) => check.name)).toContain(name);
  const findings = broken.filter((check) => check.name === name).flatMap((check) => check.findings);
  expect(findings[0]).toMatchObject(want);
  expect(exitCodeOf(report)).toBe(1);
});
