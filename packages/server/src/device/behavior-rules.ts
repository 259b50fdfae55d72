import type { OperationName } from "@asyncstatus/model";
import { type ActorSelector, matchesActor } from "./actor.ts";
import { type Duration, type Durations, toMs } from "./duration.ts";
import type { Random } from "./random.ts";
import { applies, matchesAny, type RuleTrigger } from "./rule.ts";
import type { IssuedRequest, RequestBehavior } from "./state/slot.ts";

/** Sets how asynchronous requests behave. The first rule that applies to a request decides. */
export interface RequestRule extends RuleTrigger<OperationName> {
  /** The issuer of the requests. Defaults to any. */
  readonly by?: ActorSelector;
  /**
   * The number of consecutive requests the rule applies to. Defaults to all from the first on.
   *
   * @asType integer
   * @minimum 1
   */
  readonly times?: number;
  /** How long the requests run, or the bounds of a random duration. Defaults to `durations`. */
  readonly takes?: Duration | readonly [min: Duration, max: Duration];
  /** The reason why the requests fail, without changing anything. Defaults to success. */
  readonly fails?: string;
}

/** The counters of the rules, as plain data. */
export interface BehaviorRulesState {
  /** The number of matching requests of each rule. */
  readonly seen: readonly number[];
  readonly random: number;
}

export interface BehaviorRulesOptions {
  readonly rules: readonly RequestRule[];
  readonly durations: Durations;
  readonly actorNames: readonly string[];
  readonly random: Random;
}

/** Decides how each request behaves, by the first rule that applies to it. */
export class BehaviorRules {
  readonly #options: BehaviorRulesOptions;
  #seen: number[];

  constructor(options: BehaviorRulesOptions) {
    this.#options = options;
    this.#seen = options.rules.map(() => 0);
  }

  get state(): BehaviorRulesState {
    return { seen: [...this.#seen], random: this.#options.random.state };
  }

  set state({ seen, random }: BehaviorRulesState) {
    this.#seen = [...seen];
    this.#options.random.state = random;
  }

  /** Decides the behavior of a request when it is issued. */
  next({ operation, by }: IssuedRequest): RequestBehavior {
    const { rules, durations, actorNames, random } = this.#options;
    let found: RequestRule | undefined;
    rules.forEach((rule, index) => {
      if (!matchesAny(rule.on, [operation]) || !matchesActor(rule.by, by, actorNames)) return;
      const seen = (this.#seen[index] ?? 0) + 1;
      this.#seen[index] = seen;
      const { times = Number.POSITIVE_INFINITY } = rule;
      // Each rule that matches draws its chance, so that a rule before it does not shift the rest.
      if (applies(rule, times, seen, random)) found ??= rule;
    });
    const { takes = durations[operation], fails } = found ?? {};
    const [min, max] = typeof takes === "object" ? takes : [takes, takes];
    return {
      durationMs: random.between(toMs(min), toMs(max)),
      ...(fails !== undefined && { fail: fails }),
    };
  }
}
