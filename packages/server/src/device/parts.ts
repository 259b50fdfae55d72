import { Faults } from "../faults/fault-rules.ts";
import type { Action } from "./actors/action.ts";
import type { Actor } from "./actors/actor.ts";
import { Actors } from "./actors/actors.ts";
import type { IssuedRequest } from "./async-request.ts";
import { BehaviorRules } from "./behavior-rules.ts";
import { DeviceTime } from "./device-clock.ts";
import type { CompleteOptions } from "./device-options.ts";
import { EventQueue } from "./event-queue.ts";
import { sequence } from "./random.ts";
import type { ScheduledEvent } from "./scheduled-event.ts";
import type { DeviceSetup } from "./setup.ts";
import type { End } from "./slot-state.ts";
import { Configuration } from "./state/configuration.ts";
import { Lock } from "./state/lock.ts";
import { AsyncSlot } from "./state/slot.ts";
import { System } from "./state/system.ts";
import { Tokens } from "./state/tokens.ts";

/** What a device consists of. */
export interface Parts {
  readonly setup: DeviceSetup;
  readonly time: DeviceTime;
  readonly agenda: EventQueue<ScheduledEvent>;
  readonly configuration: Configuration;
  readonly lock: Lock;
  readonly tokens: Tokens;
  readonly slot: AsyncSlot;
  readonly system: System;
  readonly courses: BehaviorRules;
  readonly actors: Actors;
  readonly faults: Faults;
}

/** What the parts need the device as a whole for. */
export interface Whole {
  happen(event: ScheduledEvent, atMs: number): void;
  act(name: string, deed: Action): void;
  releaseLock(by: Actor): void;
  goOff(): void;
  comeUp(): void;
  changeRoles(): void;
  endRequest(request: IssuedRequest, end: End): void;
}

/** Makes the parts of a device as it is found. */
export function createParts(options: CompleteOptions, setup: DeviceSetup, whole: Whole): Parts {
  const { clock, behavior, randomBytes } = options;
  const { assumptions, durations, seed, initialState } = setup;
  const time = new DeviceTime(clock, setup.clockRate);
  const now = time.now();
  const agenda = new EventQueue<ScheduledEvent>((event, atMs) => whole.happen(event, atMs));
  const configuration = new Configuration(assumptions);
  configuration.begin(initialState);
  const lock = new Lock(assumptions);
  lock.owner = initialState.lockedBy;
  const courses = new BehaviorRules({
    rules: setup.requests,
    durations,
    actorNames: setup.actors.map(({ name }) => name),
    random: sequence(seed, 1),
  });
  const slot = new AsyncSlot({
    agenda,
    assumptions,
    behavior: behavior ?? ((request) => courses.next(request)),
    carryOut: (request) => configuration.carryOut(request),
    onEnd: (request, end) => whole.endRequest(request, end),
  });
  showLastRequest(slot, setup, now);
  const tokens = new Tokens({
    agenda,
    lifeMs: durations.token,
    randomBytes,
    onEnd: (token) => whole.releaseLock(token),
  });
  const system = new System(
    {
      ...setup,
      peerName: setup.peerName,
      agenda,
      onOff: () => whole.goOff(),
      onUp: () => whole.comeUp(),
      onSwitchover: () => whole.changeRoles(),
    },
    now - (initialState.uptime ?? 0),
  );
  const actors = new Actors({
    plans: setup.actors,
    agenda,
    random: sequence(seed, 2),
    act: (name, deed) => whole.act(name, deed),
  });
  actors.begin(now);
  const faults = new Faults(setup.faults, sequence(seed, 3), now);
  return {
    setup,
    time,
    agenda,
    configuration,
    lock,
    tokens,
    slot,
    system,
    courses,
    actors,
    faults,
  };
}

function showLastRequest(slot: AsyncSlot, { initialState }: DeviceSetup, now: number): void {
  const { lastRequest } = initialState;
  if (!lastRequest) return;
  const { operation, by = "ACLI" } = lastRequest;
  const request = { operation, by, issuedAtMs: now };
  switch (lastRequest.status) {
    case "success":
      slot.show(request, { kind: "success" });
      break;
    case "fail":
      slot.show(request, { kind: "fail", reason: lastRequest.reason });
      break;
    case "inProgress":
      slot.show(request, lastRequest);
      break;
  }
}
