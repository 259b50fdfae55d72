export type { AccessToken, Account, Actor, User } from "./device/actor.ts";
export { type Assumptions, defaultAssumptions } from "./device/assumptions.ts";
export type { AsyncRequest, IssuedRequest } from "./device/async-request.ts";
export { type Clock, ManualClock, systemClock } from "./device/clock.ts";
export { Device } from "./device/device.ts";
export type { DeviceOptions } from "./device/device-options.ts";
export { type DurationsMs, defaultDurationsMs } from "./device/durations.ts";
export { type Course, type Plan, steadyPlan } from "./device/plan.ts";
export { Refusal, type RefusalCode } from "./device/refusal.ts";
export type { RandomBytes } from "./device/tokens.ts";
export { createHandler, type HandlerOptions } from "./handler/create-handler.ts";
export type { Connection, Handler } from "./listen/handler.ts";
export { type Listener, type ListenOptions, listen } from "./listen/listen.ts";
export {
  type Certificate,
  createSelfSignedCertificate,
} from "./listen/self-signed-certificate.ts";
export type { PlainAnswer } from "./listen/upgrade-required.ts";
export { type StartDeviceOptions, type StartedDevice, startDevice } from "./start-device.ts";
