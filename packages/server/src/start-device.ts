import { encode, restVersions } from "@asyncstatus/model";
import type { ControlListener } from "./control/serve-control.ts";
import type { Device } from "./device/device.ts";
import { type Assembled, assemble, type EmbedOptions } from "./embed/assemble.ts";
import { toHandler } from "./embed/to-handler.ts";
import { errorValue } from "./handler/respond.ts";
import { servedVersions } from "./handler/served-versions.ts";
import { type ListenOptions, listenLean } from "./listen/listen.ts";
import type { ScenarioName } from "./scenario/find-scenario.ts";
import type { Scenario } from "./scenario/scenario.ts";

/** What a device to start is like, and where it listens. */
export interface StartDeviceOptions extends EmbedOptions, Omit<ListenOptions, "upgradeRequired"> {
  /**
   * A control interface, for tests in other processes: JSON over plain HTTP, on the loopback
   * interface. It asks nobody who they are.
   *
   * @default none; where it is true, on a free port
   */
  readonly control?: boolean | { readonly port?: number };
  /** Told of what is answered 500, and what the server fails with. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/** A device that listens. */
export interface StartedDevice extends AsyncDisposable {
  /** Its origin, as in `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** All that was left to chance follows from it, tokens excepted. */
  readonly seed: number;
  /** Where the control interface is, as in `http://127.0.0.1:PORT`; absent where there is none. */
  readonly controlUrl?: string;
  /** SHA-256 of its certificate, for clients that pin it. */
  readonly fingerprint256: string;
  /** Its certificate, for clients that take it as their CA. */
  readonly certificatePem: string;
  /** The device itself, for what is done to it by another way than REST. */
  readonly device: Device;
  /**
   * Begins anew with another scenario; nobody has a token then.
   *
   * @throws {ScenarioError} where the scenario is none
   */
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
  /** Stops listening. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a reference device, which serves its REST API over HTTPS: unless told otherwise on a free
 * port of the loopback interface, with a new certificate.
 *
 * @throws {ScenarioError} where the scenario is none
 * @throws {RangeError} where the name of a user, a length of time or another number cannot be
 * @throws what Node.js says where it cannot listen, such as of a port that is taken
 */
export async function startDevice(options: StartDeviceOptions = {}): Promise<StartedDevice> {
  const [version] = servedVersions(options.versions ?? restVersions);
  const assembled = await assemble(options);
  const { answer, device, user, password, seed, useScenario } = assembled;
  const listener = await listenLean(toHandler(answer), {
    ...options,
    upgradeRequired: {
      contentType: "application/xml",
      body: encode("ErrorResponse", errorValue("Client must connect with HTTPS."), {
        version,
        errorItems: device.assumptions.errorItems,
      }),
    },
  });
  const { url, fingerprint256, certificatePem } = listener;
  const control = await startControl(assembled, options).catch(async (error) => {
    await listener.close();
    throw error;
  });
  const close = async () => {
    await Promise.all([listener.close(), control?.close()]);
  };
  return {
    url,
    user,
    password,
    seed,
    ...(control && { controlUrl: control.url }),
    fingerprint256,
    certificatePem,
    device,
    useScenario,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function startControl(
  assembled: Assembled,
  { control = false, onError }: StartDeviceOptions,
): Promise<ControlListener | undefined> {
  if (control === false) return undefined;
  // Loaded where it is asked for only: it takes as long to load as all the rest.
  const { serveControl } = await import("./control/serve-control.ts");
  return serveControl(assembled, {
    ...(typeof control === "object" && control),
    ...(onError && { onError }),
  });
}
