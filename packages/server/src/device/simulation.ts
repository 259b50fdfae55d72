import type { Action } from "./actors/action.ts";
import type { Actor } from "./actors/actor.ts";
import type { IssuedRequest } from "./async-request.ts";
import type { CompleteOptions } from "./device-options.ts";
import type { DeviceEvent } from "./events.ts";
import { createParts, type Parts, type Whole } from "./parts.ts";
import { Refusal } from "./refusal.ts";
import { endsWithSystem, type ScheduledEvent } from "./scheduled-event.ts";
import type { DeviceSetup } from "./setup.ts";
import type { End } from "./slot-state.ts";

/** Leaves out the time from each kind of happening. */
type Untimed<Timed> = Timed extends unknown ? Omit<Timed, "atMs"> : never;

/** What goes on inside a device: its parts, what is due to them, and what that does to the others. */
export class Machine implements Whole {
  readonly #options: CompleteOptions;
  readonly #act: (deed: Action, by: Actor) => void;
  #parts: Parts;
  /** The time of what is happening just now, if anything is. */
  #dueAtMs: number | undefined;

  /** @param act Has an actor of the device's own do something. */
  constructor(options: CompleteOptions, act: (deed: Action, by: Actor) => void) {
    this.#options = options;
    this.#act = act;
    this.#parts = createParts(options, options.setup, this);
  }

  get parts(): Parts {
    return this.#parts;
  }

  /** Begins anew as another device, which `prepare` may change before anything happens to it. */
  begin(setup: DeviceSetup, prepare: (parts: Parts) => void = () => {}): void {
    const parts = createParts(this.#options, setup, this);
    prepare(parts);
    this.#parts = parts;
  }

  /** Lets happen what is due, and says what time it is: while something happens, its own time. */
  catchUp(): number {
    if (this.#dueAtMs !== undefined) return this.#dueAtMs;
    const now = this.#parts.time.now();
    try {
      this.#parts.agenda.runUntil(now);
    } finally {
      this.#dueAtMs = undefined;
    }
    return now;
  }

  /** The same of a system that is up. @throws {Refusal} `off` */
  now(): number {
    const now = this.catchUp();
    if (!this.#parts.system.isUp) throw new Refusal("off");
    return now;
  }

  /** Lets actors and onlookers know. */
  tell(untimed: Untimed<DeviceEvent>): void {
    const happening = { ...untimed, atMs: this.catchUp() };
    this.#parts.actors.notice(happening);
    this.#options.onEvent(happening);
  }

  /** Whoever has this name; a REST client, who logs in where its token has ended. */
  identify(name: string): Actor {
    const { actors, tokens } = this.#parts;
    const actor = actors.findRestClient(name);
    if (actor === undefined) return name;
    const current = tokens.get(actors.tokenIdOf(actor));
    if (current) return current;
    const { token } = tokens.issue({ name, administrator: true }, this.now());
    actors.keepTokenId(actor, token.id);
    return token;
  }

  happen(event: ScheduledEvent, atMs: number): void {
    this.#dueAtMs = atMs;
    const { slot, system, tokens, actors } = this.#parts;
    switch (event.kind) {
      case "requestShows":
      case "requestEnds":
      case "resultForgotten":
        slot.happen(event, atMs);
        break;
      case "goesOff":
      case "comesUp":
      case "switchesOver":
        system.happen(event, atMs);
        break;
      case "tokenExpires":
        tokens.revoke(event.id);
        break;
      case "unlocks":
        this.releaseLock(event.by);
        break;
      case "step":
      case "randomAction":
        actors.happen(event, atMs);
        break;
    }
  }

  /** What the device refuses to one of its own actors is told, and no error. */
  act(name: string, deed: Action): void {
    try {
      this.#act(deed, name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.tell({ kind: "refused", action: deed.kind, by: name, code: error.code });
    }
  }

  releaseLock(by: Actor): void {
    const { lock } = this.#parts;
    if (!lock.isHeldBy(by)) return;
    lock.release(by);
    this.tell({ kind: "unlocked", by });
  }

  endRequest({ operation, by }: IssuedRequest, end: End): void {
    this.tell({ kind: "ended", operation, by, end });
  }

  goOff(): void {
    const { agenda, configuration, setup, slot } = this.#parts;
    agenda.cancel(endsWithSystem);
    configuration.reload();
    this.#endSessions();
    slot.cutShort();
    if (setup.assumptions.statusAfterReboot === "blank") slot.blank();
    this.tell({ kind: "wentDown" });
  }

  comeUp(): void {
    this.tell({ kind: "cameUp" });
  }

  changeRoles(): void {
    const { agenda, setup, slot } = this.#parts;
    const { sessionsAfterSwitchover, requestAtSwitchover, statusAfterSwitchover } =
      setup.assumptions;
    if (sessionsAfterSwitchover === "lost") this.#endSessions();
    if (requestAtSwitchover === "cutShort") {
      agenda.cancel(({ kind }) => kind === "requestShows" || kind === "requestEnds");
      slot.cutShort();
    }
    if (statusAfterSwitchover === "blank") slot.blank();
    this.tell({ kind: "switchedOver" });
  }

  #endSessions(): void {
    this.#parts.tokens.clear();
    this.#parts.lock.clear();
  }
}
