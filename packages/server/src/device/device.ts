import {
  type AsyncStatusData,
  type ConfigVersions,
  type RestVersion,
  restVersions,
  type SystemStatusData,
} from "@asyncstatus/model";
import type { Fault, FaultRule, FaultTarget } from "../faults/fault.ts";
import type { Action } from "./actors/action.ts";
import type { AccessToken, Account, Actor, User } from "./actors/actor.ts";
import type { Assumptions } from "./assumptions.ts";
import type { AsyncRequest } from "./async-request.ts";
import { type CompleteOptions, completeOptions, type DeviceOptions } from "./device-options.ts";
import type { Parts } from "./parts.ts";
import type { Refusal } from "./refusal.ts";
import { completeSetup, type DeviceSetup, type SetupOptions } from "./setup.ts";
import { Machine } from "./simulation.ts";
import { type DeviceSnapshot, restoreParts, snapshotOf } from "./snapshot.ts";
import type { Configurations, Content } from "./state/configuration.ts";

/**
 * A Session Border Controller as far as its REST API for asynchronous requests shows it. It does
 * nothing by itself: it reads the clock whenever it is asked something, and all that is due by then
 * has happened.
 *
 * Where not said otherwise, a method throws a {@link Refusal} `off` while the system is off.
 */
export class Device {
  readonly #options: CompleteOptions;
  readonly #machine: Machine;

  /** @throws {RangeError} where the name of a user, a length of time or another number cannot be */
  constructor(options: DeviceOptions) {
    this.#options = completeOptions(options);
    this.#machine = new Machine(this.#options, (deed, by) => this.act(deed, { by }));
  }

  /** What this device is taken to do where nobody knows. Can always be asked for. */
  get assumptions(): Assumptions {
    return this.#parts.setup.assumptions;
  }

  /** What this device is like; its seed repeats it. Can always be asked for. */
  get setup(): DeviceSetup {
    return this.#parts.setup;
  }

  /** Whether the system is up and answers. Can always be asked for. */
  isUp(): boolean {
    this.#machine.catchUp();
    return this.#parts.system.isUp;
  }

  /** Who can have a token, for whoever compares passwords. Can always be asked for. */
  get users(): readonly Account[] {
    return this.#options.users;
  }

  /** The valid token with this text, if there is one. */
  findToken(text: string): AccessToken | undefined {
    this.#machine.now();
    return this.#parts.tokens.find(text);
  }

  /** Gives a user, whose password was right, a token; returns its text. */
  issueToken(user: User): string {
    const now = this.#machine.now();
    return this.#parts.tokens.issue(user, now).text;
  }

  /**
   * Gives a user, whose password was right, a new token for a valid one of the user's own; the lock
   * goes over to it. Returns its text, or undefined where there is no such valid token.
   */
  renewToken(user: User, text: string): string | undefined {
    const now = this.#machine.now();
    const { lock, tokens } = this.#parts;
    const current = tokens.find(text);
    if (current?.user.name !== user.name) return undefined;
    const renewed = tokens.issue(user, now);
    lock.pass(current, renewed.token);
    if (this.assumptions.renewedToken === "revoked") tokens.revoke(current.id);
    return renewed.text;
  }

  /** Takes the configuration lock. @throws {Refusal} `locked-by-another` */
  lock(by: Actor): void {
    this.#machine.now();
    this.#parts.lock.take(by);
    this.#machine.tell({ kind: "locked", by });
  }

  /** Gives up the configuration lock. @throws {Refusal} as {@link Device.requireLock} */
  unlock(by: Actor): void {
    this.requireLock(by);
    this.#machine.releaseLock(by);
  }

  /** @throws {Refusal} `lock-not-held` where nobody holds the lock, `locked-by-another` where another does */
  requireLock(by: Actor): void {
    this.#machine.now();
    this.#parts.lock.require(by);
  }

  /**
   * Changes the configuration that is edited: its text, which is a new one even where it is not
   * given, and the fault that a verify then reports, if there is one. Without `by`, it is done
   * whatever the lock.
   *
   * @throws {Refusal} `locked-by-another` where the lock is assumed to bind everybody
   */
  edit(content: Partial<Content> = {}, { by }: { readonly by?: Actor } = {}): void {
    this.#machine.now();
    if (by !== undefined) this.#requireLeave(by);
    this.#parts.configuration.edit(content);
    this.#machine.tell({ kind: "edited", ...(by !== undefined && { by }) });
  }

  /** What is configured: what is edited, what was saved, what runs, and the backup files. */
  configurations(): Configurations {
    this.#machine.now();
    return this.#parts.configuration.contents;
  }

  /** Which saved and which running configuration there is. */
  configurationVersions(): ConfigVersions {
    this.#machine.now();
    return this.#parts.configuration.versions;
  }

  /**
   * Issues an asynchronous request. The REST API asks for the lock with {@link Device.requireLock}
   * before; users of the ACLI and the GUI it binds where that is assumed.
   *
   * @throws {Refusal} `request-in-progress`, if a second request is refused; `locked-by-another`
   * @throws {RangeError} where the plan's duration is not a number of milliseconds, 0 or more
   */
  issue(
    request: AsyncRequest | "verify" | "save" | "activate",
    { by }: { readonly by: Actor },
  ): void {
    const asked = typeof request === "string" ? { operation: request } : request;
    const issuedAtMs = this.#machine.now();
    this.#requireLeave(by);
    this.#parts.slot.issue({ ...asked, by, issuedAtMs });
    this.#machine.tell({ kind: "accepted", operation: asked.operation, by });
  }

  /**
   * Does what somebody does, by the rules for this somebody: a REST client needs the lock to issue
   * asynchronous requests and to edit. The name of a REST client among the actors is its token.
   *
   * @throws {Refusal} what the device says
   */
  act(deed: Action, { by }: { readonly by: Actor }): void {
    const now = this.#machine.now();
    const actor = typeof by === "string" ? this.#machine.identify(by) : by;
    switch (deed.kind) {
      case "issue":
        if (typeof actor === "object") this.requireLock(actor);
        this.issue(deed.request, { by: actor });
        break;
      case "edit": {
        if (typeof actor === "object") this.requireLock(actor);
        const { kind: _, ...content } = deed;
        this.edit(content, { by: actor });
        break;
      }
      case "lock": {
        this.lock(actor);
        const { forMs = Number.POSITIVE_INFINITY } = deed;
        this.#parts.agenda.after(now, forMs, { kind: "unlocks", by: actor });
        break;
      }
      case "unlock":
        this.unlock(actor);
        break;
      case "reboot":
        this.reboot();
        break;
      case "switchover":
        this.switchOver();
        break;
    }
  }

  /**
   * The asynchronous request issued last, by anybody. Empty where there is none to show.
   *
   * @param version The REST version to say it in. @default the newest
   */
  asyncStatus(version: RestVersion = restVersions[0]): AsyncStatusData {
    this.#machine.now();
    return this.#parts.slot.statusIn(version);
  }

  /** Uptime, health and role. */
  systemStatus(): SystemStatusData {
    const now = this.#machine.now();
    return this.#parts.system.status(now);
  }

  /** Reboots the system soon. */
  reboot(): void {
    const now = this.#machine.now();
    this.#parts.system.reboot(now);
  }

  /** Changes roles with the peer soon. @throws {Refusal} `no-pair` */
  switchOver(): void {
    const now = this.#machine.now();
    this.#parts.system.switchOver(now);
  }

  /** Adds something that goes wrong, counted from now on. Can be done while the system is off. */
  injectFault(fault: FaultRule): void {
    this.#parts.faults.inject(fault, this.#machine.catchUp());
  }

  /** Whether anything is to go wrong. Can always be asked for. */
  get hasFaults(): boolean {
    return !this.#parts.faults.isEmpty;
  }

  /** What goes wrong with a request that comes now, and is known by these names. */
  drawFault(names: readonly FaultTarget[]): Fault | undefined {
    const fault = this.#parts.faults.draw(names, this.#machine.now());
    if (fault) this.#machine.tell({ kind: "fault", fault, on: names });
    return fault;
  }

  /**
   * Lets the device's clock go on at another rate. Can be done while the system is off.
   *
   * @throws {RangeError} where that is not a number above 0
   */
  setClockRate(rate: number): void {
    this.#machine.catchUp();
    this.#parts.time.runAt(rate);
  }

  /**
   * Becomes another device, as it is found at first; nobody has a token. Can be done while the
   * system is off.
   *
   * @throws {RangeError} where a length of time, another number or an actor's name cannot be
   */
  reset(options: SetupOptions): void {
    const setup = completeSetup(
      options,
      this.users.map(({ name }) => name),
    );
    this.#machine.begin(setup);
  }

  /** All that there is of the device, to be restored. Can always be asked for. */
  snapshot(): DeviceSnapshot {
    this.#machine.catchUp();
    return snapshotOf(this.#parts);
  }

  /**
   * Becomes the device that was written down, and goes on from there as that one would have: its
   * time is what it was. Passwords and `plan` stay this device's. Can be done while it is off.
   */
  restore(snapshot: DeviceSnapshot): void {
    this.#machine.begin(snapshot.setup, (parts) => restoreParts(parts, snapshot));
  }

  /** @throws {Refusal} `locked-by-another` to a user of the ACLI or the GUI whom the lock binds */
  #requireLeave(by: Actor): void {
    if (typeof by === "string" && this.assumptions.lockBinds === "everybody") {
      this.#parts.lock.requireNoOther(by);
    }
  }

  get #parts(): Parts {
    return this.#machine.parts;
  }
}
