import { type RestVersion, restVersions, type Transport } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import type { OperationName } from "@asyncstatus/model";
import { ManualClock } from "@asyncstatus/model/clock";
import {
  type AsyncRequest,
  type Device,
  type RequestBehavior,
  type StartDeviceOptions,
  type StartedDevice,
  startDevice,
} from "@asyncstatus/server";
import type { StateHandlers } from "../../src/index.ts";
import { httpTransport } from "../consumer/http-transport.ts";
import type { Contract } from "../interactions/contracts.ts";
import { inputOf, route } from "../interactions/elements.ts";
import { users } from "../interactions/users.ts";
import { verifySummary } from "../interactions/verify-summary.ts";

const initialRoute = { type: "host-route", attributes: { "dest-network": "203.0.113.0" } };

/** The duration of an asynchronous request, unless a state sets it. */
const durationMs = 1_000;

/** The reference device as a provider, with a new device for each interaction. */
export class ReferenceProvider implements AsyncDisposable {
  readonly #scheme: Contract["scheme"];
  #transport: Transport = httpTransport();
  #clock = new ManualClock();
  #started: StartedDevice | undefined;
  #behavior: RequestBehavior = { durationMs };
  #token = "";

  /** @param scheme How clients connect. The device listens for HTTPS, and responds to plain HTTP. */
  constructor(scheme: Contract["scheme"]) {
    this.#scheme = scheme;
  }

  /** The origin of the current device. */
  get url(): string {
    return this.#current.url;
  }

  /** A transport that trusts only the certificate of the current device. */
  get transport(): Transport {
    return this.#transport;
  }

  readonly handlers: StateHandlers = {
    "a standalone device": () => this.#start({}),
    "the active device of an HA pair": () => this.#start({ peerName: "peer" }),
    "the standby device of an HA pair": async () => {
      await this.#start({ peerName: "peer" });
      this.#device.switchOver();
      this.#clock.advance(60_000);
    },
    "a device that reports its uptime as upTime": () =>
      this.#start({ assumptions: { uptimeElement: "upTime" } }),
    "a device without the REST version": ({ version }) =>
      this.#start({ versions: restVersions.filter((served) => served !== version) }),
    "a device with only one REST version": ({ version }) => this.#start({ versions: [version] }),
    // Every device has these users.
    "the credentials are valid": () => {},
    // As on a device: the token is its own, and not the one of the pact.
    "the access token is valid": ({ user }) => {
      const { user: name } = users[user];
      this.#token = this.#device.issueToken({ name, administrator: user === "administrator" });
      return { token: this.#token };
    },
    "the access token holds the configuration lock": () => {
      const owner = this.#device.findToken(this.#token);
      if (!owner) throw new Error("The token is not valid.");
      this.#device.lock(owner);
    },
    "another user holds the configuration lock": () => this.#device.lock("ACLI"),
    "the saved configuration is newer than the running one": () => {
      this.#device.edit();
      this.#finish("save", {});
    },
    "the host route 192.0.2.0 is the only one": () => {
      this.#device.edit({ delete: [initialRoute], add: [inputOf(route)] });
      this.#finish("save", {});
      this.#finish("activate", {});
    },
    "there is no host route": () => this.#device.edit({ delete: [initialRoute] }),
    "every request fails with an internal error": () => {
      const fail = () => {
        throw new Error("broken");
      };
      const methods = [
        "asyncStatus",
        "configurationVersions",
        "findElements",
        "issueToken",
        "lock",
        "reboot",
        "renewToken",
        "requireLock",
        "switchOver",
        "systemStatus",
      ] satisfies (keyof Device)[];
      Object.assign(this.#device, Object.fromEntries(methods.map((name) => [name, fail])));
    },
    "an asynchronous request is in progress": ({ operation }) =>
      this.#issue(operation, { durationMs: Infinity }),
    "the last asynchronous request succeeded": ({ operation }) => this.#finish(operation, {}),
    "the last asynchronous request failed": ({ operation, errorMessage }) =>
      this.#finish(operation, { fail: errorMessage }),
    "the last asynchronous request succeeded with additional information": ({ operation }) =>
      this.#finish(operation, {
        additionalInfo: verifySummary("session-agent", "local-response-map"),
      }),
  };

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
  }

  get #current(): StartedDevice {
    if (!this.#started) throw new Error("The first state must create a device.");
    return this.#started;
  }

  get #device(): Device {
    return this.#current.device;
  }

  async #start(options: StartDeviceOptions & { versions?: readonly RestVersion[] }): Promise<void> {
    await this.#stop();
    this.#clock = new ManualClock();
    this.#behavior = { durationMs };
    this.#started = await startDevice({
      ...options,
      ...users.administrator,
      otherUsers: [
        { name: users.operator.user, password: users.operator.password, administrator: false },
      ],
      clock: this.#clock,
      // The contracts expect that a second request is refused.
      assumptions: { secondRequest: "refused", ...options.assumptions },
      behavior: () => this.#behavior,
      // The contracts expect internal errors.
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

  #issue(operation: OperationName, behavior: Partial<RequestBehavior>): void {
    this.#behavior = { durationMs, ...behavior };
    this.#device.issue(requestOf(operation), { by: "ACLI" });
  }

  /** Runs a request of another user to its end. */
  #finish(operation: OperationName, behavior: Partial<RequestBehavior>): void {
    this.#issue(operation, behavior);
    this.#clock.advance(durationMs);
  }
}

function requestOf(operation: OperationName): AsyncRequest {
  switch (operation) {
    case "verify":
    case "save":
    case "activate":
      return { operation };
    case "restore":
      return { operation, restoreSource: "saved" };
    case "backup":
      return { operation, backupSource: "saved", filename: "before" };
  }
}
