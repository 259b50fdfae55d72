import type { Device } from "@asyncstatus/server";

/** Makes everything fail that a request can ask of a device, as a fault of its own would. */
export function breakDown(device: Device): void {
  const fail = () => {
    throw new Error("broken");
  };
  Object.assign(device, {
    asyncStatus: fail,
    configurationVersions: fail,
    issueToken: fail,
    lock: fail,
    reboot: fail,
    renewToken: fail,
    requireLock: fail,
    switchOver: fail,
    systemStatus: fail,
  });
}
