import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type FaultRule, type StartedDevice, startDevice } from "@asyncstatus/server";
import { onTestFinished } from "vitest";
import { bundledProgram } from "./bundled-program.ts";
import { newHome } from "./new-home.ts";

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of a new user. */
export function environment(home: string, more: Record<string, string> = {}): Environment {
  const { PATH } = process.env;
  return { PATH, HOME: home, LANG: "en_US.UTF-8", ...more };
}

/** A device, with what a command needs to come to it. */
export interface ServedDevice {
  readonly device: StartedDevice;
  readonly env: Environment;
  readonly home: string;
}

/** Serves a device whose activate takes a while. */
export async function serveDevice(
  activateMs: number,
  faults: readonly FaultRule[] = [],
): Promise<ServedDevice> {
  const device = await startDevice({
    durations: { verify: 20, save: 20, activate: activateMs },
    initialState: { edited: { text: "new realm" } },
    password: "the program's canary-in-the-mine",
    faults,
  });
  onTestFinished(() => device.close());
  const home = newHome();
  const env = environment(home, {
    ASYNCSTATUS_HOST: device.url,
    ASYNCSTATUS_USER: device.user,
    ASYNCSTATUS_PASSWORD: device.password,
    ASYNCSTATUS_STATUS_LAG: "0s",
    ASYNCSTATUS_FINGERPRINT: device.fingerprint256,
  });
  return { device, env, home };
}

/** Starts the program with pipes, as scripts do. */
export function piped(env: Environment, ...argv: string[]) {
  const child = spawn(process.execPath, [bundledProgram, ...argv], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    if (child.exitCode === null) child.kill("SIGKILL");
  });
  return child;
}

/** Reads the first line that a program prints. */
export async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("unreachable: it is a pipe");
  const [line] = await once(createInterface(stdout), "line");
  return line;
}
