import { readFileSync } from "node:fs";
import { extname } from "node:path";
import type {
  Scenario,
  ScenarioName,
  StartDeviceOptions,
  StartedDevice,
} from "@asyncstatus/server";
import { passwordSource, readPassword } from "../config/read-password.ts";
import { resolveSettings } from "../config/resolve-settings.ts";
import type { Context } from "../context.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import { fail } from "../output/fail.ts";
import { programName } from "../program-name.ts";
import { UsageError } from "../usage-error.ts";

export interface ServeFlags {
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

// Not a part of what is bundled.
const server = () => import("@asyncstatus/server");

/** Serves a reference device to practise on, until a signal. */
export default async function serve(this: Context, flags: ServeFlags): Promise<void> {
  const { io } = this;
  const stop = Promise.withResolvers<void>();
  const endInterrupts = io.onInterrupt(stop.resolve);
  try {
    await using started = await start(io, flags);
    io.stdout.write(
      flags.json ? `${JSON.stringify(toJson(started))}\n` : welcome(io, started, flags),
    );
    await stop.promise;
    this.process.exitCode = exitCodes.succeeded.code;
  } catch (error) {
    fail(this, toUsage(error));
  } finally {
    endInterrupts();
  }
}

async function start(io: Io, flags: ServeFlags): Promise<StartedDevice> {
  const password = await givenPassword(io, flags);
  const scenario = flags.scenario === undefined ? undefined : await chooseScenario(flags.scenario);
  const options: StartDeviceOptions = {
    ...(flags.listen !== undefined && { host: flags.listen }),
    ...(flags.port !== undefined && { port: flags.port }),
    ...(flags.user !== undefined && { user: flags.user }),
    ...(password !== undefined && { password }),
    ...(scenario === undefined
      ? // Something to commit.
        { initialState: { edited: { text: "a new realm" } } }
      : { scenario }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    strict: flags.strict ?? false,
    control: flags.control ?? false,
    ...(flags.log && { log: (line: string) => io.stderr.write(`${line}\n`) }),
    onError: (error) => io.stderr.write(`${error instanceof Error ? error.stack : error}\n`),
  };
  const { startDevice } = await server();
  return startDevice(options);
}

/** Only where one is given here: the password of a real device is not the one of this. */
async function givenPassword(io: Io, flags: ServeFlags): Promise<string | undefined> {
  const { passwordFile, passwordCommand, passwordStdin = false } = flags;
  if (!passwordFile && !passwordCommand && !passwordStdin) return undefined;
  const settings = await resolveSettings(io, { passwordFile, passwordCommand });
  return readPassword(io, passwordSource(io, settings, passwordStdin), flags.user ?? "admin");
}

async function chooseScenario(given: string): Promise<ScenarioName | Scenario> {
  const { readScenario, scenarioNames } = await server();
  const name = scenarioNames.find((known) => known === given);
  if (name) return name;
  if (extname(given) === "") {
    throw new UsageError(
      `there is no scenario ${given}`,
      `There are: ${scenarioNames.join(", ")}.`,
    );
  }
  return readScenario(readFileSync(given, "utf8"), given);
}

function toUsage(error: unknown): unknown {
  const isNamed = error instanceof Error && error.name === "ScenarioError";
  const isOurs = isNamed || error instanceof RangeError;
  const isOfNode = error instanceof Error && "syscall" in error;
  return (isOurs || isOfNode) && error instanceof Error ? new UsageError(error.message) : error;
}

function toJson({ url, user, password, fingerprint256, seed, controlUrl }: StartedDevice) {
  return { url, user, password, fingerprint256, seed, ...(controlUrl && { controlUrl }) };
}

function welcome(io: Io, started: StartedDevice, { scenario }: ServeFlags): string {
  const { url, user, password, fingerprint256, seed, controlUrl } = started;
  const { host } = new URL(url);
  const program = programName(io);
  return [
    `A reference device is at ${url}, until you press Ctrl-C.`,
    "",
    `  user         ${user}`,
    `  password     ${password}`,
    "  certificate  self-signed, with the SHA-256",
    `               ${fingerprint256.slice(0, 48)}`,
    `               ${fingerprint256.slice(48)}`,
    ...(scenario ? [`  scenario     ${scenario}, seed ${seed}`] : []),
    ...(controlUrl ? [`  control      ${controlUrl}`] : []),
    "",
    "In another terminal, first compare its certificate with the above and pin it:",
    "",
    `  ${program} trust ${host}`,
    "",
    "then say who you are, once for all commands,",
    "",
    `  export ASYNCSTATUS_HOST=${host} ASYNCSTATUS_USER=${user}`,
    `  export ASYNCSTATUS_PASSWORD=${password}`,
    "",
    "and put into effect what has been edited:",
    "",
    `  ${program} commit`,
    "",
    "",
  ].join("\n");
}
