import type { EventQueue } from "../event-queue.ts";
import type { DeviceEvent } from "../events.ts";
import { matchesActor } from "../meant.ts";
import type { Random } from "../random.ts";
import type { Action } from "./action.ts";
import type { ActorPlan, EventTrigger, RandomAction, RandomActions } from "./actor-plan.ts";

/** What actors do when its time has come: a step, or something at random. */
export type ActorEvent =
  | { readonly kind: "step"; readonly actor: number; readonly step: number }
  | { readonly kind: "randomAction"; readonly actor: number };

/** What the actors need. */
export interface ActorsOptions {
  readonly plans: readonly ActorPlan[];
  readonly agenda: Pick<EventQueue<ActorEvent>, "after">;
  readonly random: Random;
  /** Has an actor do something, as far as the device lets it. */
  readonly act: (name: string, deed: Action) => void;
}

/** How far the actors have come, as plain data. */
export interface ActorsState {
  readonly random: number;
  /** Of each actor and each of its steps: how often what it waits for has happened. */
  readonly seen: readonly (readonly number[])[];
  /** How many random deeds there were; names the files of backups. */
  readonly deeds: number;
  /** Of each actor the token that it got last, if it is a REST client. */
  readonly tokenIds: readonly (number | null)[];
}

/** The others: whoever uses the device beside the clients that come from outside. */
export class Actors {
  readonly #options: ActorsOptions;
  #seen: number[][];
  #deeds = 0;
  #tokenIds: (number | null)[];

  constructor(options: ActorsOptions) {
    this.#options = options;
    this.#tokenIds = options.plans.map(() => null);
    this.#seen = options.plans.map(({ steps = [] }) => steps.map(() => 0));
  }

  /** The number of the REST client of this name. */
  findRestClient(name: string): number | undefined {
    const { plans } = this.#options;
    const index = plans.findIndex((plan) => plan.via === "rest" && plan.name === name);
    return index < 0 ? undefined : index;
  }

  /** The token that an actor got last. */
  tokenIdOf(actor: number): number | undefined {
    return this.#tokenIds[actor] ?? undefined;
  }

  /** Keeps an actor's new token. */
  keepTokenId(actor: number, id: number): void {
    this.#tokenIds[actor] = id;
  }

  get names(): readonly string[] {
    return this.#options.plans.map(({ name }) => name);
  }

  get state(): ActorsState {
    const seen = this.#seen.map((counts) => [...counts]);
    const tokenIds = [...this.#tokenIds];
    return { random: this.#options.random.state, seen, deeds: this.#deeds, tokenIds };
  }

  set state({ random, seen, deeds, tokenIds }: ActorsState) {
    this.#tokenIds = [...tokenIds];
    this.#options.random.state = random;
    this.#seen = seen.map((counts) => [...counts]);
    this.#deeds = deeds;
  }

  /** Enters what they do from the start on. */
  begin(now: number): void {
    const { agenda, plans } = this.#options;
    plans.forEach(({ steps = [], random }, actor) => {
      steps.forEach(({ after = 0, when }, step) => {
        if (!when) agenda.after(now, after, { kind: "step", actor, step });
      });
      if (random) this.#enterRandom(actor, random, now);
    });
  }

  /** Lets them see what has happened, which some of their steps may wait for. */
  notice(happening: DeviceEvent): void {
    const { agenda, plans } = this.#options;
    plans.forEach(({ steps = [] }, actor) => {
      steps.forEach(({ after = 0, when }, step) => {
        const counts = this.#seen[actor];
        if (!when || !counts || !this.#isAwaited(when, happening)) return;
        const count = (counts[step] ?? 0) + 1;
        counts[step] = count;
        if (count !== (when.nth ?? 1)) return;
        agenda.after(happening.atMs, after, { kind: "step", actor, step });
      });
    });
  }

  /** Lets them do what is due. */
  happen(event: ActorEvent, now: number): void {
    const { act, plans } = this.#options;
    const plan = plans[event.actor];
    switch (event.kind) {
      case "step": {
        const step = plan?.steps?.[event.step];
        if (plan && step) act(plan.name, step.action);
        return;
      }
      case "randomAction": {
        if (!plan?.random) return;
        const deed = this.#draw(plan.name, plan.random);
        this.#enterRandom(event.actor, plan.random, now);
        if (deed) act(plan.name, deed);
        return;
      }
    }
  }

  #isAwaited({ event, operation, by }: EventTrigger, happening: DeviceEvent): boolean {
    if (event !== happening.kind) return false;
    const isOfOperation =
      operation === undefined || ("operation" in happening && happening.operation === operation);
    const isBy =
      by === undefined ||
      ("by" in happening &&
        happening.by !== undefined &&
        matchesActor(by, happening.by, this.names));
    return isOfOperation && isBy;
  }

  #enterRandom(actor: number, { every }: RandomActions, now: number): void {
    const { agenda, random } = this.#options;
    // Of what comes in no time there would be no end.
    agenda.after(now, Math.max(1, random.interval(every)), { kind: "randomAction", actor });
  }

  #draw(name: string, { weights, lockFor = 30_000 }: RandomActions): Action | undefined {
    const { random } = this.#options;
    this.#deeds += 1;
    const drawn: RandomAction | undefined = random.pick(weights);
    switch (drawn) {
      case undefined:
        return undefined;
      case "verify":
      case "save":
      case "activate":
        return { kind: "issue", request: { operation: drawn } };
      case "restore":
        return { kind: "issue", request: { operation: drawn, restoreSource: "saved" } };
      case "backup": {
        const filename = `${name}-${this.#deeds}`;
        return { kind: "issue", request: { operation: drawn, backupSource: "running", filename } };
      }
      case "lock":
        return { kind: drawn, forMs: random.interval(lockFor) };
      case "edit":
        return { kind: drawn, text: `${name}'s change ${this.#deeds}` };
      case "reboot":
      case "switchover":
        return { kind: drawn };
    }
  }
}
