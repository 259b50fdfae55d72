// Adds and deletes of the test element, and the conditions under which a verification skips them.

import { expect, test } from "vitest";
import { exitCodeOf } from "../command/exit-code.ts";
import { errorResponse } from "../testing/altered-device.ts";
import { hasTestElement, inMemory, isLockFree } from "../testing/in-memory.ts";
import type { Report } from "./report/report.ts";
import { verifyProvider } from "./verify-provider.ts";

const testElement = {
  type: "session-agent",
  attributes: { hostname: "asyncstatus-test", "realm-id": "core" },
};

function verify({ options }: ReturnType<typeof inMemory>, element = testElement): Promise<Report> {
  return verifyProvider({ ...options, restVersions: ["v1.2"], allow: { testElement: element } });
}

function resultsOf({ checks }: Report): string[] {
  return checks
    .filter(({ name, result }) => /ConfigElements? /.test(name) && result !== "skipped")
    .map(({ name, result }) => `${name} ${result}`);
}

function reasonOf({ checks }: Report, name: string): string | undefined {
  return checks.find((check) => check.name === name && check.skipped)?.skipped?.reason;
}

/** The session agents of a device in both configurations. */
function agentsOf({ device }: ReturnType<typeof inMemory>) {
  const type = { type: "session-agent" };
  return [device.findElements(type), device.findElements(type, "running")];
}

test("adds the element, finds it, and deletes it while holding the lock", async () => {
  const memory = inMemory();
  const before = agentsOf(memory);
  const report = await verify(memory);
  expect(resultsOf(report)).toEqual([
    "addConfigElement 423 passed",
    "addConfigElement 200 passed",
    "getConfigElements 200 passed",
    "getConfigElements 404 passed",
    "addConfigElement 409 passed",
    "deleteConfigElement 423 passed",
    "deleteConfigElement 204 passed",
    "getConfigElements 404 passed",
  ]);
  expect(exitCodeOf(report)).toBe(0);
  expect(agentsOf(memory)).toEqual(before);
  expect(isLockFree(memory.device)).toBe(true);
});

test("edits in the newest version only, and names it for the others", async () => {
  const { options } = inMemory();
  const report = await verifyProvider({ ...options, allow: { testElement } });
  const { checks } = report;
  const ofOlder = checks.filter((check) => check.version === "v1.0");
  expect(ofOlder.find(({ name }) => name === "addConfigElement 200")?.skipped?.reason).toBe(
    "tested in v1.2 only",
  );
});

test("names the option that allows the edits", async () => {
  const { options } = inMemory();
  const report = await verifyProvider({ ...options, restVersions: ["v1.2"] });
  for (const name of ["addConfigElement 200", "addConfigElement 409", "deleteConfigElement 204"]) {
    expect(reasonOf(report, name)).toBe(
      "adds and deletes an element; name one with --test-element",
    );
  }
});

test("an element that exists is neither edited nor shown", async () => {
  const memory = inMemory();
  const attributes = { hostname: ["asyncstatus-test"], description: ["core secret"] };
  memory.device.addElement({ type: "session-agent", attributes }, { by: "ACLI" });
  const sent: string[] = [];
  const report = await verifyProvider({
    ...memory.options,
    restVersions: ["v1.2"],
    allow: { testElement },
    transport: {
      request: (request) => {
        sent.push(request.method);
        return memory.options.transport.request(request);
      },
      close: () => memory.options.transport.close(),
    },
  });
  expect(reasonOf(report, "addConfigElement 200")).toBe(
    "the test element exists already in the editing configuration",
  );
  expect(hasTestElement(memory.device)).toBe(true);
  expect(sent).not.toContain("DELETE");
  expect(JSON.stringify(report)).not.toContain("core secret");
});

test.each([
  ["the device has no element type no-such-type", { ...testElement, type: "no-such-type" }],
  [
    "the test element has no hostname, a key attribute of session-agent",
    { ...testElement, attributes: { port: "5061" } },
  ],
  [
    "system-config has no key attributes, which the test element needs",
    { type: "system-config", attributes: { location: "lab" } },
  ],
  [
    "the device refuses the test element",
    { ...testElement, attributes: { hostname: "asyncstatus-test", port: "soon" } },
  ],
])("skips the edits if %s", async (reason, element) => {
  const memory = inMemory();
  const report = await verify(memory, element as typeof testElement);
  const skipped = report.checks.find(({ skipped }) => skipped?.code === "test-element-unusable");
  expect(skipped?.skipped?.reason).toContain(reason);
  expect(exitCodeOf(report)).toBe(0);
  expect(hasTestElement(memory.device)).toBe(false);
  expect(isLockFree(memory.device)).toBe(true);
});

test("skips the edits while another user holds the lock", async () => {
  const memory = inMemory();
  memory.device.lock("ACLI");
  const report = await verify(memory);
  expect(reasonOf(report, "addConfigElement 200")).toBe(
    "the configuration lock could not be acquired",
  );
  expect(report.elementWarning).toBeUndefined();
});

test("warns if the element can't be deleted, with the command that does it", async () => {
  const memory = inMemory((request, respond) =>
    request.method === "DELETE" ? errorResponse(500, "Internal error.") : respond(),
  );
  const report = await verify(memory);
  expect(hasTestElement(memory.device)).toBe(true);
  expect(report.elementWarning).toBe(
    "The test element may remain in the editing configuration: the response to the delete request " +
      "was 500. It was not saved. To delete it: asyncstatus request DELETE " +
      "configuration/configElements --lock --host 192.0.2.7:8443 " +
      "--query hostname=asyncstatus-test --query elementType=session-agent",
  );
  expect(exitCodeOf(report)).toBe(1);
});

test("saves no element that can't be deleted", async () => {
  const memory = inMemory((request, respond) =>
    request.method === "DELETE" ? errorResponse(500, "Internal error.") : respond(),
  );
  const allow = { testElement, operations: ["save", "activate"] } as const;
  await verifyProvider({ ...memory.options, restVersions: ["v1.2"], allow });
  const [editing, running] = agentsOf(memory).map((agents) => JSON.stringify(agents));
  expect(editing).toContain("asyncstatus-test");
  expect(running).not.toContain("asyncstatus-test");
});

test("deletes an element that a device adds without the lock", async () => {
  const memory = inMemory(async (request, respond) => {
    const response = await respond();
    if (request.method !== "POST" || !request.url.endsWith("/configElements")) return response;
    if (response.status !== 423) return response;
    const attributes = { hostname: ["asyncstatus-test"] };
    memory.device.addElement({ type: "session-agent", attributes }, { by: "ACLI" });
    return errorResponse(500, "Internal error.");
  });
  const report = await verify(memory);
  expect(resultsOf(report)).toEqual(["addConfigElement 423 failed"]);
  expect(hasTestElement(memory.device)).toBe(false);
  expect(report.elementWarning).toBeUndefined();
});

test("the transcript has the element that was added, and none that was found", async () => {
  const { transcript } = await verify(inMemory());
  const entries = transcript.entries.filter(({ request }) => request.path.endsWith("Elements"));
  expect(entries.find(({ request }) => request.method === "POST")?.request.body).toContain(
    "asyncstatus-test",
  );
  const found = entries.filter(
    ({ operationId, response }) =>
      operationId === "getConfigElements" && "status" in response && response.status === 200,
  );
  expect(found).toMatchObject([{ response: { body: null } }]);
});
