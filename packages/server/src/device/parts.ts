import type { Actor } from "./actor.ts";
import { Actors } from "./actors.ts";
import { Agenda } from "./agenda.ts";
import type { IssuedRequest } from "./async-request.ts";
import { AsyncSlot } from "./async-slot.ts";
import { Configuration } from "./configuration.ts";
import { Courses } from "./courses.ts";
import type { Deed } from "./deed.ts";
import type { DeviceEvent } from "./device-event.ts";
import type { CompleteOptions } from "./device-options.ts";
import type { DeviceSetup } from "./device-setup.ts";
import { DeviceTime } from "./device-time.ts";
import { Faults } from "./faults.ts";
import { Lock } from "./lock.ts";
import { sequence } from "./random.ts";
import type { End } from "./slot-state.ts";
import { System } from "./system.ts";
import { Tokens } from "./tokens.ts";

/** What a device consists of. */
export interface Parts {
  readonly setup: DeviceSetup;
  readonly time: DeviceTime;
  readonly agenda: Agenda<DeviceEvent>;
  readonly configuration: Configuration;
  readonly lock: Lock;
  readonly tokens: Tokens;
  readonly slot: AsyncSlot;
  readonly system: System;
  readonly courses: Courses;
  readonly actors: Actors;
  readonly faults: Faults;
}

/** What the parts need the device as a whole for. */
export interface Whole {
  happen(event: DeviceEvent, atMs: number): void;
  act(name: string, deed: Deed): void;
  releaseLock(by: Actor): void;
  goOff(): void;
  comeUp(): void;
  changeRoles(): void;
  endRequest(request: IssuedRequest, end: End): void;
}

/** Makes the parts of a device as it is found. */
export function createParts(options: CompleteOptions, setup: DeviceSetup, whole: Whole): Parts {
  const { clock, plan, randomBytes } = options;
  const { assumptions, durationsMs, seed, initially } = setup;
  const time = new DeviceTime(clock, setup.clockRate);
  const now = time.now();
  const agenda = new Agenda<DeviceEvent>((event, atMs) => whole.happen(event, atMs));
  const configuration = new Configuration(assumptions);
  configuration.begin(initially);
  const lock = new Lock(assumptions);
  lock.owner = initially.lockedBy;
  const courses = new Courses({
    rules: setup.requests,
    durationsMs,
    actorNames: setup.actors.map(({ name }) => name),
    random: sequence(seed, 1),
  });
  const slot = new AsyncSlot({
    agenda,
    assumptions,
    plan: plan ?? ((request) => courses.next(request)),
    carryOut: (request) => configuration.carryOut(request),
    onEnd: (request, end) => whole.endRequest(request, end),
  });
  showLastRequest(slot, setup, now);
  const tokens = new Tokens({
    agenda,
    lifeMs: durationsMs.token,
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
    now - (initially.uptimeMs ?? 0),
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

function showLastRequest(slot: AsyncSlot, { initially }: DeviceSetup, now: number): void {
  const { lastRequest } = initially;
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
