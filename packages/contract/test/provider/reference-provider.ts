import { type RestVersion, restVersions, type Transport } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import type { OperationName } from "@asyncstatus/model";
import {
  type Device,
  ManualClock,
  type RequestBehavior,
  type StartDeviceOptions,
  type StartedDevice,
  startDevice,
} from "@asyncstatus/server";
import type { StateHandlers } from "../../src/index.ts";
import { plainTransport } from "../consumer/http-transport.ts";
import type { Contract } from "../interactions/contracts.ts";
import { people } from "../interactions/users.ts";
import { asyncRequestOf } from "./async-request-of.ts";
import { breakDown } from "./break-device.ts";

/** How long an asynchronous request takes, unless a state says otherwise. */
const durationMs = 1_000;

/** The reference device as a provider: a new one for each interaction, on HTTPS. */
export class ReferenceProvider implements AsyncDisposable {
  readonly #scheme: Contract["scheme"];
  #transport: Transport = plainTransport();
  #clock = new ManualClock();
  #started: StartedDevice | undefined;
  /** How the next asynchronous request goes. */
  #course: RequestBehavior = { durationMs };
  #nextToken: string | undefined;

  /** @param scheme How it is spoken to: it listens for HTTPS, and has an answer to plain HTTP. */
  constructor(scheme: Contract["scheme"]) {
    this.#scheme = scheme;
  }

  /** Its origin; it changes from interaction to interaction. */
  get url(): string {
    return this.#current.url;
  }

  /** What reaches it, and trusts its certificate alone. */
  get transport(): Transport {
    return this.#transport;
  }

  /** How it is put into each state. */
  readonly handlers: StateHandlers = {
    "a device stands alone": () => this.#start({}),
    "a device is the active one of a pair": () => this.#start({ peerName: "peer" }),
    "a device is the standby of a pair": async () => {
      await this.#start({ peerName: "peer" });
      this.#device.switchOver();
      this.#clock.advance(60_000);
    },
    "a device tells its uptime as upTime": () =>
      this.#start({ assumptions: { uptimeElement: "upTime" } }),
    "a device does not serve the REST version": ({ version }) =>
      this.#start({ versions: restVersions.filter((served) => served !== version) }),
    "a device serves one REST version only": ({ version }) => this.#start({ versions: [version] }),
    "the access token is valid": ({ token, user }) => {
      this.#nextToken = token;
      const { user: name } = people[user];
      this.#device.issueToken({ name, administrator: user === "administrator" });
      this.#nextToken = undefined;
    },
    "the configuration lock belongs to the access token": ({ token }) => {
      const owner = this.#device.findToken(token);
      if (!owner) throw new Error("The token that is to have the lock is not valid.");
      this.#device.lock(owner);
    },
    "the configuration lock belongs to somebody else": () => this.#device.lock("ACLI"),
    "the saved configuration is newer than the running one": () => {
      this.#device.edit();
      this.#end("save", {});
    },
    "the device cannot do anything any more": () => breakDown(this.#device),
    "an asynchronous request is in progress": ({ operation }) =>
      this.#issue(operation, { durationMs: Infinity }),
    "the last asynchronous request succeeded": ({ operation }) => this.#end(operation, {}),
    "the last asynchronous request failed": ({ operation, errorMessage }) =>
      this.#end(operation, { fail: errorMessage }),
    "the last asynchronous request succeeded and has more to say": ({ operation }) =>
      this.#end(operation, {
        additionalInfo: {
          elements: [{ name: "verifySummary", elements: [{ name: "warnings", text: "3" }] }],
        },
      }),
  };

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }

  get #current(): StartedDevice {
    if (!this.#started) throw new Error("There is no device: the first state has to be one.");
    return this.#started;
  }

  get #device(): Device {
    return this.#current.device;
  }

  async #start(options: StartDeviceOptions & { versions?: readonly RestVersion[] }): Promise<void> {
    await this.#stop();
    this.#clock = new ManualClock();
    this.#course = { durationMs };
    this.#started = await startDevice({
      ...options,
      ...people.administrator,
      otherUsers: [
        { name: people.operator.user, password: people.operator.password, administrator: false },
      ],
      clock: this.#clock,
      // The token that a state names, to the character; otherwise one as good as any.
      randomBytes: (length) =>
        bytesOf(this.#nextToken) ?? crypto.getRandomValues(new Uint8Array(length)),
      behavior: () => this.#course,
      // A device that cannot do anything says so to whoever asks, which is what is looked at.
      onError: () => {},
    });
    if (this.#scheme === "https") {
      this.#transport = undiciTransport({ tls: { ca: this.#started.certificatePem } });
    }
  }

  async #stop(): Promise<void> {
    await this.#transport.close();
    await this.#started?.close();
    this.#started = undefined;
  }

  #issue(operation: OperationName, course: Partial<RequestBehavior>): void {
    this.#course = { durationMs, ...course };
    this.#device.issue(asyncRequestOf(operation), { by: "ACLI" });
  }

  /** A request of somebody else, from its issue to its end. */
  #end(operation: OperationName, course: Partial<RequestBehavior>): void {
    this.#issue(operation, course);
    this.#clock.advance(durationMs);
  }
}

function bytesOf(hex: string | undefined): Uint8Array | undefined {
  if (hex === undefined) return undefined;
  if (!/^([0-9a-f]{2}){32}$/.test(hex)) throw new Error("Its tokens are 64 hex digits.");
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
