import { systemClock } from "@asyncstatus/client";
import { type StartDeviceOptions, type StartedDevice, startDevice } from "@asyncstatus/server";
import { onTestFinished } from "vitest";
import { openTransport } from "../connection/open-transport.ts";
import { readCertificate } from "../connection/read-certificate.ts";
import { runCommand } from "../connection/run-command.ts";
import type { Io } from "../io.ts";
import { runCommandLine } from "../run-command-line.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake-terminal.ts";
import { newHome } from "./new-home.ts";
import type { Ran } from "./world.ts";

/** A reference device on real HTTPS and in real time, and a computer to run commands on. */
export interface ServedWorld {
  readonly device: StartedDevice;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly home: string;
  readonly terminal: FakeTerminal;
  /** Every request that the device has had, as its log has it. */
  readonly log: readonly string[];
  /** Runs a command, with user, password and host in the environment. */
  run(...argv: string[]): Promise<Ran>;
}

const briefly = { verify: 50, save: 50, activate: 100 };

export async function createServedWorld({
  env,
  terminal: screen,
  ...options
}: StartDeviceOptions & {
  readonly terminal?: FakeTerminalOptions;
  readonly env?: Io["env"];
} = {}): Promise<ServedWorld> {
  const log: string[] = [];
  const device = await startDevice({
    durations: briefly,
    log: (line) => log.push(line),
    password: "the served canary-in-the-mine",
    ...options,
  });
  onTestFinished(() => device.close());
  const home = newHome();
  const terminal = new FakeTerminal(screen);
  const { host } = new URL(device.url);
  const io: Io = {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    stderr: terminal.stderr,
    env: {
      ASYNCSTATUS_HOST: host,
      ASYNCSTATUS_USER: device.user,
      ASYNCSTATUS_PASSWORD: device.password,
      ASYNCSTATUS_STATUS_LAG: "0s",
      ...env,
    },
    cwd: home,
    homeDir: home,
    platform: "linux",
    clock: systemClock,
    random: Math.random,
    openTransport: async (tls) => openTransport(tls),
    readCertificate,
    runCommand,
    onInterrupt: () => () => {},
    quit: () => {},
  };
  return {
    device,
    host,
    home,
    terminal,
    log,
    async run(...argv) {
      terminal.clear();
      const code = await runCommandLine(argv, io);
      return { code, stdout: terminal.stdoutText, stderr: terminal.stderrText };
    },
  };
}
