// `pnpm --filter @asyncstatus/e2e python` and `go`: runs an example against the reference device.
//
// Before `python`: pip install -r examples/python/requirements.txt, and
// pnpm --filter @asyncstatus/tools spec

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startDevice } from "@asyncstatus/server";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const [language = ""] = process.argv.slice(2);
using folder = mkdtempDisposableSync(join(tmpdir(), "asyncstatus-example-"));
cpSync(join(root, "examples", language), folder.path, { recursive: true });
const command = prepare();

await using device = await startDevice({ durations: { verify: 500, save: 500, activate: 500 } });
const certificate = join(folder.path, "device.pem");
writeFileSync(certificate, device.certificatePem);

/** Generates or compiles what the example needs. Returns the command that runs it. */
function prepare(): [program: string, ...args: string[]] {
  const options = { cwd: folder.path };
  if (language === "go") {
    execFileSync("go", ["build", "-o", "commit", "."], options);
    return [join(folder.path, "commit")];
  }
  execFileSync("./generate.sh", [join(root, "spec/dist/v1.2")], options);
  return ["python", "commit.py"];
}

/** Returns the exit code and the output of the example. */
async function commit(password: string): Promise<{ code: number; output: string }> {
  const [name, ...args] = command;
  const program = spawn(name, args, {
    cwd: folder.path,
    env: {
      ...process.env,
      SBC_URL: device.url,
      SBC_USER: device.user,
      SBC_PASSWORD: password,
      SBC_CA: certificate,
    },
  });
  let output = "";
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(program, "close");
  return { code, output };
}

function expectThat(isRight: boolean, what: string, output: string): void {
  if (isRight) return;
  console.error(`Expected ${what}:\n${output}`);
  process.exitCode = 1;
}

device.device.lock("ACLI");
device.device.edit();
device.device.unlock("ACLI");
const before = device.device.configurationVersions();
const { code, output } = await commit(device.password);
console.log(output);
expectThat(code === 0, "exit code 0", output);
const { currentVersion, runningVersion } = device.device.configurationVersions();
const isActive = currentVersion === before.currentVersion + 1 && runningVersion === currentVersion;
expectThat(isActive, "a new version that runs", output);
// The lock is free.
device.device.lock("ACLI");
const locked = await commit(device.password);
expectThat(
  locked.code === 1 && locked.output.includes("423"),
  "423 and exit code 1",
  locked.output,
);
const rejected = await commit("wrong");
expectThat(
  rejected.code === 1 && rejected.output.includes("Client not authorized."),
  "the reason of the device and exit code 1",
  rejected.output,
);
