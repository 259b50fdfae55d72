import { fetchTransport } from "@asyncstatus/client";
import {
  createInMemoryDevice,
  type InMemoryDevice,
  type InMemoryDeviceOptions,
  VirtualClock,
} from "@asyncstatus/server";
import { UnreachableError } from "../errors.ts";
import type { Io } from "../io.ts";
import { runCommandLine } from "../run-command-line.ts";
import { FakeTerminal } from "./fake-terminal.ts";
import { newHome } from "./new-home.ts";

export const host = "192.0.2.1";
export const password = "the admin's canary-in-the-mine";

/** A device with an edit that is not saved. */
export const edited = { initialState: { edited: { text: "new realm" } } };

/** The result of a command. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Reference devices in memory and in virtual time, and a computer to run commands on. */
export interface World {
  readonly clock: VirtualClock;
  /** The device at {@link host}. */
  readonly device: InMemoryDevice;
  readonly io: Io;
  readonly home: string;
  readonly cwd: string;
  readonly terminal: FakeTerminal;
  /** Runs a command, with user, password and host in the environment. */
  run(...argv: string[]): Promise<Ran>;
  /** Runs a command as it is. */
  runBare(env: Io["env"], ...argv: string[]): Promise<Ran>;
  /** Presses Ctrl-C after a while. */
  interruptAfter(ms: number): void;
}

export interface WorldOptions {
  readonly device?: InMemoryDeviceOptions;
  /** Devices at other hosts. */
  readonly others?: Readonly<Record<string, InMemoryDeviceOptions>>;
  readonly terminal?: { readonly columns?: number; readonly rows?: number };
  readonly env?: Io["env"];
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = new VirtualClock();
  const make = (given: InMemoryDeviceOptions = {}) =>
    createInMemoryDevice({ password, seed: 1, ...given, clock });
  const device = await make(options.device);
  const devices = new Map([[host, device]]);
  for (const [name, given] of Object.entries(options.others ?? {})) {
    devices.set(name, await make(given));
  }
  const home = newHome();
  const terminal = new FakeTerminal(options.terminal);
  const interrupts = new Set<() => void>();

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    const found = devices.get(hostname);
    if (found) return found.fetch(input, init);
    const refused = Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" });
    throw new TypeError("fetch failed", { cause: refused });
  };
  const io: Io = {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    stderr: terminal.stderr,
    env: {},
    cwd: home,
    homeDir: home,
    platform: "linux",
    clock,
    random: () => 0,
    openTransport: async () => fetchTransport({ fetch }),
    readCertificate: async () => {
      throw new UnreachableError("these devices are in memory");
    },
    runCommand: async () => 127,
    onInterrupt(listener) {
      interrupts.add(listener);
      return () => interrupts.delete(listener);
    },
    quit: () => {},
  };
  const runBare = async (env: Io["env"], ...argv: string[]): Promise<Ran> => {
    terminal.clear();
    const code = await runCommandLine(argv, { ...io, env });
    return { code, stdout: terminal.stdoutText, stderr: terminal.stderrText };
  };
  const env = {
    LANG: "en_US.UTF-8",
    ASYNCSTATUS_HOST: host,
    ASYNCSTATUS_USER: "admin",
    ASYNCSTATUS_PASSWORD: password,
    ASYNCSTATUS_STATUS_LAG: "0s",
    ...options.env,
  };
  return {
    clock,
    device,
    io,
    home,
    cwd: home,
    terminal,
    runBare,
    run: (...argv) => runBare(env, ...argv),
    interruptAfter(ms) {
      clock.after(ms, () => {
        for (const listener of interrupts) listener();
      });
    },
  };
}
