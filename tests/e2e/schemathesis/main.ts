// `pnpm --filter @asyncstatus/e2e fuzz`: Schemathesis sends valid and invalid requests to the reference device,
// with each version of the API.
//
// Before: pip install -r tests/e2e/schemathesis/requirements.txt, and
// pnpm --filter @asyncstatus/tools spec

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type RestVersion, restVersions } from "@asyncstatus/model";
import { type StartedDevice, startDevice } from "@asyncstatus/server";

const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_schema_conformance",
  "unsupported_method",
  "allow_header_conformance",
  "ignored_auth",
  // From hooks.py.
  "document_is_valid",
  "FullCoverage",
];

const options = [
  `--checks=${checks.join(",")}`,
  "--mode=all",
  "--max-examples=30",
  // Reproducible, so that a new finding comes from a change of the code.
  "--seed=1",
  "--generation-database=none",
  "--continue-on-failure",
  "--warnings=off",
  "--no-color",
];

using folder = mkdtempDisposableSync(join(tmpdir(), "schemathesis-"));
for (const version of restVersions) {
  await using device = await start(version);
  if ((await fuzz(device, version)) !== 0) process.exitCode = 1;
}

/**
 * Starts a device whose newest version is the tested one: a path without a valid version gets responses of
 * the newest. Requests end immediately. A reboot and a switchover never start: a device that is down does not
 * respond, and a standby refuses changes.
 */
function start(version: RestVersion): Promise<StartedDevice> {
  const password = crypto.randomUUID();
  return startDevice({
    password,
    versions: restVersions.slice(restVersions.indexOf(version)),
    otherUsers: [
      { name: "other", password, administrator: true },
      { name: "operator", password, administrator: false },
    ],
    peerName: "sbc2",
    durations: {
      verify: 0,
      save: 0,
      activate: 0,
      restore: 0,
      backup: 0,
      switchover: Number.POSITIVE_INFINITY,
      rebootDelay: Number.POSITIVE_INFINITY,
    },
  });
}

/** Returns the exit code: 0 if there are no findings. */
async function fuzz(device: StartedDevice, version: RestVersion): Promise<number | null> {
  const specification = pathOf(`../../../spec/dist/${version}`);
  const certificate = join(folder.path, "certificate.pem");
  writeFileSync(certificate, device.certificatePem);
  const program = spawn(
    "schemathesis",
    ["run", join(specification, "openapi.yaml"), `--url=${device.url}`, ...options],
    {
      stdio: "inherit",
      // Its cache is created here.
      cwd: folder.path,
      env: {
        ...process.env,
        SCHEMATHESIS_HOOKS: pathOf("hooks.py"),
        REQUESTS_CA_BUNDLE: certificate,
        SBC_URL: device.url,
        SBC_VERSION: version,
        SBC_PASSWORD: device.password,
        SBC_XSD: join(specification, "xsd"),
        SBC_CASES_AT_LEAST: "500",
      },
    },
  );
  const [code] = await once(program, "exit");
  return code;
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
