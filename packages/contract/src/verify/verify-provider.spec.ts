import { type RestVersion, restVersions } from "@asyncstatus/client";
import { type OperationDescriptor, operations } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import {
  type Alteration,
  alterBody,
  errorResponse,
  startAltered,
  statusResponse,
} from "../testing/altered-device.ts";
import { inMemory, isLockFree } from "../testing/in-memory.ts";
import { formatReport } from "./report/format-report.ts";
import type { Check, Report } from "./report/report.ts";
import { verifyProvider } from "./verify-provider.ts";

const everything = { allow: { operations: ["verify", "save", "activate"] } } as const;
const verify = { allow: { operations: ["verify"] } } as const;

const testElement = { type: "session-agent", attributes: { hostname: "asyncstatus-test" } };

function checksOf({ checks }: Report, result: Check["result"]): string[] {
  return checks.filter((check) => check.result === result).map(({ name }) => name);
}

/** The check of an operation's status. */
function followed({ checks }: Report): Check | undefined {
  return checks.find(({ description }) => description.startsWith("The status shows"));
}

test("the reference device passes in all its versions, over TLS", async () => {
  await using right = await startAltered();
  const report = await verifyProvider(right.options);
  expect(checksOf(report, "failed")).toEqual([]);
  expect(checksOf(report, "assumption-wrong")).toEqual([]);
  expect(report.versions).toEqual(restVersions);
  expect(report.completion).toEqual({ status: "complete" });
  expect(exitCodeOf(report)).toBe(0);
});

test.for(restVersions)("the reference device passes in %s alone", async (version) => {
  const report = await verifyProvider({ ...inMemory().options, restVersions: [version] });
  expect(report.versions).toEqual([version]);
  expect(checksOf(report, "failed")).toEqual([]);
  const reads = Object.entries<OperationDescriptor>(operations).filter(
    ([, { method, query }]) => method === "GET" && !query.some(({ required }) => required),
  );
  const wanted = reads.map(([id]) => `${id} 200`);
  expect(checksOf(report, "passed")).toEqual(expect.arrayContaining(wanted));
});

test("runs everything that can be allowed", async () => {
  const { device, options } = inMemory();
  device.lock("ACLI");
  device.edit();
  device.unlock("ACLI");
  const before = device.configurationVersions();
  const report = await verifyProvider({ ...options, ...everything });
  expect(checksOf(report, "failed")).toEqual([]);
  const descriptions = report.checks
    .filter(({ result }) => result === "passed")
    .map((check) => check.description);
  expect(descriptions).toContain("The lock moves to the renewed token, which can release it.");
  for (const operation of everything.allow.operations) {
    expect(descriptions).toContain(`A request to ${operation} is accepted.`);
    expect(descriptions).toContain(`The status shows the request to ${operation} until its end.`);
  }
  const after = before.currentVersion + 1;
  expect(device.configurationVersions()).toEqual({ currentVersion: after, runningVersion: after });
  expect(isLockFree(device)).toBe(true);
});

test("sends no request that changes something unless that is allowed", async () => {
  const sent = new Set<string>();
  const { options } = inMemory((request, respond) => {
    sent.add(`${request.method} ${new URL(request.url).pathname.replace(/v\d\.\d/, "V")}`);
    return respond();
  });
  await verifyProvider(options);
  expect([...sent].filter((request) => !request.startsWith("GET "))).toEqual([
    "POST /rest/V/auth/token",
  ]);
});

test("with changes allowed, acquires and releases the lock, and runs no operation", async () => {
  const sent = new Set<string>();
  const { device, options } = inMemory((request, respond) => {
    if (request.method !== "GET") sent.add(new URL(request.url).pathname.split("/").at(-1) ?? "");
    return respond();
  });
  const report = await verifyProvider({ ...options, allow: { changes: true } });
  expect([...sent].sort()).toEqual(["lock", "token", "unlock"]);
  expect(checksOf(report, "passed")).toContain("unlockConfiguration 204");
  expect(isLockFree(device)).toBe(true);
});

test("names the request of each check, with the method and the path that were sent", async () => {
  const { options } = inMemory();
  const { checks } = await verifyProvider({ ...options, allow: { operations: ["verify"] } });
  const requests = checks
    .filter(({ result }) => result !== "skipped")
    .map((check) => check.request);
  expect(requests).toEqual(
    expect.arrayContaining([
      "GET /rest/v1.2/configuration/versions 200",
      "GET /rest/v0.0/admin/asyncstatus 404",
      "GET /rest/v1.2/configuration/lock 405",
      "PUT /rest/v1.2/configuration/management?action=verify 202",
      "GET /rest/api/supportedversions 200",
    ]),
  );
});

test("lists every status of the specification as checked or skipped, with the reason", async () => {
  const report = await verifyProvider(inMemory().options);
  const of = (version: RestVersion) =>
    new Set(report.checks.filter((check) => check.version === version).map(({ name }) => name));
  for (const version of restVersions) {
    expect(of(version)).toContain("reboot 202");
    expect(of(version)).toContain("saveVerifyOrRestore 202");
    expect(of(version).size).toBeGreaterThan(85);
  }
  const unexplained = report.checks.filter(
    ({ result, skipped }) => result === "skipped" && !skipped?.reason,
  );
  expect(unexplained).toEqual([]);
  expect(report.checks).toContainEqual({
    version: "v1.2",
    name: "lockConfiguration 204",
    request: "POST /rest/v1.2/configuration/lock 204",
    description: "The response is as specified.",
    result: "skipped",
    findings: [],
    skipped: {
      code: "not-allowed",
      reason: "acquires the configuration lock; allow it with --allow-changes",
    },
  });
});

test("skips the lock checks if another user holds the lock", async () => {
  const { device, options } = inMemory();
  device.lock("GUI");
  const report = await verifyProvider({ ...options, ...everything });
  expect(checksOf(report, "failed")).toEqual([]);
  const skipped = report.checks.filter(({ skipped }) =>
    skipped?.reason.includes("another user holds"),
  );
  expect(skipped.map(({ name }) => name)).toContain("lockConfiguration 204");
  expect(exitCodeOf(report)).toBe(0);
  expect(isLockFree(device)).toBe(false);
});

test("runs no operation while another request is in progress", async () => {
  const { device, options } = inMemory(undefined, { durations: { save: 1e9 } });
  device.issue("save", { by: "ACLI" });
  const report = await verifyProvider({ ...options, ...verify });
  const [skipped] = report.checks.filter(
    ({ description }) => description === "A request to verify is accepted.",
  );
  expect(skipped).toMatchObject({
    result: "skipped",
    skipped: { code: "busy", reason: "another request (save) is in progress" },
  });
});

test.for<[given: string, second: () => Response | Promise<Response>, want: string | undefined]>([
  [
    "a poll fails",
    () => {
      throw new TypeError("fetch failed");
    },
    undefined,
  ],
  [
    "another request replaces it",
    () => statusResponse({ operation: "save", status: "inProgress" }),
    "another request (save) replaced it in the status",
  ],
])("follows an operation: %s", async ([, second, want]) => {
  let polls = 0;
  const { options } = inMemory(
    (request, respond) => {
      const isPolled = request.url.endsWith("/v1.2/admin/asyncstatus");
      // Polls before the request do not count.
      if (isPolled && isAccepted) polls += 1;
      if (request.url.endsWith("action=verify")) isAccepted = true;
      return isPolled && polls === 3 ? second() : respond();
    },
    { durations: { verify: 5_000 } },
  );
  let isAccepted = false;
  const report = await verifyProvider({ ...options, ...verify, restVersions: ["v1.2"] });
  expect(followed(report)).toMatchObject(
    want === undefined
      ? { result: "passed" }
      : { result: "inconclusive", inconclusive: { reason: want } },
  );
  expect(exitCodeOf(report)).toBe(want === undefined ? 0 : 1);
});

test("does not mistake the end of an earlier request of the same name for its own", async () => {
  const success = { operation: "verify", status: "success" } as const;
  const { options } = inMemory((request, respond) =>
    request.url.endsWith("/asyncstatus") && request.headers.get("accept") === "application/xml"
      ? respond().then((response) => (response.ok ? statusResponse(success) : response))
      : respond(),
  );
  const report = await verifyProvider({ ...options, ...verify });
  expect(followed(report)).toMatchObject({
    inconclusive: {
      reason:
        "the status shows verify success of an earlier request throughout, which looks like its end",
    },
  });
  expect(exitCodeOf(report)).toBe(1);
});

test("a failed operation passes the checks", async () => {
  const { device, options } = inMemory();
  device.lock("ACLI");
  device.edit({ fault: "No such realm." });
  device.unlock("ACLI");
  const report = await verifyProvider({ ...options, ...verify });
  expect(checksOf(report, "failed")).toEqual([]);
});

test("reports an operation that does not end", async () => {
  const { device, options } = inMemory(undefined, { durations: { verify: 1e9 } });
  const report = await verifyProvider({ ...options, ...verify, operationTimeoutMs: 60_000 });
  expect(followed(report)?.inconclusive?.reason).toBe(
    "it did not end within 60 s; the status shows verify inProgress",
  );
  expect(exitCodeOf(report)).toBe(1);
  expect(isLockFree(device)).toBe(true);
});

test.for<[given: string, alter: Alteration, name: string, fact: string]>([
  [
    "error items nested differently",
    async (_request, respond) => {
      const response = await respond();
      if (response.status !== 401) return response;
      const body = await response.text();
      const nested = body.replace(/<message>(.*?)<\/message>/s, "<items><item>$1</item></items>");
      return new Response(nested, response);
    },
    "getAsyncStatus 401",
    "ErrorResponse/messages",
  ],
  [
    "XML in response to Accept: application/json",
    (request, respond) =>
      request.headers.get("accept") === "application/json" ? statusResponse() : respond(),
    "getAsyncStatus 406",
    "getAsyncStatus 406",
  ],
  [
    "another form field for the renewal",
    async (request, respond) => {
      const form = await request.clone().text();
      return form.startsWith("token=") ? errorResponse(400, "Unknown field.") : respond();
    },
    "requestToken 200",
    "TokenRenewal/token",
  ],
])(
  "reports a wrong assumption, not a deviation of the device: %s",
  async ([, alter, name, fact]) => {
    const { options } = inMemory(alter);
    const report = await verifyProvider({
      ...options,
      allow: { changes: true },
      restVersions: ["v1.2"],
    });
    expect(checksOf(report, "failed")).toEqual([]);
    expect(checksOf(report, "assumption-wrong")).toContain(name);
    const [finding] = report.checks.flatMap(({ findings }) => findings);
    expect(finding).toMatchObject({ about: "assumption", fact: { name: fact, mark: "assumed" } });
    expect(exitCodeOf(report)).toBe(0);
  },
);

test("with rejected credentials, checks the requests that need none", async () => {
  const { options } = inMemory();
  const wrong = { user: "admin", password: "y" };
  const report = await verifyProvider({ ...options, credentials: wrong });
  expect(report.completion.status).toBe("unauthorized");
  expect(formatReport(report)).toContain("wrong passwords are not tried");
  expect(checksOf(report, "passed")).toEqual(["getAsyncStatus 401", "getAsyncStatus 401"]);
  expect(exitCodeOf(report)).toBe(4);
});

test("tells a malformed token response from a failed login", async () => {
  const { options } = inMemory(
    alterBody("/auth/token", (body) => body.replaceAll("accessToken", "token")),
  );
  const report = await verifyProvider({ ...options, ...verify });
  expect(report.completion).toEqual({
    status: "no-token",
    reason: "the response to the login has no usable token",
  });
  const reasons = new Set(report.checks.map(({ skipped }) => skipped?.reason));
  expect(reasons).toContain("the login returned no token");
  expect([...reasons].join()).not.toMatch(/login failed|permission/);
  expect(exitCodeOf(report)).toBe(1);
});

test("continues with the token of a response that deviates", async () => {
  const { options } = inMemory(alterBody("/auth/token", (body) => body.replace("<links/>", "")));
  const report = await verifyProvider({ ...options, restVersions: ["v1.2"] });
  expect(checksOf(report, "failed")).toEqual(["requestToken 200"]);
  expect(checksOf(report, "passed")).toContain("getSystemStatus 200");
});

test("a user who is not an administrator can check what they may read", async () => {
  const users = [{ name: "guest", password: "guest-canary-in-the-mine", administrator: false }];
  const { options } = inMemory(undefined, { users });
  const credentials = { user: "guest", password: "guest-canary-in-the-mine" };
  const report = await verifyProvider({ ...options, credentials, allow: { changes: true } });
  expect(checksOf(report, "failed")).toEqual([]);
  expect(checksOf(report, "passed")).toContain("getSystemStatus 200");
  expect(report.checks.find(({ name }) => name === "getAsyncStatus 200")?.skipped).toEqual({
    code: "not-administrator",
    reason:
      'the user is not an administrator (response: 403 "Administrator privileges are required.")',
  });
  expect(exitCodeOf(report)).toBe(4);
});

test("a device that is down or has another certificate is unreachable", async () => {
  await using right = await startAltered();
  const fingerprint256 = right.options.tls.fingerprint256.replace(/^../, "00");
  const other = await verifyProvider({ ...right.options, tls: { fingerprint256 } });
  expect(other.completion).toMatchObject({
    status: "unreachable",
    code: "tls-fingerprint-mismatch",
    actual: right.listener.fingerprint256,
  });
  expect(exitCodeOf(other)).toBe(6);
  await right.listener.close();
  const off = await verifyProvider(right.options);
  expect(off.completion).toMatchObject({ code: "refused" });
  expect(exitCodeOf(off)).toBe(6);
});

test("verifies the versions that the device supports", async () => {
  const withoutNewest = alterBody("/rest/api/supportedversions", (body) =>
    body
      .replace("<latestVersion>v1.2<", "<latestVersion>v1.1<")
      .replace(/<version>v1.1<\/version>\s*/, ""),
  );
  const { options } = inMemory((request, respond) =>
    request.url.includes("/v1.2/")
      ? errorResponse(404, "Unsupported version: v1.2")
      : withoutNewest(request, respond),
  );
  const report = await verifyProvider(options);
  expect(report.versions).toEqual(["v1.1", "v1.0"]);
  expect(checksOf(report, "failed")).toEqual([]);
  expect(exitCodeOf(report)).toBe(0);
});

test.for([
  [{ url: "http://192.0.2.1" }, "host"],
  [{ restVersions: ["v2.0" as RestVersion] }, "restVersions"],
  [{ allow: { operations: ["reboot" as "save"] } }, "allow.operations"],
  [{ allow: { operations: ["save"], changes: false } }, "allow"],
  [{ allow: { testElement, changes: false } }, "allow"],
  [
    { allow: { testElement: { type: "session-agent", attributes: { hostname: "\0" } } } },
    "allow.testElement",
  ],
  [{ operationTimeoutMs: 600_000 }, "operationTimeoutMs"],
  [{ credentials: { user: "a:b", password: "word" } }, "credentials.user"],
] as const)("rejects %j before sending anything", async ([given, option]) => {
  let sent = 0;
  const { options } = inMemory((_request, respond) => {
    sent += 1;
    return respond();
  });
  await expect(verifyProvider({ ...options, ...given })).rejects.toMatchObject({ option });
  expect(sent).toBe(0);
});
