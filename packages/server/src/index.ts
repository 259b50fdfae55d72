export {
  type FleetDevice,
  type StartedFleet,
  type StartFleetOptions,
  startFleet,
} from "./fleet/start-fleet.ts";
export * from "./in-memory.ts";
export { type Listener, type ListenOptions, listen } from "./listen/listen.ts";
export type { UpgradeRequiredBody } from "./listen/refuse-plain-http.ts";
export { type StartDeviceOptions, type StartedDevice, startDevice } from "./start-device.ts";
export { type Certificate, createSelfSignedCertificate } from "./tls/self-signed-certificate.ts";
