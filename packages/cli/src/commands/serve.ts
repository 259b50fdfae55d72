import { extname } from "node:path";
import { readCheckedFile } from "@asyncstatus/contract/options";
import { jsonForTerminal, linesForTerminal } from "@asyncstatus/model/text";
import type {
  Scenario,
  ScenarioName,
  StartDeviceOptions,
  StartedDevice,
} from "@asyncstatus/server";
import { passwordSource, readPassword } from "../connection/read-password.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { programName } from "../program-name.ts";
import { failWithoutDevice } from "../run/fail-without-device.ts";
import { resolveSettings } from "../settings/resolve-settings.ts";
import { command, numberFlag, passwordFlags, switchFlag, textFlag } from "./command.ts";

interface ServeFlags {
  readonly port?: number | undefined;
  readonly listen?: string | undefined;
  readonly user?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly passwordCommand?: string | undefined;
  readonly passwordStdin?: boolean | undefined;
  readonly scenario?: string | undefined;
  readonly seed?: number | undefined;
  readonly strict?: boolean | undefined;
  readonly control?: boolean | undefined;
  readonly log?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export const serve = command<ServeFlags>({
  brief: "start a simulated SBC",
  description: "Runs until Ctrl-C.",
  examples: ["[options]", "--scenario superseded-by-acli", "--port 8443 --json --control"],
  flags: {
    port: numberFlag("port (default: any free port)", "port"),
    listen: textFlag("address (default: 127.0.0.1)", "address", false),
    user: textFlag("user name (default: admin)", "user", false),
    ...passwordFlags,
    scenario: textFlag("scenario name, or a YAML file", "scenario", false),
    seed: numberFlag("random seed", "number"),
    strict: switchFlag("validate every response against the specification", false),
    control: switchFlag("serve an HTTP control interface", false),
    log: switchFlag("log requests and responses", false),
    json: switchFlag("print the connection settings as one JSON object", false),
  },
  action: async (io, flags) => {
    const stopped = Promise.withResolvers<void>();
    let isStopping = false;
    const endInterrupts = io.onInterrupt(() => {
      if (isStopping) io.quit();
      isStopping = true;
      stopped.resolve();
    });
    try {
      await using started = await start(io, flags);
      io.stdout.write(
        flags.json ? `${jsonForTerminal(toJson(started))}\n` : welcome(io, started, flags),
      );
      await stopped.promise;
      return 0;
    } catch (error) {
      return failWithoutDevice(io, error);
    } finally {
      endInterrupts();
    }
  },
});

async function start(io: Io, flags: ServeFlags): Promise<StartedDevice> {
  // Not bundled: the reference device is a dependency.
  const { ScenarioError, startDevice } = await import("@asyncstatus/server");
  const { listen, port, user, seed, strict = false, control = false, log } = flags;
  try {
    const password = await givenPassword(io, flags);
    const scenario = flags.scenario === undefined ? undefined : await findOrRead(flags.scenario);
    const options: StartDeviceOptions = {
      ...(listen !== undefined && { host: listen }),
      ...(port !== undefined && { port }),
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      // Without a scenario, there is a change to commit.
      ...(scenario ? { scenario } : { initialState: { edited: { text: "a new realm" } } }),
      ...(seed !== undefined && { seed }),
      strict,
      control,
      ...(log && { log: (line: string) => io.stderr.write(`${line}\n`) }),
      onError: (error) =>
        io.stderr.write(linesForTerminal(String(error instanceof Error ? error.stack : error))),
    };
    return await startDevice(options);
  } catch (error) {
    const isUsage =
      error instanceof ScenarioError || error instanceof RangeError || isSystemError(error);
    throw isUsage ? new UsageError(error.message) : error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Reads a password that is given here. The password of a real device isn't used. */
async function givenPassword(io: Io, flags: ServeFlags): Promise<string | undefined> {
  const { passwordFile, passwordCommand, passwordStdin = false } = flags;
  if (!passwordFile && !passwordCommand && !passwordStdin) return undefined;
  // Without the host of a real device, which doesn't get this password.
  const { host: _, ...settings } = await resolveSettings(io, { passwordFile, passwordCommand });
  return readPassword(io, passwordSource(io, settings, passwordStdin), flags.user ?? "admin");
}

async function findOrRead(given: string): Promise<ScenarioName | Scenario> {
  const { readScenario, scenarioNames } = await import("@asyncstatus/server");
  const name = scenarioNames.find((known) => known === given);
  if (name) return name;
  if (extname(given) === "") {
    throw new UsageError(`unknown scenario ${given}`, `Scenarios: ${scenarioNames.join(", ")}.`);
  }
  const file = readCheckedFile(given, "scenario");
  if (!file) throw new UsageError(`--scenario: no such file: ${given}`);
  return readScenario(file.text, given);
}

function toJson({ url, user, password, fingerprint256, seed, controlUrl }: StartedDevice) {
  return { url, user, password, fingerprint256, seed, ...(controlUrl && { controlUrl }) };
}

function welcome(io: Io, started: StartedDevice, { scenario }: ServeFlags): string {
  const { url, user, password, fingerprint256, seed, controlUrl } = started;
  const { host } = new URL(url);
  const program = programName(io);
  const text = [
    `A simulated SBC is listening at ${url}. Press Ctrl-C to stop it.`,
    "",
    `  user         ${user}`,
    `  password     ${password}`,
    "  certificate  self-signed, SHA-256",
    `               ${fingerprint256.slice(0, 48)}`,
    `               ${fingerprint256.slice(48)}`,
    ...(scenario ? [`  scenario     ${scenario}, seed ${seed}`] : []),
    ...(controlUrl ? [`  control      ${controlUrl}`] : []),
    "",
    "In another terminal, compare its certificate with the one above and pin it:",
    "",
    `  ${program} trust ${host}`,
    "",
    "Set host, user and password for all commands:",
    "",
    `  export ASYNCSTATUS_HOST=${host} ASYNCSTATUS_USER=${user}`,
    `  export ASYNCSTATUS_PASSWORD=${password}`,
    "",
    "Then commit the edited configuration:",
    "",
    `  ${program} commit`,
    "",
  ].join("\n");
  return linesForTerminal(text);
}
