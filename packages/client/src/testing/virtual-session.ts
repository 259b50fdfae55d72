import { VirtualClock } from "@asyncstatus/model/clock";
import { publisher } from "../observability/publish.ts";
import { Api } from "../request/api.ts";
import { parseEndpoint } from "../request/endpoint.ts";
import { Session } from "../session/session.ts";
import { SessionSecrets } from "../session/session-secrets.ts";
import { FakeDevice } from "./fake-device.ts";

/** A session on a virtual clock, connected to a fake device. */
export interface VirtualSession {
  readonly session: Session;
  readonly device: FakeDevice;
  readonly clock: VirtualClock;
  readonly secrets: SessionSecrets;
}

/** Makes a session with a fake device. It has not logged in. */
export function virtualSession(clock = new VirtualClock()): VirtualSession {
  const device = new FakeDevice(clock);
  const secrets = new SessionSecrets();
  const api = new Api({
    endpoint: parseEndpoint("192.0.2.1"),
    version: "v1.2",
    transport: device,
    requestTimeoutMs: 1_000,
    now: () => clock.now(),
    secrets,
    publish: publisher(),
  });
  const session = new Session({
    api,
    secrets,
    credentials: { user: "admin", password: "secret-canary-in-the-mine" },
    clock,
    renewalField: "token",
    tokenLifetimeMs: 600_000,
  });
  return { session, device, clock, secrets };
}
