import type { Device } from "../device/device.ts";
import { randomSeed } from "../device/random.ts";
import { combineSetups } from "../device/setup.ts";
import { assemble, type EmbedOptions } from "../embed/assemble.ts";
import type { Handler } from "../handler/handler.ts";
import { upgradeRequiredBody } from "../handler/upgrade-required-body.ts";
import { type ListenOptions, listenOnPorts } from "../listen/listen.ts";
import { findFleetScenario, type ScenarioName } from "../scenario/find-scenario.ts";
import type { FleetScenario } from "../scenario/validated.ts";
import { HaPair } from "./ha-pair.ts";
import { type PlannedDevice, planFleet } from "./plan-fleet.ts";

/** Options of {@link startFleet}. They apply to all devices. */
export interface StartFleetOptions
  extends Omit<EmbedOptions, "scenario" | "hostName" | "peerName" | "behavior" | "onEvent">,
    Omit<ListenOptions, "upgradeRequired"> {
  /** The number of devices. */
  readonly devices: number;
  /** True if every two devices form an HA pair. @default false */
  readonly pairs?: boolean;
  /** The scenario to run, by name or as an object with shares. The other options take precedence over it. */
  readonly scenario?: ScenarioName | FleetScenario;
}

/** A listening device of a fleet. */
export interface FleetDevice {
  /** Its origin, `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** Its name, such as `sbc-001`; in a pair `sbc-001a` or `sbc-001b`. */
  readonly hostName: string;
  /** The name of the other system of its HA pair. */
  readonly peerName?: string;
  /** The share that it is in: the name of its scenario, or its place, such as `shares[1]`. */
  readonly share?: string;
  readonly device: Device;
}

/** Listening devices. */
export interface StartedFleet extends AsyncDisposable {
  /** In a pair, the system that starts as the active one is first. */
  readonly devices: readonly FleetDevice[];
  readonly user: string;
  readonly password: string;
  /** The random seed. It repeats the run, except for tokens. */
  readonly seed: number;
  /** SHA-256 of the certificate of all devices, for clients that pin it. */
  readonly fingerprint256: string;
  /** The certificate, for clients to use as their CA. */
  readonly certificatePem: string;
  /** Stops listening. Can be called again. */
  close(): Promise<void>;
}

/**
 * Starts many reference devices in this process, each on a port of its own. They share user, password and
 * certificate.
 *
 * @throws {ScenarioError} if the scenario is invalid
 * @throws {RangeError} if the number of devices, a duration or another number is invalid
 * @throws the error of Node.js if it cannot listen, such as `EADDRINUSE`
 */
export async function startFleet(options: StartFleetOptions): Promise<StartedFleet> {
  const { devices, pairs = false, scenario = { description: "All devices are alike." } } = options;
  const { user = "admin", password = crypto.randomUUID(), seed = randomSeed() } = options;
  const planned = await planFleet(await findFleetScenario(scenario), { devices, pairs }, seed);
  const assembled = await assembleAll(planned, { ...options, user, password });
  // A plan has at least one device.
  const [first] = assembled as [FleetMember];
  const { urls, fingerprint256, certificatePem, close } = await listenOnPorts(
    assembled.map(({ handler }) => handler) as [Handler, ...Handler[]],
    { ...options, upgradeRequired: upgradeRequiredBody(first.device, options) },
  );
  return {
    devices: assembled.map(({ device, plan: { share, setup } }, index) => ({
      url: urls[index] ?? "",
      hostName: setup.hostName,
      ...(setup.peerName !== undefined && { peerName: setup.peerName }),
      ...(share !== undefined && { share }),
      device,
    })),
    user,
    password,
    seed,
    fingerprint256,
    certificatePem,
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface FleetMember {
  readonly plan: PlannedDevice;
  readonly device: Device;
  readonly handler: Handler;
}

/** Assembles the devices, and links those of a pair. */
async function assembleAll(
  planned: readonly PlannedDevice[],
  { scenario: _, seed: _seed, log, pairs = false, ...options }: StartFleetOptions,
): Promise<readonly FleetMember[]> {
  const members: FleetMember[] = [];
  let pair: HaPair | undefined;
  for (const [index, plan] of planned.entries()) {
    if (pairs && index % 2 === 0) pair = new HaPair();
    const own = pair;
    const { device, handler } = await assemble({
      ...options,
      ...combineSetups(plan.setup, options),
      ...(log && { log: (line: string) => log(`${plan.setup.hostName} ${line}`) }),
      ...(own && { onEvent: (event) => own.onEvent(index % 2, event) }),
    });
    own?.add(device);
    members.push({ plan, device, handler: own?.handlerOf(handler) ?? handler });
  }
  return members;
}
