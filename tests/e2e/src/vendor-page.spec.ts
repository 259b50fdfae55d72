// The examples on the vendor's asyncstatus page, in all versions of the API.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { restVersions } from "@asyncstatus/model";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireProgram } from "./require-program.ts";

const curlExample = `curl -X GET \\
    --header "Accept: application/xml" \\
    --header "Authorization: Bearer $TOKEN" \\
    "https://\${SBCIP}/rest/v1.2/admin/asyncstatus"`;

const pythonExample = `import requests
headers = { "Accept":"application/xml", "Authorization":"Bearer " + token }
url  = "https://" + sbcip + "/rest/v1.2/admin/asyncstatus"
resp = requests.get(url, headers=headers)
`;

const printedBody = new URL(
  "../../../spec/examples/async-status/activate-success.xml",
  import.meta.url,
);

const run = promisify(execFile);

let started: StartedDevice;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  started = await startDevice({ durations: { activate: 0 } });
  started.device.issue("activate", { by: "ACLI" });
  folder = mkdtempSync(join(tmpdir(), "vendor-page-"));
  const certificate = join(folder, "certificate.pem");
  writeFileSync(certificate, started.certificatePem);
  environment = {
    ...process.env,
    SBCIP: new URL(started.url).host,
    TOKEN: started.device.issueToken({ name: started.user, administrator: true }),
    CERTIFICATE: certificate,
    REQUESTS_CA_BUNDLE: certificate,
  };
});

afterAll(async () => {
  await started.close();
  rmSync(folder, { recursive: true });
});

describe.each(restVersions)("in %s", (version) => {
  test("the curl example prints the documented body", async (context) => {
    requireProgram(context, "curl", "--version");
    // Only the option for the self-signed certificate is missing on the page.
    const command = curlExample
      .replace("curl", 'curl --silent --show-error --cacert "$CERTIFICATE"')
      .replace("v1.2", version);
    const { stdout } = await run("sh", ["-c", command], { env: environment });
    expect(stdout).toBe(readFileSync(printedBody, "utf8"));
  });

  test("the Python example gets the documented body", async (context) => {
    requireProgram(context, "python3", "-c", "import requests");
    const before = 'import os\ntoken, sbcip = os.environ["TOKEN"], os.environ["SBCIP"]\n';
    const after = "import sys\nsys.stdout.buffer.write(resp.content)\n";
    const program = before + pythonExample.replace("v1.2", version) + after;
    const { stdout } = await run("python3", ["-c", program], { env: environment });
    expect(stdout).toBe(readFileSync(printedBody, "utf8"));
  });
});
