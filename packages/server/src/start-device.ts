import { encode, restVersions } from "@asyncstatus/model";
import type { Account } from "./device/actor.ts";
import { Device } from "./device/device.ts";
import type { DeviceOptions } from "./device/device-options.ts";
import { createAnswerer, type HandlerOptions } from "./handler/create-handler.ts";
import { errorValue } from "./handler/respond.ts";
import { servedVersions } from "./handler/served-versions.ts";
import { goOn } from "./listen/go-on.ts";
import type { LeanHandler } from "./listen/lean-handler.ts";
import { type ListenOptions, listenLean } from "./listen/listen.ts";

/** What a device to start is like, and where it listens. */
export interface StartDeviceOptions
  extends Omit<DeviceOptions, "users">,
    Pick<HandlerOptions, "versions">,
    Omit<ListenOptions, "upgradeRequired"> {
  /** The administrator. @default "admin" */
  readonly user?: string;
  /** @default a random one */
  readonly password?: string;
  /** Who else can have a token. @default nobody */
  readonly otherUsers?: readonly Account[];
}

/** A device that listens. */
export interface StartedDevice extends AsyncDisposable {
  /** Its origin, as in `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** SHA-256 of its certificate, for clients that pin it. */
  readonly fingerprint256: string;
  /** Its certificate, for clients that take it as their CA. */
  readonly certificatePem: string;
  /** The device itself, for what is done to it by another way than REST. */
  readonly device: Device;
  /** Stops listening. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a reference device, which serves its REST API over HTTPS: unless told otherwise on a free
 * port of the loopback interface, with a new certificate.
 *
 * @throws {RangeError} where the name of a user, a length of time or a version cannot be
 * @throws what Node.js says where it cannot listen, such as of a port that is taken
 */
export async function startDevice(options: StartDeviceOptions = {}): Promise<StartedDevice> {
  const { user = "admin", password = crypto.randomUUID(), otherUsers = [] } = options;
  const [version] = servedVersions(options.versions ?? restVersions);
  const users = [{ name: user, password, administrator: true }, ...otherUsers];
  const device = new Device({ ...options, users });
  const answer = createAnswerer(device, options);
  const cutOrAnswer: LeanHandler = (request, connection) =>
    goOn(answer(request), (response) => {
      if (response.type === "error") connection.destroy();
      return response;
    });
  const listener = await listenLean(cutOrAnswer, {
    ...options,
    upgradeRequired: {
      contentType: "application/xml",
      body: encode("ErrorResponse", errorValue("Client must connect with HTTPS."), {
        version,
        errorItems: device.assumptions.errorItems,
      }),
    },
  });
  const { url, fingerprint256, certificatePem, close } = listener;
  return {
    url,
    user,
    password,
    fingerprint256,
    certificatePem,
    device,
    close,
    [Symbol.asyncDispose]: close,
  };
}
