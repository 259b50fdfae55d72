import { type RestVersion, restVersions } from "@asyncstatus/client";
import { encode, type OperationName, type OperationStatus } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { type Alteration, startAltered } from "../testing/altered-device.ts";
import { inMemory, isLockFree } from "../testing/in-memory.ts";
import type { Check, Report } from "./report/report.ts";
import { verifyProvider } from "./verify-provider.ts";

const everything = { allow: { operations: ["verify", "save", "activate"] } } as const;

function checksOf({ checks }: Report, result: Check["result"]): string[] {
  return checks.filter((check) => check.result === result).map(({ name }) => name);
}

test("the reference device holds in every version that it names, over TLS", async () => {
  await using right = await startAltered();
  const report = await verifyProvider(right.options);
  expect(checksOf(report, "broken")).toEqual([]);
  expect(checksOf(report, "assumption")).toEqual([]);
  expect(report.versions).toEqual(restVersions);
  expect(report.ending).toEqual({ ended: "complete" });
  expect(exitCodeOf(report)).toBe(0);
});

test.for(restVersions)("the reference device holds in %s, asked for by name", async (version) => {
  const report = await verifyProvider({ ...inMemory().options, restVersions: [version] });
  expect(report.versions).toEqual([version]);
  expect(checksOf(report, "broken")).toEqual([]);
  expect(checksOf(report, "held")).toHaveLength(12);
});

test("everything that may be allowed holds, and is done", async () => {
  const { device, options } = inMemory();
  device.lock("ACLI");
  device.edit();
  device.unlock("ACLI");
  const before = device.configurationVersions();
  const report = await verifyProvider({ ...options, ...everything });
  expect(checksOf(report, "broken")).toEqual([]);
  const what = report.checks.filter(({ result }) => result === "held").map((check) => check.what);
  expect(what).toContain("The lock goes over to the renewed token, which can release it.");
  for (const operation of everything.allow.operations) {
    expect(what).toContain(`A request to ${operation} is taken.`);
    expect(what).toContain(`The status shows the request to ${operation}, to its end.`);
  }
  const after = before.currentVersion + 1;
  expect(device.configurationVersions()).toEqual({ currentVersion: after, runningVersion: after });
  expect(isLockFree(device)).toBe(true);
});

test("unless more is allowed, nothing is asked that could change something", async () => {
  const asked = new Set<string>();
  const { options } = inMemory((request, answer) => {
    asked.add(`${request.method} ${new URL(request.url).pathname.replace(/v\d\.\d/, "V")}`);
    return answer();
  });
  await verifyProvider(options);
  expect([...asked].filter((request) => !request.startsWith("GET "))).toEqual([
    "POST /rest/V/auth/token",
  ]);
});

test("with changes alone, the lock is taken and released, and no operation is asked for", async () => {
  const asked = new Set<string>();
  const { device, options } = inMemory((request, answer) => {
    if (request.method !== "GET") asked.add(new URL(request.url).pathname.split("/").at(-1) ?? "");
    return answer();
  });
  const report = await verifyProvider({ ...options, allow: { changes: true } });
  expect([...asked].sort()).toEqual(["lock", "token", "unlock"]);
  expect(checksOf(report, "held")).toContain("unlockConfiguration 204");
  expect(isLockFree(device)).toBe(true);
});

test("every answer of the specification is either tried or told of, with the reason", async () => {
  const report = await verifyProvider(inMemory().options);
  const of = (version: RestVersion) =>
    new Set(report.checks.filter((check) => check.version === version).map(({ name }) => name));
  for (const version of restVersions) {
    expect(of(version)).toContain("reboot 202");
    expect(of(version)).toContain("saveVerifyOrRestore 202");
    expect(of(version).size).toBeGreaterThan(85);
  }
  const untold = report.checks.filter(({ result, why }) => result === "not-tried" && !why);
  expect(untold).toEqual([]);
  expect(report.checks).toContainEqual({
    version: "v1.2",
    name: "lockConfiguration 204",
    what: "lockConfiguration is answered 204 as specified.",
    result: "not-tried",
    findings: [],
    why: "would take the configuration lock: --allow-changes",
  });
});

test("a lock that somebody else holds leaves its checks untried, and is left alone", async () => {
  const { device, options } = inMemory();
  device.lock("GUI");
  const report = await verifyProvider({ ...options, ...everything });
  expect(checksOf(report, "broken")).toEqual([]);
  const untried = report.checks.filter(({ why }) => why?.includes("somebody else holds"));
  expect(untried.map(({ name }) => name)).toContain("lockConfiguration 204");
  expect(exitCodeOf(report)).toBe(0);
  expect(isLockFree(device)).toBe(false);
});

test("while somebody's request is in progress, none of ours is made", async () => {
  const { device, options } = inMemory(undefined, { durations: { save: 1e9 } });
  device.issue("save", { by: "ACLI" });
  const report = await verifyProvider({ ...options, allow: { operations: ["verify"] } });
  const [untried] = report.checks.filter(({ what }) => what === "A request to verify is taken.");
  expect(untried).toMatchObject({ result: "not-tried", why: "somebody's save is in progress" });
});

test.for<[given: string, second: () => Response | Promise<Response>, want: string | undefined]>([
  [
    "a look that is not answered",
    () => {
      throw new TypeError("fetch failed");
    },
    undefined,
  ],
  [
    "somebody's request in its place",
    () => statusOf("save", "inProgress"),
    "somebody's save took its place",
  ],
  [
    "a status that is blank again",
    () => new Response(noRequest, { headers: { "content-type": "application/xml" } }),
    "it was shown no more",
  ],
])("%s is what it is, while an operation is followed", async ([, second, want]) => {
  let looks = 0;
  const { options } = inMemory(
    (request, answer) => {
      const isPolled = request.url.endsWith("/v1.2/admin/asyncstatus");
      // Those before the request do not count.
      if (isPolled && taken) looks += 1;
      if (request.url.endsWith("action=verify")) taken = true;
      return isPolled && looks === 3 ? second() : answer();
    },
    { durations: { verify: 5_000 } },
  );
  let taken = false;
  const report = await verifyProvider({
    ...options,
    allow: { operations: ["verify"] },
    restVersions: ["v1.2"],
  });
  const followed = report.checks.find(({ what }) => what.startsWith("The status shows"));
  expect(followed).toMatchObject(
    want === undefined ? { result: "held" } : { result: "not-tried", why: want },
  );
});

test("the end of an earlier request of the same name is not taken for that of ours", async () => {
  const { options } = inMemory((request, answer) =>
    request.url.endsWith("/asyncstatus") && request.headers.get("accept") === "application/xml"
      ? answer().then((right) => (right.ok ? statusOf("verify", "success") : right))
      : answer(),
  );
  const report = await verifyProvider({ ...options, allow: { operations: ["verify"] } });
  const followed = report.checks.find(({ what }) => what.startsWith("The status shows"));
  expect(followed).toMatchObject({
    result: "not-tried",
    why: "an earlier verify success was shown throughout, which cannot be told from its end",
  });
});

test("an operation that fails is an operation that was reported as specified", async () => {
  const { device, options } = inMemory();
  device.lock("ACLI");
  device.edit({ fault: "No such realm." });
  device.unlock("ACLI");
  const report = await verifyProvider({ ...options, allow: { operations: ["verify"] } });
  expect(checksOf(report, "broken")).toEqual([]);
});

test("an end that does not come is not told as one that was seen", async () => {
  const { device, options } = inMemory(undefined, { durations: { verify: 1e9 } });
  const report = await verifyProvider({
    ...options,
    allow: { operations: ["verify"] },
    operationTimeoutMs: 60_000,
  });
  const followed = report.checks.find(({ what }) => what.startsWith("The status shows"));
  expect(followed?.why).toBe(
    "its end was not seen within 60 s: the status showed verify inProgress",
  );
  expect(isLockFree(device)).toBe(true);
});

test.for<[given: string, alter: Alteration, name: string, fact: string]>([
  [
    "items of an error nested in another way",
    async (_request, right) => {
      const answer = await right();
      if (answer.status !== 401) return answer;
      const body = (await answer.text()).replace(
        /<message>(.*?)<\/message>/s,
        "<items><item>$1</item></items>",
      );
      return new Response(body, answer);
    },
    "getAsyncStatus 401",
    "ErrorResponse/messages",
  ],
  [
    "an answer in XML to who wants JSON",
    (request, right) =>
      request.headers.get("accept") === "application/json"
        ? new Response(noRequest, { headers: { "content-type": "application/xml" } })
        : right(),
    "getAsyncStatus 406",
    "getAsyncStatus 406",
  ],
  [
    "another field for the token to renew",
    async (request, right) => {
      const form = await request.clone().text();
      return form.startsWith("token=") ? refusal(400, "Unknown field.") : right();
    },
    "requestToken 200",
    "TokenRenewal/token",
  ],
])("%s is a finding about the assumption, not about the device", async ([, alter, name, fact]) => {
  const { options } = inMemory(alter);
  const report = await verifyProvider({
    ...options,
    allow: { changes: true },
    restVersions: ["v1.2"],
  });
  expect(checksOf(report, "broken")).toEqual([]);
  expect(checksOf(report, "assumption")).toContain(name);
  const [finding] = report.checks.flatMap(({ findings }) => findings);
  expect(finding).toMatchObject({ about: "assumption", basis: { name: fact, mark: "assumed" } });
  expect(exitCodeOf(report)).toBe(0);
});

function statusOf(operation: OperationName, status: OperationStatus): Response {
  const data = { operationState: { operation, status } };
  const body = encode("AsyncStatusResponse", { data, messages: [], links: [] });
  return new Response(body, { headers: { "content-type": "application/xml" } });
}

const noRequest = encode("AsyncStatusResponse", { data: {}, messages: [], links: [] });

function refusal(status: number, errorMessage: string): Response {
  const body = encode("ErrorResponse", { data: {}, messages: [{ errorMessage }], links: [] });
  return new Response(body, { status, headers: { "content-type": "application/xml" } });
}

test("credentials that are refused end it, and the refusals are judged all the same", async () => {
  const { options } = inMemory();
  const wrong = { user: "admin", password: "another" };
  const report = await verifyProvider({ ...options, credentials: wrong });
  expect(report.ending.ended).toBe("unauthorized");
  expect(checksOf(report, "held")).toEqual(["getAsyncStatus 401", "getAsyncStatus 401"]);
  expect(exitCodeOf(report)).toBe(4);
});

test("a user who is no administrator sees what such a user may", async () => {
  const users = [{ name: "guest", password: "guest-canary-in-the-mine", administrator: false }];
  const { options } = inMemory(undefined, { users });
  const credentials = { user: "guest", password: "guest-canary-in-the-mine" };
  const report = await verifyProvider({ ...options, credentials, allow: { changes: true } });
  expect(checksOf(report, "broken")).toEqual([]);
  expect(checksOf(report, "held")).toContain("getSystemStatus 200");
  expect(report.checks.find(({ name }) => name === "getAsyncStatus 200")?.why).toBe(
    'the user is not an administrator (answered 403 "Administrator privileges are required.")',
  );
  expect(exitCodeOf(report)).toBe(4);
});

test("a device that is off is unreachable, and so is one that shows another certificate", async () => {
  await using right = await startAltered();
  const fingerprint256 = right.options.tls.fingerprint256.replace(/^../, "00");
  const other = await verifyProvider({ ...right.options, tls: { fingerprint256 } });
  expect(other.ending).toMatchObject({
    ended: "unreachable",
    why: expect.stringContaining("Certificate has another fingerprint"),
  });
  expect(exitCodeOf(other)).toBe(6);
  await right.listener.close();
  const off = await verifyProvider(right.options);
  expect(off.ending).toMatchObject({ why: expect.stringContaining("Connection refused") });
  expect(exitCodeOf(off)).toBe(6);
});

test("a device that serves v1.1 and older only is verified in these", async () => {
  const { options } = inMemory(async (request, right) => {
    if (request.url.includes("/v1.2/")) return refusal(404, "Unsupported version: v1.2");
    const answer = await right();
    if (!request.url.endsWith("/rest/api/supportedversions")) return answer;
    const body = (await answer.text())
      .replace("<latestVersion>v1.2<", "<latestVersion>v1.1<")
      .replace(/<version>v1.1<\/version>\s*/, "");
    return new Response(body, answer);
  });
  const report = await verifyProvider(options);
  expect(report.versions).toEqual(["v1.1", "v1.0"]);
  expect(checksOf(report, "broken")).toEqual([]);
  expect(exitCodeOf(report)).toBe(0);
});

test.for([
  [{ url: "http://192.0.2.1" }, "host"],
  [{ restVersions: ["v2.0" as RestVersion] }, "restVersions"],
  [{ allow: { operations: ["reboot" as "save"] } }, "allow.operations"],
  [{ allow: { operations: ["save"], changes: false } }, "allow"],
  [{ operationTimeoutMs: 600_000 }, "operationTimeoutMs"],
  [{ credentials: { user: "a:b", password: "word" } }, "credentials.user"],
] as const)("%j is refused before anything is sent", async ([given, option]) => {
  let sent = 0;
  const { options } = inMemory((_request, answer) => {
    sent += 1;
    return answer();
  });
  await expect(verifyProvider({ ...options, ...given })).rejects.toMatchObject({ option });
  expect(sent).toBe(0);
});
