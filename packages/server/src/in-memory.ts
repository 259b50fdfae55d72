// All exports that need nothing of Node.js, for browsers and other runtimes; index.ts adds the rest.

export { type Clock, ManualClock, systemClock, VirtualClock } from "@asyncstatus/model/clock";
export type { AccessToken, Account, Actor, ActorSelector, User } from "./device/actor.ts";
export type { Action } from "./device/actors/action.ts";
export type {
  ActorPlan,
  EventTrigger,
  RandomAction,
  RandomActions,
  Step,
} from "./device/actors/actors.ts";
export {
  type Assumption,
  type Assumptions,
  assumptionsList,
  defaultAssumptions,
} from "./device/assumptions.ts";
export type { RequestRule } from "./device/behavior-rules.ts";
export { Device, type DeviceOptions } from "./device/device.ts";
export type { DeviceEvent } from "./device/device-event.ts";
export type { Duration } from "./device/duration.ts";
export { type Durations, defaultDurations } from "./device/durations.ts";
export type { DeviceElement, ElementsEdit, StoredElement } from "./device/elements/element.ts";
export type { Fault, FaultRule, FaultTarget, FaultTrigger } from "./device/faults/fault.ts";
export { Refusal, type RefusalCode } from "./device/refusal.ts";
export type { RuleTrigger } from "./device/rules.ts";
export type { DeviceSetup, InitialState, SetupOptions } from "./device/setup.ts";
export type { DeviceSnapshot } from "./device/snapshot.ts";
export type {
  ConfigurationName,
  Configurations,
  Content,
  Edit,
} from "./device/state/configuration.ts";
export type { AsyncRequest, IssuedRequest, RequestBehavior } from "./device/state/slot.ts";
export type { RandomBytes } from "./device/state/tokens.ts";
export type { EmbedOptions } from "./embed/assemble.ts";
export { createFetch } from "./embed/create-fetch.ts";
export {
  createInMemoryDevice,
  type InMemoryDevice,
  type InMemoryDeviceOptions,
} from "./embed/create-in-memory-device.ts";
export { withFaults } from "./fault-injection/with-faults.ts";
export { shippedScenarios } from "./gen/shipped-scenarios.ts";
export { createHandler, type HandlerOptions } from "./handler/create-handler.ts";
export type { Connection, Handler } from "./handler/handler.ts";
export {
  findScenario,
  readFleetScenario,
  readScenario,
  type ScenarioName,
  scenarioNames,
} from "./scenario/find-scenario.ts";
export { ScenarioError, type ScenarioProblem } from "./scenario/scenario-error.ts";
export type { FleetScenario, Scenario, Share } from "./scenario/validated.ts";
