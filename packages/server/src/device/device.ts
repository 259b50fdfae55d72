import {
  type AsyncStatusData,
  type ConfigVersions,
  type OperationName,
  type RestVersion,
  restVersions,
  type SystemStatusData,
} from "@asyncstatus/model";
import { type Clock, systemClock } from "@asyncstatus/model/clock";
import type { AccessToken, Account, Actor, User } from "./actor.ts";
import { type Action, requestOf } from "./actors/action.ts";
import type { Assumptions } from "./assumptions.ts";
import type { DeviceEvent } from "./device-event.ts";
import { toMs } from "./duration.ts";
import {
  addElements,
  changeElement,
  deleteElement,
  findElements,
} from "./elements/edit-elements.ts";
import type { DeviceElement, StoredElement } from "./elements/element.ts";
import { findElementType } from "./elements/element-types.ts";
import type { Fault, FaultRule, FaultTarget } from "./faults/fault.ts";
import { Refusal } from "./refusal.ts";
import { completeSetup, type DeviceSetup, type SetupOptions } from "./setup.ts";
import { Simulation, type SimulationHooks } from "./simulation.ts";
import { type DeviceSnapshot, restoreSnapshot, takeSnapshot } from "./snapshot.ts";
import type { ConfigurationName, Configurations, Edit } from "./state/configuration.ts";
import type { AsyncRequest, IssuedRequest, RequestBehavior } from "./state/slot.ts";
import { type RandomBytes, secureRandomBytes } from "./state/tokens.ts";

/** The operations that change a configuration. */
const changes: ReadonlySet<OperationName> = new Set(["save", "restore", "activate"]);

/** Options of a {@link Device}. */
export interface DeviceOptions extends SetupOptions {
  /** The users. Their names are unique and contain no colon, which ends the name in Basic credentials. */
  readonly users: readonly Account[];
  /** @default {@link systemClock} */
  readonly clock?: Pick<Clock, "now">;
  /** The source of tokens. @default the cryptographic random source of the platform */
  readonly randomBytes?: RandomBytes;
  /** Decides how each asynchronous request behaves, in place of `requests` and `durations`. */
  readonly behavior?: (request: IssuedRequest) => RequestBehavior;
  /** Called for each event of the device. Events are late: they run when the device is next called. */
  readonly onEvent?: (event: DeviceEvent) => void;
}

/**
 * A simulated Session Border Controller, as far as its REST API for asynchronous requests shows it. It
 * does nothing by itself: each call reads the clock and first runs all events that are due.
 *
 * Unless noted otherwise, a method throws a {@link Refusal} `off` while the system is off.
 */
export class Device {
  /** The users and their passwords. */
  readonly users: readonly Account[];
  readonly #hooks: SimulationHooks;
  #simulation: Simulation;

  /** @throws {RangeError} If a user name, a duration or another number is invalid. */
  constructor(options: DeviceOptions) {
    const { users, clock = systemClock, randomBytes = secureRandomBytes } = options;
    const { behavior, onEvent = () => {}, ...setup } = options;
    const names = new Set(users.map(({ name }) => name));
    if (names.size < users.length || [...names].some((name) => name.includes(":"))) {
      throw new RangeError("Expected users with unique names that contain no colon.");
    }
    this.users = users;
    const act = (action: Action, by: Actor) => this.act(action, { by });
    this.#hooks = { clock, randomBytes, behavior, act, onEvent };
    this.#simulation = this.#create(setup);
  }

  /** The choices where the behavior of real devices is not documented. Available while off. */
  get assumptions(): Assumptions {
    return this.#simulation.setup.assumptions;
  }

  /** The setup of the device. Its seed repeats a run. Available while off. */
  get setup(): DeviceSetup {
    return this.#simulation.setup;
  }

  /** Returns true if the system is up and responds. Available while off. */
  isUp(): boolean {
    this.#simulation.catchUp();
    return this.#simulation.system.isUp;
  }

  /** Returns the valid token with this text. */
  findToken(text: string): AccessToken | undefined {
    return this.#ready().tokens.find(text);
  }

  /** Issues a token to an authenticated user. Returns its text. */
  issueToken(user: User): string {
    const now = this.#simulation.now();
    return this.#simulation.tokens.issue(user, now).text;
  }

  /**
   * Issues a token in place of a valid one of the same, authenticated user. The lock passes to it.
   * Returns its text, or undefined if the user has no such valid token.
   */
  renewToken(user: User, text: string): string | undefined {
    const now = this.#simulation.now();
    const { lock, tokens } = this.#simulation;
    const current = tokens.find(text);
    if (current?.user.name !== user.name) return undefined;
    const renewed = tokens.issue(user, now);
    lock.pass(current, renewed.token);
    if (this.assumptions.renewedToken === "revoked") tokens.revoke(current.id);
    return renewed.text;
  }

  /** Acquires the configuration lock. @throws {Refusal} `locked-by-another` */
  lock(by: Actor): void {
    this.#ready().lock.acquire(by);
    this.#simulation.report({ kind: "locked", by });
  }

  /** Releases the configuration lock. @throws {Refusal} Like {@link Device.requireLock}. */
  unlock(by: Actor): void {
    this.requireLock(by);
    this.#simulation.releaseLock(by);
  }

  /** @throws {Refusal} `lock-not-held` if the lock is free, `locked-by-another` if another holds it. */
  requireLock(by: Actor): void {
    this.#ready().lock.require(by);
  }

  /**
   * Edits the configuration. Without a text, it gets a new one. Without `by`, the lock does not matter.
   *
   * @throws {Refusal} `locked-by-another`, if the lock is assumed to bind all users; `standby`;
   *   `invalid-element`, `element-exists` or `no-such-element`.
   */
  edit(edit: Edit = {}, { by }: { readonly by?: Actor } = {}): void {
    const { configuration } = this.#ready();
    this.#requireActive();
    if (by !== undefined) this.#requireNoLockOfAnother(by);
    configuration.edit(edit);
    this.#simulation.report({ kind: "edited", ...(by !== undefined && { by }) });
  }

  /**
   * Returns the elements of a configuration that have the key attributes; all of the type without any.
   *
   * @throws {Refusal} `invalid-element`, `no-such-element`
   */
  findElements(wanted: DeviceElement, of: ConfigurationName = "editing"): readonly StoredElement[] {
    return findElements(this.#ready().configuration.elements(of), wanted);
  }

  /**
   * Adds an element, as the REST API does: a singleton with its type alone. Returns the complete element.
   *
   * @throws {Refusal} `standby`, `invalid-element`, `element-exists`
   */
  addElement(element: DeviceElement, { by }: { readonly by: Actor }): StoredElement {
    const { type, attributes = {}, subElements = [] } = element;
    const size = Object.keys(attributes).length + subElements.length;
    if (findElementType(type)?.single && size > 0) {
      const reason = `Invalid configuration element: ${type} must be added with its type alone`;
      throw new Refusal("invalid-element", reason);
    }
    const elements = this.#editElements((all) => addElements(all, [element]), by);
    // It is the last one.
    return elements.at(-1) as StoredElement;
  }

  /**
   * Changes the element that the key attributes identify. Returns the complete element.
   *
   * @throws {Refusal} `standby`, `invalid-element`, `no-such-element`
   */
  changeElement(change: DeviceElement, { by }: { readonly by: Actor }): StoredElement {
    const { changed } = changeElement(this.#ready().configuration.elements("editing"), change);
    this.#editElements((all) => changeElement(all, change).elements, by);
    return changed;
  }

  /**
   * Deletes the element that the key attributes identify.
   *
   * @throws {Refusal} `standby`, `invalid-element`, `no-such-element`
   */
  deleteElement(element: DeviceElement, { by }: { readonly by: Actor }): void {
    this.#editElements((all) => deleteElement(all, element), by);
  }

  /** Returns the contents of the configurations and backup files. */
  configurations(): Configurations {
    return this.#ready().configuration.contents;
  }

  /** Returns the versions of the saved and running configurations. */
  configurationVersions(): ConfigVersions {
    return this.#ready().configuration.versions;
  }

  /**
   * Issues an asynchronous request. The lock binds only ACLI and GUI users here, and only if that is
   * assumed: the REST API calls {@link Device.requireLock} before.
   *
   * @throws {Refusal} `request-in-progress`, if a second request is refused; `locked-by-another`; `standby`
   * @throws {RangeError} If the duration of its behavior is negative or not a number.
   */
  issue(
    request: AsyncRequest | "verify" | "save" | "activate",
    { by }: { readonly by: Actor },
  ): void {
    const asyncRequest = typeof request === "string" ? { operation: request } : request;
    const issuedAtMs = this.#simulation.now();
    this.#requireNoLockOfAnother(by);
    if (changes.has(asyncRequest.operation)) this.#requireActive();
    this.#simulation.slot.issue({ ...asyncRequest, by, issuedAtMs });
    this.#simulation.report({ kind: "accepted", operation: asyncRequest.operation, by });
  }

  /**
   * Performs an action under the rules for its actor: a REST client needs the lock to issue a request
   * or to edit. By the name of a simulated REST client, it is done with that client's token.
   *
   * @throws {Refusal} If the device refuses the action.
   */
  act(action: Action, { by }: { readonly by: Actor }): void {
    const now = this.#simulation.now();
    const actor = typeof by === "string" ? this.#simulation.actorOf(by) : by;
    switch (action.action) {
      case "lock":
        this.lock(actor);
        this.#simulation.queue.after(now, toMs(action.for ?? "never"), {
          kind: "lockEnds",
          by: actor,
        });
        break;
      case "unlock":
        this.unlock(actor);
        break;
      case "reboot":
        this.reboot();
        break;
      case "switchover":
        this.switchOver();
        break;
      case "edit": {
        if (typeof actor === "object") this.requireLock(actor);
        const { action: _, ...edit } = action;
        this.edit(edit, { by: actor });
        break;
      }
      default:
        if (typeof actor === "object") this.requireLock(actor);
        this.issue(requestOf(action), { by: actor });
    }
  }

  /**
   * Returns the most recent asynchronous request, from any user. Empty if there is none to show.
   *
   * @param version The REST version of the answer. Defaults to the newest.
   */
  asyncStatus(version: RestVersion = restVersions[0]): AsyncStatusData {
    return this.#ready().slot.statusIn(version);
  }

  /** Returns uptime, health and role. */
  systemStatus(): SystemStatusData {
    const now = this.#simulation.now();
    return this.#simulation.system.status(now);
  }

  /** Schedules a reboot. */
  reboot(): void {
    const now = this.#simulation.now();
    this.#simulation.system.reboot(now);
  }

  /** Schedules a switchover. @throws {Refusal} `no-pair` */
  switchOver(): void {
    const now = this.#simulation.now();
    this.#simulation.system.switchOver(now);
  }

  /**
   * Follows the other system of its HA pair, a device of its own: copies its configurations and backup
   * files, and becomes the standby. Nothing changes while either is off, or if the peer is not active.
   */
  followPeer(peer: Device): void {
    const now = this.#simulation.catchUp();
    peer.#simulation.catchUp();
    const { configuration, system } = this.#simulation;
    const other = peer.#simulation;
    if (!system.isUp || !other.system.isUp || other.system.role !== "active") return;
    configuration.state = other.configuration.state;
    if (system.role === "active") this.#simulation.changeRoles(now);
  }

  /**
   * Becomes the active system of its HA pair, if it is the standby. Available while off.
   *
   * @param atMs The time, by the device's clock.
   */
  takeOver(atMs: number): void {
    this.#simulation.catchUp();
    if (this.#simulation.system.role === "standby") this.#simulation.changeRoles(atMs);
  }

  /** Adds a fault. Requests and time count from now. Available while off. */
  injectFault(fault: FaultRule): void {
    this.#simulation.faultRules.inject(fault, this.#simulation.catchUp());
  }

  /** True if any faults are set up. Available while off. */
  get hasFaults(): boolean {
    return !this.#simulation.faultRules.isEmpty;
  }

  /** Decides the fault of a request that arrives now; none while off. @param names The names of the request. */
  drawFault(names: readonly FaultTarget[]): Fault | undefined {
    const now = this.#simulation.catchUp();
    // It may have gone off since the caller checked.
    if (!this.#simulation.system.isUp) return undefined;
    const fault = this.#simulation.faultRules.next(names, now);
    if (fault) this.#simulation.report({ kind: "fault", fault, on: names });
    return fault;
  }

  /**
   * Changes the speed of the device's clock. Available while off.
   *
   * @throws {RangeError} If the rate is not a finite number above 0.
   */
  setClockRate(rate: number): void {
    this.#simulation.catchUp();
    this.#simulation.clock.setRate(rate);
  }

  /**
   * Restarts as a new device with another setup; all tokens end. Available while off.
   *
   * @throws {RangeError} If a duration, another number or an actor's name is invalid.
   */
  reset(setup: SetupOptions): void {
    this.#simulation = this.#create(setup);
  }

  /** Returns the complete state of the device. Available while off. */
  snapshot(): DeviceSnapshot {
    this.#simulation.catchUp();
    return takeSnapshot(this.#simulation);
  }

  /**
   * Continues from a snapshot, at its time. The users and `behavior` remain. Available while off.
   */
  restore(snapshot: DeviceSnapshot): void {
    const simulation = new Simulation(snapshot.setup, this.#hooks);
    restoreSnapshot(simulation, snapshot);
    this.#simulation = simulation;
  }

  #create(setup: SetupOptions): Simulation {
    const names = this.users.map(({ name }) => name);
    return new Simulation(completeSetup(setup, names), this.#hooks);
  }

  /** Returns the simulation with all due events run. @throws {Refusal} `off` */
  #ready(): Simulation {
    this.#simulation.now();
    return this.#simulation;
  }

  #editElements(
    edit: (elements: readonly StoredElement[]) => readonly StoredElement[],
    by: Actor,
  ): readonly StoredElement[] {
    const { configuration } = this.#ready();
    this.#requireActive();
    const elements = edit(configuration.elements("editing"));
    configuration.setElements(elements);
    this.#simulation.report({ kind: "edited", by });
    return elements;
  }

  /** @throws {Refusal} `standby` if the system is one, and changes of it are assumed to be refused. */
  #requireActive(): void {
    const { system } = this.#simulation;
    if (this.assumptions.changesOnStandby === "refused" && system.role === "standby") {
      throw new Refusal("standby");
    }
  }

  /** @throws {Refusal} `locked-by-another` to ACLI and GUI users, if the lock is assumed to bind them. */
  #requireNoLockOfAnother(by: Actor): void {
    if (typeof by === "string" && this.assumptions.lockBinds === "allUsers") {
      this.#simulation.lock.requireNoOther(by);
    }
  }
}
