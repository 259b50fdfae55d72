import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempDisposableSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import type { Example } from "./examples.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const reason = "realm core & access are missing";

/** The abilities of an example: the columns of the table. */
export const abilities = [
  "compiles",
  "logs in",
  "locks",
  "verifies",
  "saves",
  "activates",
  "reads a failure reason",
  "reads an error text",
] as const;

export type Ability = (typeof abilities)[number];

interface Run {
  readonly code: number;
  readonly output: string;
}

/** Compiles an example, and runs it against the reference device. Returns what worked, and what is printed. */
export async function tryExample(
  example: Example,
): Promise<{ works: ReadonlySet<Ability>; log: string }> {
  using folder = mkdtempDisposableSync(join(tmpdir(), "asyncstatus-example-"));
  cpSync(join(root, "examples", example.name), folder.path, { recursive: true });
  const programs = join(folder.path, "programs");
  mkdirSync(programs);
  const generator = join(root, "tools/generate/run-generator.ts");
  const script = `#!/bin/sh\nexec node ${generator} "$@"\n`;
  writeFileSync(join(programs, "openapi-generator-cli"), script, { mode: 0o755 });
  try {
    execFileSync("./generate.sh", [join(root, "spec/dist/v1.2")], {
      cwd: folder.path,
      env: { ...process.env, PATH: `${programs}:${process.env.PATH}` },
      stdio: "pipe",
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: unknown; stderr?: unknown };
    return { works: new Set(), log: `${stdout}${stderr}` };
  }
  await using device = await startDevice({
    durations: { verify: 500, save: 500, activate: 500 },
    requests: [{ on: "verify", nth: 2, fails: reason }],
  });
  const run = (password: string) => runExample(example, folder.path, device, password);
  return await judge(device, run);
}

async function judge(device: StartedDevice, run: (password: string) => Promise<Run>) {
  device.device.lock("ACLI");
  device.device.edit();
  device.device.unlock("ACLI");
  const before = device.device.configurationVersions();
  const success = await run(device.password);
  const { currentVersion, runningVersion } = device.device.configurationVersions();
  const failure = await run(device.password);
  // Throws if the example holds the lock.
  device.device.lock("ACLI");
  const locked = await run(device.password);
  const rejected = await run("wrong");
  const does: Readonly<Record<Ability, boolean>> = {
    compiles: true,
    "logs in": success.output.includes("logged in"),
    locks: success.output.includes("locked"),
    verifies: success.output.includes("verify succeeded"),
    saves: success.output.includes("save succeeded") && currentVersion > before.currentVersion,
    activates:
      success.code === 0 &&
      success.output.includes("activate succeeded") &&
      runningVersion === currentVersion,
    "reads a failure reason":
      failure.code === 1 && failure.output.includes(`verify failed: ${reason}`),
    "reads an error text":
      locked.code === 1 &&
      locked.output.includes("423") &&
      rejected.code === 1 &&
      rejected.output.includes("Client not authorized."),
  };
  const log = [success, failure, locked, rejected].map(({ output }) => output).join("");
  return { works: new Set(abilities.filter((ability) => does[ability])), log };
}

async function runExample(
  { program }: Example,
  cwd: string,
  device: StartedDevice,
  password: string,
): Promise<Run> {
  const certificate = join(cwd, "device.pem");
  writeFileSync(certificate, device.certificatePem);
  const [name, ...args] = program;
  const child = spawn(name, args, {
    cwd,
    env: {
      ...process.env,
      SBC_URL: device.url,
      SBC_USER: device.user,
      SBC_PASSWORD: password,
      SBC_CA: certificate,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, output };
}
