import { startProcess } from "./other-process.ts";

/** A reference device that serves HTTPS in another process. */
export interface ServedDevice {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly certificatePem: string;
}

/**
 * Serves reference devices on the loopback interface from another process, so that their CPU time is not
 * counted.
 *
 * @param durationsMs Duration of the asynchronous requests of each device; null for requests that never end.
 */
export async function serveDevices<const Durations extends readonly (number | null)[]>(
  durationsMs: Durations,
): Promise<
  AsyncDisposable & { readonly devices: { readonly [Index in keyof Durations]: ServedDevice } }
> {
  const other = await startProcess<{ [Index in keyof Durations]: ServedDevice }, never, never>(
    "./serve-devices.process.ts",
    durationsMs,
  );
  return { devices: other.ready, [Symbol.asyncDispose]: () => other[Symbol.asyncDispose]() };
}
