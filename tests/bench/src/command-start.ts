import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { type ServedDevice, serveDevices } from "./serve-devices.ts";

const run = promisify(execFile);

/**
 * Measures the run time of `--version` and of `status`, which logs in to a device on the loopback
 * interface and reads it twice, compared with a Node.js process that does nothing, and with the same three
 * requests sent by node:https alone.
 */
export async function commandStart({ rounds }: { rounds: number }): Promise<Figure[]> {
  await using setup = await setUpCommands();
  const { program, env } = setup;
  const time = (...argv: string[]) => timeOf(env, process.execPath, argv);
  const ms = await interleave(rounds, {
    bare: () => time("-e", "0"),
    version: () => time(program, "--version"),
    status: () => time(program, "status"),
    requests: () => time("-e", requestsAlone),
  });
  return [
    {
      what: "`asyncstatus --version`, relative to `node -e 0`",
      values: ratios(ms.version, ms.bare),
      unit: "×",
      bound: { of: "median", atMost: 2.2 },
    },
    {
      what: "`asyncstatus status`, relative to `node -e 0`",
      values: ratios(ms.status, ms.bare),
      unit: "×",
      bound: { of: "median", atMost: 3.3 },
    },
    {
      what: "the same requests sent by node:https alone, relative to `node -e 0`",
      values: ratios(ms.requests, ms.bare),
      unit: "×",
    },
    {
      what: "`asyncstatus status`, relative to the same requests sent by node:https alone",
      values: ratios(ms.status, ms.requests),
      unit: "×",
      bound: { of: "median", atMost: 2 },
    },
  ];
}

/** A program to measure, and a device for its commands. */
interface CommandSetup extends AsyncDisposable {
  /** The published entry of the program. */
  readonly program: string;
  /** The environment of a command for the device. */
  readonly env: NodeJS.ProcessEnv;
}

/** Builds the program and serves a device. */
export async function setUpCommands(): Promise<CommandSetup> {
  const program = await buildProgram();
  await using resources = new AsyncDisposableStack();
  const served = resources.use(await serveDevices([null]));
  const [device] = served.devices;
  const home = await mkdtemp(join(tmpdir(), "asyncstatus-bench-"));
  resources.defer(() => rm(home, { recursive: true }));
  const owned = resources.move();
  return {
    program,
    env: environmentOf(device, home),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Builds the program, and returns its published entry. */
export async function buildProgram(): Promise<string> {
  const manifest = import.meta.resolve("asyncstatus/package.json");
  await run(process.execPath, [new URL("build/main.ts", manifest).pathname]);
  return new URL("dist/main.cjs", manifest).pathname;
}

function environmentOf({ url, user, password, certificatePem }: ServedDevice, home: string) {
  return {
    HOME: home,
    ASYNCSTATUS_HOST: url,
    ASYNCSTATUS_USER: user,
    ASYNCSTATUS_PASSWORD: password,
    ASYNCSTATUS_FINGERPRINT: new X509Certificate(certificatePem).fingerprint256,
  };
}

/** Runs a program and returns its run time in milliseconds. */
export async function timeOf(
  env: NodeJS.ProcessEnv,
  program: string,
  argv: readonly string[],
): Promise<number> {
  const since = performance.now();
  await run(program, [...argv], { env, cwd: env.HOME });
  return performance.now() - since;
}

// The client's requests over one connection; the responses are discarded.
const requestsAlone = `
  const { Agent, request } = require("node:https");
  const { env } = process;
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const ask = (method, path, authorization) =>
    new Promise((resolve, reject) => {
      const asking = request(env.ASYNCSTATUS_HOST + "/rest/v1.2/" + path, {
        agent, method, headers: { accept: "application/xml", authorization },
      });
      asking.on("error", reject).on("response", (response) => {
        let text = "";
        response.on("data", (data) => { text += data; }).on("end", () => resolve(text));
      }).end();
    });
  (async () => {
    const { ASYNCSTATUS_USER: user, ASYNCSTATUS_PASSWORD: password } = env;
    const token = await ask("POST", "auth/token", "Basic " + btoa(user + ":" + password));
    const bearer = "Bearer " + /accessToken>([^<]+)/.exec(token)[1];
    await ask("GET", "admin/asyncstatus", bearer);
    await ask("GET", "configuration/versions", bearer);
    agent.destroy();
  })();
`;
