import { type StartDeviceOptions, startDevice } from "@asyncstatus/server";
import type { ServedDevice } from "./serve-devices.ts";

/** The limits guard against hostile clients; here they would only fail a slow computer. */
export const patientLimits = {
  handshakeTimeoutMs: 60_000,
  headersTimeoutMs: 60_000,
  requestTimeoutMs: 60_000,
  checkIntervalMs: 60_000,
};

/** Starts devices in this process, one after the other. */
export async function startDevices(
  options: readonly StartDeviceOptions[],
): Promise<readonly ServedDevice[]> {
  const served: ServedDevice[] = [];
  for (const each of options) {
    const { url, user, password, certificatePem } = await startDevice({
      ...each,
      ...patientLimits,
    });
    served.push({ url, user, password, certificatePem });
  }
  return served;
}
