import { dirname, extname, resolve } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { jsonForTerminal, linesForTerminal } from "@asyncstatus/model/text";
import type {
  FleetScenario,
  ScenarioName,
  StartDeviceOptions,
  StartedDevice,
  StartedFleet,
} from "@asyncstatus/server";
import { completed, scenarios } from "../completion/candidates.ts";
import { fingerprintLines } from "../connection/certificate-lines.ts";
import { passwordSource, readPassword } from "../connection/read-password.ts";
import { errorText, isSystemError } from "../error-text.ts";
import { CommandLineError, problemsError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName, shellWord } from "../program-name.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { writeNamedFile } from "../settings/replace-file.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import type { KeptDevice } from "../state/kept-device.ts";
import { command } from "./command.ts";
import { countFlag, numberFlag, passwordFlags, switchFlag, textFlag } from "./flags.ts";

interface ServeFlags {
  readonly port?: number | undefined;
  readonly devices?: number | undefined;
  readonly pairs?: boolean | undefined;
  readonly inventory?: string | undefined;
  readonly listen?: string | undefined;
  readonly user?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly passwordCommand?: string | undefined;
  readonly passwordStdin?: boolean | undefined;
  readonly scenario?: string | undefined;
  readonly keep?: boolean | undefined;
  readonly seed?: number | undefined;
  readonly strict?: boolean | undefined;
  readonly control?: boolean | undefined;
  readonly log?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly env?: boolean | undefined;
}

export const serve = command<ServeFlags>({
  brief: "start a simulated SBC",
  description: "Starts a simulated SBC, prints how to connect to it, and runs until Ctrl-C.",
  examples: [
    "[options]",
    "--scenario superseded-by-acli",
    "--port 8443 --json --control",
    "--devices 500 --pairs --inventory hosts.yaml",
  ],
  flags: {
    port: numberFlag("port, or the first of several (default: any free port)", "port"),
    devices: countFlag("number of devices, each on a port of its own", "number"),
    pairs: switchFlag("group the devices into HA pairs", false),
    inventory: textFlag("file to write the hosts of several devices to", "file", false),
    listen: textFlag("address (default: 127.0.0.1)", "address", false),
    user: textFlag("user name (default: admin)", "user", false),
    ...passwordFlags,
    scenario: completed(textFlag("scenario name, or a YAML file", "scenario", false), scenarios),
    keep: switchFlag("use the certificate and the password from the last serve --keep", false),
    seed: numberFlag("random seed", "number"),
    strict: switchFlag("validate every response against the specification", false),
    control: switchFlag("also serve an HTTP interface to control the device", false),
    log: switchFlag("log requests and responses", false),
    json: switchFlag("print the connection settings as one JSON object", false),
    env: switchFlag("print the connection settings as shell export commands", false),
  },
  action: async (io, flags) => {
    const startedAt = io.clock.date();
    const stopped = Promise.withResolvers<void>();
    let isStopping = false;
    const endInterrupts = io.onInterrupt(() => {
      if (isStopping) io.quit();
      isStopping = true;
      stopped.resolve();
    });
    try {
      await using started = await start(io, flags);
      if ("devices" in started && flags.inventory)
        writeInventory(resolve(io.cwd, flags.inventory), started);
      io.stdout.write(textOf(io, started, flags));
      await stopped.promise;
      return 0;
    } catch (error) {
      return failWithoutDevice(io, error, { command: "serve", json: flags.json, startedAt });
    } finally {
      endInterrupts();
    }
  },
});

/** Formats what a started device prints. */
function textOf(io: Io, started: StartedDevice | StartedFleet, flags: ServeFlags): string {
  if (flags.env) return `${exportLines(io, started, flags).join("\n")}\n`;
  if (flags.json) return `${jsonForTerminal(toJson(started))}\n`;
  return "devices" in started ? welcomeToFleet(io, started, flags) : welcome(io, started, flags);
}

const maxPort = 65_535;

async function start(io: Io, flags: ServeFlags): Promise<StartedDevice | StartedFleet> {
  // Not bundled: the reference device is a dependency.
  const { ScenarioError, startDevice, startFleet } = await import("@asyncstatus/server");
  const { listen, port, user, seed, strict = false, control = false, log, devices } = flags;
  const { pairs = false } = flags;
  if (devices === undefined && (pairs || flags.inventory !== undefined)) {
    throw new CommandLineError(`${pairs ? "--pairs" : "--inventory"} needs --devices`);
  }
  const lastPort = (port ?? 0) + (port ? (devices ?? 1) - 1 : 0);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && lastPort <= maxPort)) {
    throw new CommandLineError(`--port: expected ports from 0 to ${maxPort}, got ${lastPort}`);
  }
  if (flags.env && flags.json) throw new CommandLineError("--env and --json can't be combined");
  if (devices !== undefined && control) {
    throw new CommandLineError("--control and --devices can't be combined");
  }
  try {
    const kept = flags.keep ? await keep(io, listen) : undefined;
    const password = (await givenPassword(io, flags)) ?? kept?.password;
    const common: Omit<StartDeviceOptions, "scenario"> = {
      ...(listen !== undefined && { host: listen }),
      ...(port !== undefined && { port }),
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(kept && { tls: kept.certificate }),
      // Without a scenario, there is a change to commit.
      ...(!flags.scenario && { initialState: { edited: { text: "a new realm" } } }),
      ...(seed !== undefined && { seed }),
      strict,
      ...(log && { log: (line: string) => io.stderr.write(`${line}\n`) }),
      onError: (error) =>
        io.stderr.write(linesForTerminal(String(error instanceof Error ? error.stack : error))),
    };
    if (devices !== undefined) {
      const scenario = flags.scenario && (await findOrRead(flags.scenario, "fleet"));
      return await startFleet({ ...common, devices, pairs, ...(scenario && { scenario }) });
    }
    const scenario = flags.scenario && (await findOrRead(flags.scenario, "device"));
    return await startDevice({ ...common, control, ...(scenario && { scenario }) });
  } catch (error) {
    if (error instanceof ScenarioError) throw problemsError(error);
    const isUsage = error instanceof RangeError || isSystemError(error);
    throw isUsage ? new UsageError(errorText(error)) : error;
  }
}

async function keep(io: Io, address = "127.0.0.1"): Promise<KeptDevice> {
  // As the reference device, not loaded by other commands.
  const { keptDevice } = await import("../state/kept-device.ts");
  return keptDevice(io, address);
}

/** Reads a password that is given here. The password of a real device isn't used. */
async function givenPassword(io: Io, flags: ServeFlags): Promise<string | undefined> {
  const { passwordFile, passwordCommand, passwordStdin = false } = flags;
  if (!passwordFile && !passwordCommand && !passwordStdin) return undefined;
  // Without the host of a real device, which doesn't get this password.
  const { host: _, ...settings } = await resolveSettings(io, { passwordFile, passwordCommand });
  return readPassword(io, passwordSource(io, settings, passwordStdin), flags.user ?? "admin");
}

async function findOrRead(
  given: string,
  of: "device" | "fleet",
): Promise<ScenarioName | FleetScenario> {
  const { readFleetScenario, readScenario, scenarioNames } = await import("@asyncstatus/server");
  const name = scenarioNames.find((known) => known === given);
  if (name) return name;
  if (extname(given) === "") {
    throw new UsageError(
      `unknown scenario ${JSON.stringify(given)}`,
      `Scenarios: ${scenarioNames.join(", ")}.`,
    );
  }
  const file = readCheckedFile(given, "scenario");
  if (!file) throw new UsageError(`--scenario: file not found: ${given}`);
  return of === "fleet" ? readFleetScenario(file.text, given) : readScenario(file.text, given);
}

function toJson(started: StartedDevice | StartedFleet) {
  const { user, password, fingerprint256, seed } = started;
  const common = { user, password, fingerprint256, seed };
  if ("devices" in started) {
    return { ...common, devices: started.devices.map(({ device: _, ...about }) => about) };
  }
  const { url, controlUrl, renewedFingerprint256 } = started;
  return {
    url,
    ...common,
    ...(renewedFingerprint256 && { renewedFingerprint256 }),
    ...(controlUrl && { controlUrl }),
  };
}

const inventoryHead = "# Written by asyncstatus serve\n";

/** Formats the settings of a connection as exports for a shell. */
function exportLines(
  io: Io,
  started: StartedDevice | StartedFleet,
  { inventory }: ServeFlags,
): string[] {
  const { user, password, fingerprint256 } = started;
  const settings = {
    ...("url" in started && { ASYNCSTATUS_HOST: new URL(started.url).host }),
    ASYNCSTATUS_USER: user,
    ASYNCSTATUS_PASSWORD: password,
    ASYNCSTATUS_FINGERPRINT: fingerprint256,
    ...(inventory && { ASYNCSTATUS_TRUST_FOLDER: resolve(io.cwd, dirname(inventory)) }),
  };
  return Object.entries(settings).map(([name, value]) => `export ${name}=${shellWord(value)}`);
}

/** Writes the hosts of a fleet, for `--inventory`. Replaces only a file that it has written. */
function writeInventory(file: string, { devices }: StartedFleet): void {
  const existing = readCheckedFile(file, "data");
  if (existing && !existing.text.startsWith(inventoryHead)) {
    throw new UsageError(`--inventory: the file exists: ${file}`);
  }
  const lines = devices.map(({ url, hostName, peerName }, index) => {
    const { host } = new URL(url);
    const pair = `pair-${Math.floor(index / 2) + 1}`;
    const entry = peerName === undefined ? host : `{ host: "${host}", pair: ${pair} }`;
    return `  - ${entry} # ${hostName}\n`;
  });
  writeNamedFile("--inventory", file, `${inventoryHead}hosts:\n${lines.join("")}`);
}

function welcomeToFleet(io: Io, started: StartedFleet, flags: ServeFlags): string {
  const { devices, seed } = started;
  const [first, last] = [devices[0], devices.at(-1)].map((one) => new URL(one?.url ?? "").host);
  const program = programName(io);
  const { inventory, scenario, pairs } = flags;
  const text = [
    `${devices.length} simulated SBCs are listening, from ${first} to ${last}. Press Ctrl-C to stop them.`,
    "",
    ...(pairs
      ? ["  pairs        every two devices are an HA pair; the first starts as the active system"]
      : []),
    ...(scenario ? [`  scenario     ${scenario}, seed ${seed}`] : []),
    ...shareLines(started),
    "",
    "In another terminal, set user, password and certificate for all commands:",
    "",
    ...exportLines(io, started, flags).map((line) => `  ${line}`),
    "",
    "Then read the status of the devices:",
    "",
    `  ${program} status ${inventory ? `--inventory ${shellWord(inventory)}` : `--host ${first}`}`,
    "",
  ].join("\n");
  return linesForTerminal(text);
}

/** Counts the devices of each share. */
function shareLines({ devices }: StartedFleet): string[] {
  const shares = devices.flatMap(({ share }) => share ?? []);
  return [...new Set(shares)].map((share, index) => {
    const count = shares.filter((one) => one === share).length;
    return `  ${(index === 0 ? "shares" : "").padEnd(13)}${count} ${share}`;
  });
}

function welcome(io: Io, started: StartedDevice, { scenario }: ServeFlags): string {
  const { url, user, password, fingerprint256, seed, controlUrl } = started;
  const renewed = started.renewedFingerprint256;
  const column = " ".repeat(15);
  const { host } = new URL(url);
  const program = programName(io);
  const text = [
    `A simulated SBC is listening at ${url}. Press Ctrl-C to stop it.`,
    "",
    `  user         ${user}`,
    `  password     ${password}`,
    "  certificate  self-signed, SHA-256",
    ...fingerprintLines(fingerprint256, column),
    ...(renewed
      ? [
          "  renewed      after an activate that changes its record, SHA-256",
          ...fingerprintLines(renewed, column),
        ]
      : []),
    ...(scenario ? [`  scenario     ${scenario}, seed ${seed}`] : []),
    ...(controlUrl ? [`  control      ${controlUrl}`] : []),
    "",
    "In another terminal, compare its certificate with the one above and pin it:",
    "",
    `  ${program} trust ${host}`,
    "",
    "Set the host, user and password for all commands:",
    "",
    `  export ASYNCSTATUS_HOST=${host} ASYNCSTATUS_USER=${user}`,
    `  export ASYNCSTATUS_PASSWORD=${shellWord(password)}`,
    "",
    "Then commit the editing configuration:",
    "",
    `  ${program} commit`,
    "",
  ].join("\n");
  return linesForTerminal(text);
}
