import type { OperationName } from "@asyncstatus/model";
import { VirtualClock } from "@asyncstatus/model/clock";
import { connect } from "../connect.ts";
import type { ConnectOptions } from "../connect-with.ts";
import type { Sbc } from "../sbc.ts";
import { FakeDevice } from "./fake-device.ts";

/** A client on a virtual clock, connected to a fake device. */
export interface VirtualSbc {
  readonly sbc: Sbc;
  readonly device: FakeDevice;
  readonly clock: VirtualClock;
}

/** Connects a client to a fake device. */
export async function virtualSbc(
  options: Partial<ConnectOptions> = {},
  prepare: (device: FakeDevice) => void = () => {},
): Promise<VirtualSbc> {
  const clock = new VirtualClock();
  const device = new FakeDevice(clock);
  prepare(device);
  const sbc = await connect({
    host: "192.0.2.1",
    credentials: { user: "admin", password: "secret-canary-in-the-mine" },
    transport: device,
    clock,
    random: () => 0,
    statusLagMs: 0,
    ...options,
  });
  return { sbc, device, clock };
}

/** The behavior of a fake device. */
export interface Work {
  /** The duration of each request. */
  readonly takesMs: number;
  /** The requests that fail, with the error messages. */
  readonly fail?: Partial<Record<OperationName, string>>;
}

/** Makes a fake device execute requests. */
export function executeRequests(
  device: FakeDevice,
  clock: VirtualClock,
  { takesMs, fail = {} }: Work,
): void {
  device.onCall = ({ id, query }) => {
    if (id !== "saveVerifyOrRestore" && id !== "activateOrBackUp") return;
    // The client under test sends the name of an operation as the action.
    const operation = query.action as OperationName;
    device.operationState = { operation, status: "inProgress" };
    clock.sleep(takesMs).then(() => {
      const errorMessage = fail[operation];
      if (errorMessage !== undefined) {
        device.operationState = { operation, status: "fail", errorMessage };
        return;
      }
      device.operationState = { operation, status: "success" };
      const { currentVersion, runningVersion } = device.versions;
      if (operation === "save")
        device.versions = { currentVersion: currentVersion + 1, runningVersion };
      if (operation === "activate")
        device.versions = { currentVersion, runningVersion: currentVersion };
    });
  };
}
