import { randomStream } from "../device/random.ts";
import { combineSetups, type SetupOptions } from "../device/setup.ts";
import { findScenario, isScenarioName } from "../scenario/find-scenario.ts";
import { ScenarioError } from "../scenario/scenario-error.ts";
import type { FleetScenario, Share } from "../scenario/validated.ts";

/** A device of a fleet before it starts. */
export interface PlannedDevice {
  /** The share that it is in: the name of its scenario, or its place, such as `shares[1]`. */
  readonly share?: string;
  /** Its host name is `sbc-001`, or `sbc-001a` and `sbc-001b` in a pair. */
  readonly setup: SetupOptions & { readonly hostName: string };
}

/** The number of devices, and whether every two form an HA pair. */
export interface FleetSize {
  readonly devices: number;
  readonly pairs: boolean;
}

/** Fewer digits would change the names of a fleet that grows. */
const minDigits = 3;

/**
 * Plans a fleet: which device is in which share, and the setup of each. In a pair, the active system has the
 * setup of the share; the standby has that of all devices.
 *
 * @throws {ScenarioError} If a share is invalid, or if the shares are more than 100%.
 * @throws {RangeError} If the number of devices is invalid.
 */
export async function planFleet(
  { shares = [], description: _, ...common }: FleetScenario,
  { devices, pairs }: FleetSize,
  seed: number,
): Promise<readonly PlannedDevice[]> {
  if (!(Number.isInteger(devices) && devices > 0 && (!pairs || devices % 2 === 0))) {
    const expected = pairs ? "an even number of devices" : "1 or more devices";
    throw new RangeError(`Expected ${expected}, got ${devices}.`);
  }
  const units = pairs ? devices / 2 : devices;
  const setups = await Promise.all(shares.map((share, index) => setupOf(common, share, index)));
  const shareOf = drawShares(shares, units, seed);
  const digits = Math.max(minDigits, String(units).length);
  const seeds = randomStream(seed, 5);
  return Array.from({ length: units }).flatMap((_, unit): PlannedDevice[] => {
    const index = shareOf[unit];
    const { label, setup = common } = (index === undefined ? undefined : setups[index]) ?? {};
    const name = `sbc-${String(unit + 1).padStart(digits, "0")}`;
    const ownSeed = () => Math.floor(seeds.next() * 2 ** 32);
    const share = label === undefined ? {} : { share: label };
    if (!pairs) {
      return [{ ...share, setup: { ...setup, hostName: name, seed: ownSeed() } }];
    }
    const active = inPair(setup, `${name}a`, `${name}b`, "active");
    const standby = inPair(common, `${name}b`, `${name}a`, "standby");
    return [
      { ...share, setup: { ...active, seed: ownSeed() } },
      { setup: { ...standby, seed: ownSeed() } },
    ];
  });
}

/** Merges a share into the setup of all devices. */
async function setupOf(common: SetupOptions, share: Share, index: number) {
  const { percent: _, scenario, ...own } = share;
  const place = `shares[${index}]`;
  if (scenario === undefined) return { label: place, setup: combineSetups(common, own) };
  if (!isScenarioName(scenario)) {
    const message = `No such scenario: ${scenario}`;
    throw new ScenarioError("scenario", [{ path: `${place}.scenario`, message }]);
  }
  // The fleet sets the names.
  const { description: _text, ...shipped } = await findScenario(scenario);
  return { label: scenario, setup: combineSetups(combineSetups(common, shipped), own) };
}

function inPair(
  setup: SetupOptions,
  hostName: string,
  peerName: string,
  role: "active" | "standby",
): PlannedDevice["setup"] {
  return {
    ...setup,
    hostName,
    peerName,
    // The peer is a device of its own, at an address of its own.
    assumptions: { ...setup.assumptions, addressAfterSwitchover: "staysWithSystem" },
    initialState: { ...setup.initialState, role },
  };
}

/** Draws the share of each device or pair, as an index; undefined if it is in none. */
function drawShares(
  shares: readonly Share[],
  units: number,
  seed: number,
): readonly (number | undefined)[] {
  const drawn = shares.flatMap(({ percent }, index) =>
    Array<number>(Math.round((percent * units) / 100)).fill(index),
  );
  if (drawn.length > units) {
    const message = `Expected at most 100% together, got ${drawn.length} of ${units}`;
    throw new ScenarioError("scenario", [{ path: "shares", message }]);
  }
  const random = randomStream(seed, 4);
  const order = Array.from({ length: units }, (_, index) => ({ index, key: random.next() }));
  order.sort((one, other) => one.key - other.key);
  const result = Array<number | undefined>(units).fill(undefined);
  for (const [at, { index }] of order.entries()) result[index] = drawn[at];
  return result;
}
