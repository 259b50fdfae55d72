import type { Change } from "@asyncstatus/client";
import { type StartedDevice, startDevice } from "@asyncstatus/server";
import type { RecordedRequest } from "./check-record.ts";

/** Reference devices, and what each of them recorded. */
export interface SimulatedFleet {
  /** The inventory: every three devices have one alone, and two in a group. */
  readonly devices: readonly { readonly host: string; readonly group?: string }[];
  /** The address and the certificate of each host. */
  readonly hosts: Readonly<
    Record<string, { readonly url: string; readonly fingerprint256: string }>
  >;
  /** The number of requests that all devices together have accepted. */
  accepted(): number;
  /** Resolves once all devices together have accepted a number of requests. */
  untilAccepted(count: number): Promise<void>;
  requests(host: string): readonly RecordedRequest[];
  /** Returns true if the edits that were there at the start, or the elements of a change file, run on a device. */
  isRunning(host: string, change: Change | undefined): boolean;
  /** Returns true if the editing, saved and running configurations have the elements of the start. */
  isAsBefore(host: string): boolean;
  close(): Promise<void>;
}

/** Starts devices, which take some hundred milliseconds for a request. */
export async function startFleet(
  count: number,
  options: {
    readonly password: string;
    readonly tokenLifetimeMs: number;
    readonly random: () => number;
    /** True if each device has edits that aren't running. */
    readonly isEdited: boolean;
  },
): Promise<SimulatedFleet> {
  const { password, tokenLifetimeMs, random, isEdited } = options;
  let accepted = 0;
  let onAccepted = () => {};
  const requests = new Map<string, RecordedRequest[]>();
  const started = new Map<string, StartedDevice>();
  const before = new Map<string, string>();
  const deviceOf = (host: string) => {
    const found = started.get(host);
    if (!found) throw new Error(`There is no device ${host}.`);
    return found.device;
  };
  const elementsOf = (host: string) => {
    const { editing, saved, running } = deviceOf(host).snapshot().configuration;
    return JSON.stringify([editing.elements, saved.elements, running.elements]);
  };
  const devices = Array.from({ length: count }, (_, index) => ({
    host: `sbc-${index}`,
    ...(index % 3 > 0 && { group: `group-${Math.floor(index / 3)}` }),
  }));
  for (const { host } of devices) {
    const own: RecordedRequest[] = [];
    requests.set(host, own);
    const device = await startDevice({
      password,
      durations: {
        token: tokenLifetimeMs,
        verify: 100 + random() * 200,
        save: 100 + random() * 200,
        activate: 200 + random() * 800,
      },
      ...(isEdited && { initialState: { edited: { text: "new realm" } } }),
      onEvent(event) {
        if (event.kind === "accepted") {
          own.push({ operation: event.operation, acceptedAtMs: performance.now() });
          accepted += 1;
          onAccepted();
        }
        if (event.kind !== "ended") return;
        const index = own.findIndex(
          ({ operation, endedAtMs }) => operation === event.operation && endedAtMs === undefined,
        );
        const request = own[index];
        if (request) own[index] = { ...request, endedAtMs: performance.now() };
      },
    });
    started.set(host, device);
    before.set(host, elementsOf(host));
  }
  return {
    devices,
    hosts: Object.fromEntries(
      [...started].map(([host, { url, fingerprint256 }]) => [host, { url, fingerprint256 }]),
    ),
    accepted: () => accepted,
    untilAccepted: (count) =>
      new Promise((resolve) => {
        onAccepted = () => {
          if (accepted >= count) resolve();
        };
        onAccepted();
      }),
    requests: (host) => requests.get(host) ?? [],
    isRunning(host, change) {
      const device = deviceOf(host);
      const { currentVersion, runningVersion } = device.configurationVersions();
      const elements = change?.elements ?? [];
      return (
        runningVersion === currentVersion &&
        runningVersion !== 1 &&
        elements.every(({ type, attributes = {} }) =>
          device
            .findElements({ type }, "running")
            .some((found) =>
              Object.entries(attributes).every(
                ([key, value]) => found.attributes[key]?.[0] === value,
              ),
            ),
        )
      );
    },
    isAsBefore: (host) => elementsOf(host) === before.get(host),
    async close() {
      for (const device of started.values()) await device.close();
    },
  };
}
