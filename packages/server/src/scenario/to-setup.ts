import type { Action } from "../device/actors/action.ts";
import type { ActorPlan, Step } from "../device/actors/actor-plan.ts";
import { type Assumptions, assumptionsList } from "../device/assumptions.ts";
import type { InitialState } from "../device/initial-state.ts";
import type { RequestRule } from "../device/request-rule.ts";
import type { SetupOptions } from "../device/setup.ts";
import type { FaultRule } from "../faults/fault.ts";
import type { PlainActor } from "./actor-schema.ts";
import type { PlainAction } from "./deed-schema.ts";
import { type Duration, toMs } from "./duration.ts";
import type { PlainFault } from "./fault-schema.ts";
import type { Scenario } from "./scenario.ts";

/** What a scenario makes of a device. */
export function toSetup(scenario: Scenario): SetupOptions {
  const { system, durations = {}, assumptions = {}, initialState = {} } = scenario;
  const { requests = [], actors = [], faults = [] } = scenario;
  return {
    ...system,
    durations: mapValues(durations, toMs),
    assumptions: mapAssumptions(assumptions),
    initialState: toInitialState(initialState),
    requests: requests.map(toRequestRule),
    actors: actors.map(toActorPlan),
    faults: faults.map(toFaultRule),
  };
}

/** What somebody does, as the device has it. */
export function toAction(plain: PlainAction): Action {
  switch (plain.action) {
    case "verify":
    case "save":
    case "activate":
      return { kind: "issue", request: { operation: plain.action } };
    case "backup": {
      const { backupSource, filename } = plain;
      return { kind: "issue", request: { operation: "backup", backupSource, filename } };
    }
    case "restore":
      return {
        kind: "issue",
        request: { operation: "restore", restoreSource: plain.restoreSource },
      };
    case "restoreFile": {
      const { filename } = plain;
      const request = { operation: "restore", restoreSource: "backupFile", filename } as const;
      return { kind: "issue", request };
    }
    case "lock":
      return { kind: "lock", ...(plain.for !== undefined && { forMs: toMs(plain.for) }) };
    case "edit": {
      const { text, fault } = plain;
      return {
        kind: "edit",
        ...(text !== undefined && { text }),
        ...(fault !== undefined && { fault }),
      };
    }
    case "unlock":
    case "reboot":
    case "switchover":
      return { kind: plain.action };
  }
}

/** Something that goes wrong, as the device has it. */
export function toFaultRule({ after, ...rest }: PlainFault): FaultRule {
  const start = after === undefined ? {} : { after: toMs(after) };
  if (rest.fault !== "slow") return { ...rest, ...start };
  const { delay, ...slow } = rest;
  return { ...slow, ...start, delay: toMs(delay) };
}

function toActorPlan({ steps, random, ...actor }: PlainActor): ActorPlan {
  return {
    ...actor,
    ...(steps && { steps: steps.map(toStep) }),
    ...(random && {
      random: {
        every: toMs(random.every),
        weights: random.weights,
        ...(random.lockFor !== undefined && { lockFor: toMs(random.lockFor) }),
      },
    }),
  };
}

function toStep({ after, when, ...action }: NonNullable<PlainActor["steps"]>[number]): Step {
  return {
    ...(after !== undefined && { after: toMs(after) }),
    ...(when && { when }),
    action: toAction(action),
  };
}

function toRequestRule({ takes, ...rule }: NonNullable<Scenario["requests"]>[number]): RequestRule {
  if (takes === undefined) return rule;
  return { ...rule, takes: Array.isArray(takes) ? [toMs(takes[0]), toMs(takes[1])] : toMs(takes) };
}

function toInitialState(initialState: NonNullable<Scenario["initialState"]>): InitialState {
  const { uptime, lastRequest, ...rest } = initialState;
  return {
    ...rest,
    ...(uptime !== undefined && { uptime: toMs(uptime) }),
    ...(lastRequest && { lastRequest: toLastRequest(lastRequest) }),
  };
}

type LastRequest = NonNullable<NonNullable<Scenario["initialState"]>["lastRequest"]>;

function toLastRequest(last: LastRequest): NonNullable<InitialState["lastRequest"]> {
  if (last.status !== "inProgress") return last;
  const { endsIn, ...rest } = last;
  return { ...rest, endsIn: toMs(endsIn) };
}

function mapAssumptions(assumptions: NonNullable<Scenario["assumptions"]>): Partial<Assumptions> {
  const entries = Object.entries(assumptions).map(([name, value]) => {
    // The scenario has been checked: there are no other names.
    const { kind } = assumptionsList[name as keyof Assumptions];
    return [name, kind === "milliseconds" ? toMs(value as Duration) : value];
  });
  return Object.fromEntries(entries);
}

function mapValues<Name extends string>(
  durations: Readonly<Partial<Record<Name, Duration>>>,
  map: (duration: Duration) => number,
): Partial<Record<Name, number>> {
  const entries = Object.entries<Duration | undefined>(durations);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, map(value)]])),
  ) as Partial<Record<Name, number>>;
}
