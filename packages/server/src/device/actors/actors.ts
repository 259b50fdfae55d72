import type { OperationName } from "@asyncstatus/model";
import { type ActorSelector, matchesActor } from "../actor.ts";
import type { DeviceEvent } from "../device-event.ts";
import { type Duration, toMs } from "../duration.ts";
import type { EventQueue } from "../event-queue.ts";
import type { Random } from "../random.ts";
import type { Action } from "./action.ts";
import type { ActionBudget } from "./action-budget.ts";

/** A simulated actor, in addition to external clients. */
export interface ActorPlan {
  /**
   * A unique name, other than "client" and "others".
   *
   * @minLength 1
   */
  readonly name: string;
  /** The interface it uses. A REST client has a token of its own and needs the lock. */
  readonly via: "acli" | "gui" | "rest";
  /** Actions at certain times. */
  readonly steps?: readonly Step[];
  /** Random actions, in addition to the steps. */
  readonly random?: RandomActions;
}

/** A one-time action. It is not retried if the device refuses it. */
export type Step = Action & {
  /** The event to wait for. Defaults to the start of the device. */
  readonly when?: EventTrigger;
  /** The delay after the event. Defaults to 0. */
  readonly after?: Duration;
};

/** Selects a device event. */
export interface EventTrigger {
  /** A request was accepted or has ended; the lock was acquired or released; the system came up. */
  readonly event: "accepted" | "ended" | "locked" | "unlocked" | "cameUp";
  /** The operation of the request. Defaults to any. */
  readonly operation?: OperationName;
  /** The actor who caused the event. Defaults to any. */
  readonly by?: ActorSelector;
  /**
   * The first matching event, counted from 1. Defaults to 1.
   *
   * @asType integer
   * @minimum 1
   */
  readonly nth?: number;
}

/**
 * Random actions, reproducible from the seed. For all actors together, at most 2,000 run per second, or
 * 10,000 at once after a time without requests; any more are skipped.
 */
export interface RandomActions {
  /** The average interval between two actions. */
  readonly every: Duration;
  /** The actions, by weight. */
  readonly weights: Readonly<Partial<Record<RandomAction, Weight>>>;
  /** The average time a lock is held. Defaults to 30 s. */
  readonly lockFor?: Duration;
}

/**
 * @minimum 0
 * @maximum 1000000
 */
type Weight = number;

/** An action that can be random. Each backup has a new file name. */
export type RandomAction = OperationName | "lock" | "edit" | "reboot" | "switchover";

/** A step or a random action that is due. */
export type ActorEvent =
  | { readonly kind: "step"; readonly actor: number; readonly step: number }
  | { readonly kind: "randomAction"; readonly actor: number };

export interface ActorsOptions {
  readonly plans: readonly ActorPlan[];
  readonly queue: Pick<EventQueue<ActorEvent>, "after">;
  readonly random: Random;
  /** Performs an action, if the device allows it. */
  readonly act: (name: string, action: Action) => void;
  readonly budget: ActionBudget;
  /** Returns the time of the device, also while an event of the past runs. */
  readonly now: () => number;
}

/** The progress of the actors, as plain data. */
export interface ActorsState {
  readonly random: number;
  /** The number of occurrences of the event of each step, by actor. */
  readonly seen: readonly (readonly number[])[];
  /** The number of random actions, which names the backup files. */
  readonly actions: number;
  readonly tokenIds: readonly (readonly [name: string, id: number])[];
}

/** The simulated actors. */
export class Actors {
  readonly #options: ActorsOptions;
  #seen: number[][];
  #actions = 0;
  /** The latest token of each simulated REST client, by name. */
  readonly tokenIds = new Map<string, number>();

  constructor(options: ActorsOptions) {
    this.#options = options;
    this.#seen = options.plans.map(({ steps = [] }) => steps.map(() => 0));
  }

  isRestClient(name: string): boolean {
    return this.#options.plans.some((plan) => plan.via === "rest" && plan.name === name);
  }

  get names(): readonly string[] {
    return this.#options.plans.map(({ name }) => name);
  }

  get state(): ActorsState {
    return {
      random: this.#options.random.state,
      seen: this.#seen.map((counts) => [...counts]),
      actions: this.#actions,
      tokenIds: [...this.tokenIds],
    };
  }

  set state({ random, seen, actions, tokenIds }: ActorsState) {
    this.tokenIds.clear();
    for (const [name, id] of tokenIds) this.tokenIds.set(name, id);
    this.#options.random.state = random;
    this.#seen = seen.map((counts) => [...counts]);
    this.#actions = actions;
  }

  /** Schedules the steps that wait for no event, and the first random actions. */
  start(now: number): void {
    const { queue, plans } = this.#options;
    plans.forEach(({ steps = [], random }, actor) => {
      steps.forEach(({ when, after = 0 }, step) => {
        if (!when) queue.after(now, toMs(after), { kind: "step", actor, step });
      });
      if (random) this.#scheduleRandom(actor, random, now);
    });
  }

  /** Schedules the steps that wait for this event. */
  onEvent(event: DeviceEvent): void {
    const { queue, plans } = this.#options;
    plans.forEach(({ steps = [] }, actor) => {
      steps.forEach(({ when, after = 0 }, step) => {
        const counts = this.#seen[actor];
        if (!when || !counts || !this.#matches(when, event)) return;
        const count = (counts[step] ?? 0) + 1;
        counts[step] = count;
        if (count !== (when.nth ?? 1)) return;
        queue.after(event.atMs, toMs(after), { kind: "step", actor, step });
      });
    });
  }

  /** Performs a step or a random action that is due. */
  run(event: ActorEvent, now: number): void {
    const { act, plans } = this.#options;
    const plan = plans[event.actor];
    switch (event.kind) {
      case "step": {
        const step = plan?.steps?.[event.step];
        if (plan && step) act(plan.name, step);
        return;
      }
      case "randomAction": {
        if (!plan?.random) return;
        if (!this.#options.budget.take()) {
          this.#scheduleRandom(event.actor, plan.random, this.#options.now());
          return;
        }
        const action = this.#draw(plan.name, plan.random);
        this.#scheduleRandom(event.actor, plan.random, now);
        if (action) act(plan.name, action);
        return;
      }
    }
  }

  #matches({ event: kind, operation, by }: EventTrigger, event: DeviceEvent): boolean {
    return (
      kind === event.kind &&
      (operation === undefined || ("operation" in event && event.operation === operation)) &&
      (by === undefined ||
        ("by" in event && event.by !== undefined && matchesActor(by, event.by, this.names)))
    );
  }

  #scheduleRandom(actor: number, { every }: RandomActions, now: number): void {
    const { queue, random } = this.#options;
    // A delay of 0 would loop forever.
    queue.after(now, Math.max(1, random.interval(toMs(every))), { kind: "randomAction", actor });
  }

  #draw(name: string, { weights, lockFor = 30_000 }: RandomActions): Action | undefined {
    const { random } = this.#options;
    this.#actions += 1;
    const action: RandomAction | undefined = random.pick(weights);
    switch (action) {
      case undefined:
        return undefined;
      case "restore":
        return { action, restoreSource: "saved" };
      case "backup":
        return { action, backupSource: "running", filename: `${name}-${this.#actions}` };
      case "lock":
        return { action, for: random.interval(toMs(lockFor)) };
      case "edit":
        return { action, text: `${name}'s change ${this.#actions}` };
      default:
        return { action };
    }
  }
}
