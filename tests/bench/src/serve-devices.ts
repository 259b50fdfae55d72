import { startProcess } from "./other-process.ts";

/** A reference device on HTTPS, in another process. */
export interface ServedDevice {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly certificatePem: string;
}

export interface ServedDevices extends AsyncDisposable {
  readonly devices: readonly ServedDevice[];
}

/**
 * Serves reference devices on the loopback interface from a process of their own, so that the CPU time
 * that they take is not counted.
 *
 * @param durationsMs For each device, how long its asynchronous requests take; null is for ever.
 */
export async function serveDevices(
  durationsMs: readonly (number | null)[],
): Promise<ServedDevices> {
  const other = await startProcess<readonly ServedDevice[], never, never>(
    "./serve-devices.process.ts",
    durationsMs,
  );
  return { devices: other.ready, [Symbol.asyncDispose]: () => other[Symbol.asyncDispose]() };
}
