import {
  type AsyncStatusData,
  type ConfigVersions,
  type RestVersion,
  restVersions,
  type SystemStatusData,
} from "@asyncstatus/model";
import type { AccessToken, Account, Actor, User } from "./actor.ts";
import { Agenda } from "./agenda.ts";
import type { Assumptions } from "./assumptions.ts";
import type { AsyncRequest } from "./async-request.ts";
import { AsyncSlot } from "./async-slot.ts";
import type { Clock } from "./clock.ts";
import { Configuration } from "./configuration.ts";
import { completeOptions, type DeviceOptions } from "./device-options.ts";
import { Lock } from "./lock.ts";
import { Refusal } from "./refusal.ts";
import { System } from "./system.ts";
import { Tokens } from "./tokens.ts";

/**
 * A Session Border Controller as far as its REST API for asynchronous requests shows it. It does
 * nothing by itself: it reads the clock whenever it is asked something, and all that is due by then
 * has happened.
 *
 * Every method but {@link Device.isUp} throws a {@link Refusal} `off` while the system is off.
 */
export class Device {
  /** What this device is taken to do where nobody knows. */
  readonly assumptions: Assumptions;
  readonly #agenda = new Agenda();
  readonly #clock: Clock;
  readonly #configuration: Configuration;
  readonly #lock = new Lock();
  readonly #slot: AsyncSlot;
  readonly #system: System;
  readonly #tokens: Tokens;
  readonly #users: readonly Account[];

  /** @throws {RangeError} where the name of a user or a length of time cannot be */
  constructor(options: DeviceOptions) {
    const complete = completeOptions(options);
    const { assumptions, clock, durationsMs, plan, randomBytes, users } = complete;
    const agenda = this.#agenda;
    this.assumptions = assumptions;
    this.#clock = clock;
    this.#users = users;
    this.#configuration = new Configuration(assumptions);
    this.#slot = new AsyncSlot({
      agenda,
      assumptions,
      plan,
      carryOut: (request) => this.#configuration.carryOut(request),
    });
    this.#tokens = new Tokens({
      agenda,
      lifeMs: durationsMs.token,
      randomBytes,
      onEnd: (token) => this.#lock.release(token),
    });
    const onOff = () => this.#goOff();
    this.#system = new System({ ...complete, agenda, onOff }, clock.now());
  }

  /** Whether the system is up and answers. */
  isUp(): boolean {
    this.#agenda.runUntil(this.#clock.now());
    return this.#system.isUp;
  }

  /** Who can have a token, for whoever compares passwords. */
  get users(): readonly Account[] {
    return this.#users;
  }

  /** The valid token with this text, if there is one. */
  findToken(text: string): AccessToken | undefined {
    this.#now();
    return this.#tokens.find(text);
  }

  /** Gives a user, whose password was right, a token; returns its text. */
  issueToken(user: User): string {
    return this.#tokens.issue(user, this.#now()).text;
  }

  /**
   * Gives a user, whose password was right, a new token for a valid one of the user's own; the lock
   * goes over to it. Returns its text, or undefined where there is no such valid token.
   */
  renewToken(user: User, text: string): string | undefined {
    const now = this.#now();
    const current = this.#tokens.find(text);
    if (current?.user.name !== user.name) return undefined;
    const renewed = this.#tokens.issue(user, now);
    this.#lock.pass(current, renewed.token);
    if (this.assumptions.renewedToken === "revoked") this.#tokens.revoke(text);
    return renewed.text;
  }

  /** Takes the configuration lock. @throws {Refusal} `locked-by-another` */
  lock(by: Actor): void {
    this.#now();
    this.#lock.take(by);
  }

  /** Gives up the configuration lock. @throws {Refusal} as {@link Device.requireLock} */
  unlock(by: Actor): void {
    this.requireLock(by);
    this.#lock.release(by);
  }

  /** @throws {Refusal} `lock-not-held` where nobody holds the lock, `locked-by-another` where another does */
  requireLock(by: Actor): void {
    this.#now();
    this.#lock.require(by);
  }

  /** Changes the configuration that is edited; a verify then reports the fault, if it has one. */
  edit({ fault }: { readonly fault?: string } = {}): void {
    this.#now();
    this.#configuration.edit(fault);
  }

  /** Which saved and which running configuration there is. */
  configurationVersions(): ConfigVersions {
    this.#now();
    return this.#configuration.versions;
  }

  /**
   * Issues an asynchronous request, whether or not its issuer holds the lock: the REST API asks for
   * it with {@link Device.requireLock}, the ACLI and the GUI have rules of their own.
   *
   * @throws {Refusal} `request-in-progress`, if a second request is refused
   * @throws {RangeError} where the plan's duration is not a number of milliseconds, 0 or more
   */
  issue(
    request: AsyncRequest | "verify" | "save" | "activate",
    { by }: { readonly by: Actor },
  ): void {
    const asked = typeof request === "string" ? { operation: request } : request;
    this.#slot.issue({ ...asked, by, issuedAtMs: this.#now() });
  }

  /**
   * The asynchronous request issued last, by anybody. Empty where there is none to show.
   *
   * @param version The REST version to say it in. @default the newest
   */
  asyncStatus(version: RestVersion = restVersions[0]): AsyncStatusData {
    this.#now();
    return this.#slot.statusIn(version);
  }

  /** Uptime, health and role. */
  systemStatus(): SystemStatusData {
    return this.#system.status(this.#now());
  }

  /** Reboots the system soon. Tokens, the lock and what was not saved are lost. */
  reboot(): void {
    this.#system.reboot(this.#now());
  }

  /** Changes roles with the peer soon. @throws {Refusal} `no-pair` */
  switchOver(): void {
    this.#system.switchOver(this.#now());
  }

  #now(): number {
    const now = this.#clock.now();
    this.#agenda.runUntil(now);
    if (!this.#system.isUp) throw new Refusal("off");
    return now;
  }

  #goOff(): void {
    this.#configuration.reload();
    this.#lock.clear();
    this.#slot.reboot();
    this.#tokens.clear();
  }
}
