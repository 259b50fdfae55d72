// The code of each request runs against the reference device.

import { execFile, spawn } from "node:child_process";
import { mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { requireProgram } from "@asyncstatus/e2e/require-program";
import { startDevice } from "@asyncstatus/server";
import { afterAll, describe, expect, test } from "vitest";
import { curlCode, hasXmlBody, pythonCode, requestsOf } from "./request-code.ts";
import { bodyExample, requestPages } from "./request-page.ts";
import { readSpecification } from "./version-spec.ts";

const run = promisify(execFile);
const specified = readSpecification();
const [newest] = specified;
if (!newest) throw new Error("There is no version.");
const requests = requestsOf(newest.openApi, newest.version);
const lock = requests.find(({ request }) => request.operationId === "lockConfiguration");

/** Runs code of curl or Python, and returns the status of the response. */
async function send(code: string, folder: string, environment: Readonly<Record<string, string>>) {
  if (code.startsWith("curl")) {
    const options = { cwd: folder, env: { ...process.env, ...environment } };
    const quiet = 'curl --silent --output /dev/null --write-out "%{http_code}" --cacert ca.pem';
    const { stdout } = await run("sh", ["-c", code.replace("curl", quiet)], options);
    return Number(stdout);
  }
  python ??= startPython();
  return await python.run({ code, folder, environment });
}

// One process for all programs: each would take most of its time to import `requests`.
const loop = `
import json, os, sys
for line in sys.stdin:
    given = json.loads(line)
    os.chdir(given["folder"])
    os.environ.update(given["environment"])
    names = {"sbcip": "SBCIP", "token": "TOKEN", "user": "SBCUSER", "password": "PASSWORD"}
    program = {name: os.environ[key] for name, key in names.items()}
    exec(given["code"], program)
    print(program["resp"].status_code, flush=True)
`;
let python: ReturnType<typeof startPython> | undefined;
afterAll(() => python?.process.kill());

function startPython() {
  const process = spawn("python3", ["-c", loop], { stdio: ["pipe", "pipe", "inherit"] });
  const statuses = createInterface(process.stdout)[Symbol.asyncIterator]();
  return {
    process,
    async run(program: object): Promise<number> {
      process.stdin.write(`${JSON.stringify(program)}\n`);
      const { value, done } = await statuses.next();
      if (!done) return Number(value);
      python = undefined;
      throw new Error("The program failed.");
    },
  };
}

describe.each(["curl", "Python"] as const)("with %s", (language) => {
  test.for(requests)("$method $path succeeds", async (located, context) => {
    requireProgram(context, "curl", "--version");
    if (language === "Python") requireProgram(context, "python3", "-c", "import requests");
    const { openApi } = newest;
    const { request } = located;
    using folder = mkdtempDisposableSync(join(tmpdir(), "asyncstatus-request-"));
    await using device = await startDevice({ peerName: "peer" });
    writeFileSync(join(folder.path, "ca.pem"), device.certificatePem);
    if (hasXmlBody(request)) {
      writeFileSync(join(folder.path, "element.xml"), bodyExample(newest, located));
    }
    const environment = {
      SBCIP: new URL(device.url).host,
      SBCUSER: device.user,
      PASSWORD: device.password,
      TOKEN: device.device.issueToken({ name: device.user, administrator: true }),
      REQUESTS_CA_BUNDLE: join(folder.path, "ca.pem"),
    };
    if (request["x-requires-lock"] && lock) {
      expect(await send(curlCode(openApi, lock), folder.path, environment)).toBe(204);
    }
    const code = language === "curl" ? curlCode : pythonCode;
    const successes = Object.keys(request.responses).filter((status) => status.startsWith("2"));
    const status = await send(code(openApi, located), folder.path, environment);
    expect(successes).toContain(String(status));
  });
});

test("the page of asyncstatus begins with the examples of the vendor's page", () => {
  const page = requestPages(newest).find(({ path }) => path.endsWith("/get-async-status"));
  const headings = [...(page?.body ?? "").matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([
    ...["curl", "Python", "Response 200", "Errors", "Description"],
    ...["Request headers", "Path parameters", "Statuses"],
  ]);
  const [, first = ""] = /## Response 200\s+```xml\n([\s\S]*?)```/.exec(page?.body ?? "") ?? [];
  expect(first).toContain("<operation>activate</operation>\n      <status>success</status>");
});

test.for(specified)("every status of $version is in a table", ({ openApi, version, ...more }) => {
  for (const { request } of requestsOf(openApi, version)) {
    const page = requestPages({ openApi, version, ...more }).find(({ body }) =>
      body.startsWith(`\n${request.summary}.`),
    );
    for (const status of Object.keys(request.responses)) {
      expect(page?.body).toContain(`| **${status}** | <Mark is="`);
    }
  }
});
