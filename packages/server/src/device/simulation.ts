import type { Clock } from "@asyncstatus/model/clock";
import type { Actor } from "./actor.ts";
import type { Action } from "./actors/action.ts";
import { ActionBudget } from "./actors/action-budget.ts";
import { Actors } from "./actors/actors.ts";
import { BehaviorRules } from "./behavior-rules.ts";
import { DeviceClock } from "./device-clock.ts";
import type { DeviceEvent } from "./device-event.ts";
import { toMs } from "./duration.ts";
import { EventQueue } from "./event-queue.ts";
import { FaultRules } from "./faults/fault-rules.ts";
import { randomStream } from "./random.ts";
import { Refusal } from "./refusal.ts";
import { isCanceledByReboot, type ScheduledEvent } from "./scheduled-event.ts";
import type { DeviceSetup } from "./setup.ts";
import { Configuration } from "./state/configuration.ts";
import { Lock } from "./state/lock.ts";
import {
  type AsyncRequest,
  AsyncSlot,
  type IssuedRequest,
  type RequestBehavior,
} from "./state/slot.ts";
import { System } from "./state/system.ts";
import { type RandomBytes, Tokens } from "./state/tokens.ts";

/** The events of a request in progress. */
const requestEvents = new Set<ScheduledEvent["kind"]>([
  "requestShows",
  "verifyEnds",
  "saveStarts",
  "requestEnds",
  "requestRunsAgain",
]);

/** Omits the time from each kind of event. */
type Untimed<Event> = Event extends unknown ? Omit<Event, "atMs"> : never;

/** The callbacks and sources of a simulation. */
export interface SimulationHooks {
  readonly clock: Pick<Clock, "now">;
  readonly randomBytes: RandomBytes;
  /** Decides the behavior of requests in place of the rules of the setup. */
  readonly behavior?: ((request: IssuedRequest) => RequestBehavior) | undefined;
  /** Performs an action of a simulated actor. */
  readonly act: (action: Action, by: Actor) => void;
  readonly onEvent: (event: DeviceEvent) => void;
}

/** The state of a device, and the scheduled events that change it. */
export class Simulation {
  readonly setup: DeviceSetup;
  readonly clock: DeviceClock;
  readonly queue: EventQueue<ScheduledEvent>;
  readonly configuration: Configuration;
  readonly lock: Lock;
  readonly tokens: Tokens;
  readonly slot: AsyncSlot;
  readonly system: System;
  readonly behaviorRules: BehaviorRules;
  readonly actors: Actors;
  readonly faultRules: FaultRules;
  readonly #hooks: SimulationHooks;
  /** The time of the scheduled event that is running, if one is. */
  #eventAtMs: number | undefined;

  constructor(setup: DeviceSetup, hooks: SimulationHooks) {
    const { assumptions, durations, initialState, seed } = setup;
    this.setup = setup;
    this.#hooks = hooks;
    this.clock = new DeviceClock(hooks.clock, setup.clockRate);
    const now = this.clock.now();
    const queue = new EventQueue<ScheduledEvent>((event, atMs) => this.#run(event, atMs));
    this.queue = queue;
    this.configuration = new Configuration(assumptions, initialState);
    this.lock = new Lock(assumptions);
    if (initialState.lockedBy !== undefined) this.lock.acquire(initialState.lockedBy);
    this.actors = new Actors({
      plans: setup.actors,
      queue,
      random: randomStream(seed, 2),
      act: (name, action) => this.#act(name, action),
      budget: new ActionBudget(hooks.clock),
      now: () => this.clock.now(),
    });
    const { names } = this.actors;
    this.behaviorRules = new BehaviorRules(setup.requests, durations, names, randomStream(seed, 1));
    this.slot = new AsyncSlot({
      queue,
      assumptions,
      behavior: hooks.behavior ?? ((request) => this.behaviorRules.next(request)),
      now: () => this.catchUp(),
      verifyMs: toMs(durations.verify),
      execute: (request) => this.#execute(request),
      onEnd: ({ operation, by }, end) => this.report({ kind: "ended", operation, by, end }),
    });
    this.tokens = new Tokens({
      queue,
      lifetimeMs: toMs(durations.token),
      randomBytes: hooks.randomBytes,
      onEnd: (token) => this.releaseLock(token),
    });
    const { uptime = 0 } = initialState;
    this.system = new System(
      {
        ...setup,
        peerName: setup.peerName,
        startsAs: initialState.role,
        queue,
        onDown: () => this.#goDown(),
        onUp: () => this.report({ kind: "cameUp" }),
        onSwitchover: () => this.#switchOver(),
      },
      now - toMs(uptime),
    );
    this.faultRules = new FaultRules(randomStream(seed, 3));
    for (const rule of setup.faults) this.faultRules.inject(rule, now);
    this.#showLastRequest(now);
    this.actors.start(now);
  }

  /** Runs the events that are due and returns the time; that of the event while one is running. */
  catchUp(): number {
    if (this.#eventAtMs !== undefined) return this.#eventAtMs;
    const now = this.clock.now();
    try {
      this.queue.runUntil(now);
    } finally {
      this.#eventAtMs = undefined;
    }
    return now;
  }

  /** Like `catchUp`, for a system that is up. @throws {Refusal} `off` */
  now(): number {
    const now = this.catchUp();
    if (!this.system.isUp) throw new Refusal("off");
    return now;
  }

  /** Reports an event to the simulated actors and to the device. */
  report(event: Untimed<DeviceEvent>): void {
    const timed = { ...event, atMs: this.catchUp() };
    this.actors.onEvent(timed);
    this.#hooks.onEvent(timed);
  }

  /** Returns the actor of a name. A simulated REST client logs in if it has no valid token. */
  actorOf(name: string): Actor {
    if (!this.actors.isRestClient(name)) return name;
    const current = this.tokens.get(this.actors.tokenIds.get(name));
    if (current) return current;
    const { token } = this.tokens.issue({ name, administrator: true }, this.now());
    this.actors.tokenIds.set(name, token.id);
    return token;
  }

  /** Releases the lock, if the actor holds it. */
  releaseLock(by: Actor): void {
    if (!this.lock.isHeldBy(by)) return;
    this.lock.release(by);
    if (this.setup.assumptions.unsavedAtUnlock === "lost") this.configuration.discardEdits();
    this.report({ kind: "unlocked", by });
  }

  #run(event: ScheduledEvent, atMs: number): void {
    this.#eventAtMs = atMs;
    switch (event.kind) {
      case "requestShows":
      case "verifyEnds":
      case "saveStarts":
      case "requestEnds":
      case "requestRunsAgain":
      case "resultForgotten":
        this.slot.run(event, atMs);
        break;
      case "versionsShow":
        this.configuration.showVersions(event.versions);
        break;
      case "goesDown":
      case "comesUp":
      case "switchesOver":
        this.system.run(event, atMs);
        break;
      case "tokenExpires":
        this.tokens.revoke(event.id);
        break;
      case "lockEnds":
        this.releaseLock(event.by);
        break;
      case "step":
      case "randomAction":
        this.actors.run(event, atMs);
        break;
    }
  }

  #execute(request: AsyncRequest): string | undefined {
    const lagMs = toMs(this.setup.assumptions.versionsLag);
    const previous = this.configuration.versions;
    const failure = this.configuration.execute(request);
    if (lagMs > 0) {
      const { versions } = this.configuration.state;
      this.configuration.showVersions(previous);
      this.queue.after(this.catchUp(), lagMs, { kind: "versionsShow", versions });
    }
    return failure;
  }

  #act(name: string, action: Action): void {
    try {
      this.#hooks.act(action, name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.report({ kind: "refused", action: action.action, by: name, code: error.code });
    }
  }

  #goDown(): void {
    this.queue.cancel(isCanceledByReboot);
    this.configuration.reload();
    this.#endSessions();
    this.slot.interrupt();
    if (this.setup.assumptions.statusAfterReboot === "blank") this.slot.clear();
    this.report({ kind: "wentDown" });
  }

  /** Changes the roles of the HA pair, because the other system of the pair did. */
  changeRoles(atMs: number): void {
    this.system.changeRoles(atMs);
    if (this.system.isUp) this.#switchOver();
  }

  #switchOver(): void {
    const { sessionsAfterSwitchover, requestAtSwitchover, statusAfterSwitchover } =
      this.setup.assumptions;
    if (sessionsAfterSwitchover === "lost") this.#endSessions();
    if (requestAtSwitchover === "interrupted") {
      this.queue.cancel(({ kind }) => requestEvents.has(kind));
      this.slot.interrupt();
    }
    if (statusAfterSwitchover === "blank") this.slot.clear();
    this.report({ kind: "switchedOver" });
  }

  #endSessions(): void {
    this.tokens.clear();
    this.lock.clear();
  }

  #showLastRequest(now: number): void {
    const { lastRequest } = this.setup.initialState;
    if (!lastRequest) return;
    const { operation, by = "ACLI" } = lastRequest;
    const request = { operation, by, issuedAtMs: now };
    switch (lastRequest.status) {
      case "success":
        this.slot.show(request, { kind: "success" });
        break;
      case "fail":
        this.slot.show(request, { kind: "fail", reason: lastRequest.reason });
        break;
      case "inProgress":
        this.slot.show(request, { endsInMs: toMs(lastRequest.endsIn) });
        break;
    }
  }
}
