// All exports that need nothing of Node.js, for browsers and other runtimes; index.ts adds the rest.

export { type Clock, ManualClock, systemClock, VirtualClock } from "@asyncstatus/model/clock";
export type { Action } from "./device/actors/action.ts";
export type { AccessToken, Account, Actor, User } from "./device/actors/actor.ts";
export type {
  ActorPlan,
  EventTrigger,
  RandomAction,
  RandomActions,
  Step,
} from "./device/actors/actor-plan.ts";
export {
  type Assumption,
  type Assumptions,
  assumptionsList,
  defaultAssumptions,
} from "./device/assumptions.ts";
export type { AsyncRequest, IssuedRequest } from "./device/async-request.ts";
export { Device } from "./device/device.ts";
export type { DeviceOptions } from "./device/device-options.ts";
export { type Durations, defaultDurations } from "./device/durations.ts";
export type { DeviceEvent } from "./device/events.ts";
export type { InitialState } from "./device/initial-state.ts";
export type { BehaviorOf, RequestBehavior } from "./device/plan.ts";
export { Refusal, type RefusalCode } from "./device/refusal.ts";
export type { RequestRule } from "./device/request-rule.ts";
export type { DeviceSetup, SetupOptions } from "./device/setup.ts";
export type { DeviceSnapshot } from "./device/snapshot.ts";
export type { Configurations, Content } from "./device/state/configuration.ts";
export type { RandomBytes } from "./device/state/tokens.ts";
export type { EmbedOptions } from "./embed/assemble.ts";
export { createFetch } from "./embed/create-fetch.ts";
export {
  createInMemoryDevice,
  type InMemoryDevice,
  type InMemoryDeviceOptions,
} from "./embed/create-in-memory-device.ts";
export type { Fault, FaultRule, FaultTarget, FaultTrigger } from "./faults/fault.ts";
export { withFaults } from "./faults/with-faults.ts";
export { createHandler, type HandlerOptions } from "./handler/create-handler.ts";
export type { Connection, Handler } from "./handler/handler.ts";
export type { Duration } from "./scenario/duration.ts";
export {
  findScenario,
  readScenario,
  type ScenarioName,
  scenarioNames,
} from "./scenario/find-scenario.ts";
export type { Scenario } from "./scenario/scenario.ts";
export { ScenarioError, type ScenarioProblem } from "./scenario/scenario-error.ts";
export { shippedScenarios } from "./scenario/shipped-scenarios.ts";
export { toSetup } from "./scenario/to-setup.ts";
