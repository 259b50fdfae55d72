import type { IssuedRequest } from "./async-request.ts";
import type { Durations } from "./durations.ts";
import { matchesAny } from "./is-among.ts";
import { matchesActor } from "./meant.ts";
import type { RequestBehavior } from "./plan.ts";
import type { Random } from "./random.ts";
import type { RequestRule } from "./request-rule.ts";

/** The rules and how far they have come, as plain data. */
export interface BehaviorRulesState {
  /** How many requests each rule could have been for. */
  readonly seen: readonly number[];
  readonly random: number;
}

/** What decides how requests go. */
export interface BehaviorRulesOptions {
  readonly rules: readonly RequestRule[];
  readonly durations: Durations;
  readonly actorNames: readonly string[];
  readonly random: Random;
}

/** Decides how each request goes, by the first rule that is for it. */
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

  /** The course of a request that has just been issued. */
  next({ operation, by }: IssuedRequest): RequestBehavior {
    const { rules, durations, actorNames, random } = this.#options;
    let found: RequestRule | undefined;
    rules.forEach((rule, index) => {
      const { on, nth = 1, times = Number.POSITIVE_INFINITY, chance = 1 } = rule;
      if (!matchesAny(on, operation) || !matchesActor(rule.by, by, actorNames)) return;
      const seen = (this.#seen[index] ?? 0) + 1;
      this.#seen[index] = seen;
      if (seen >= nth && seen < nth + times && random.chance(chance)) found ??= rule;
    });
    const { takes = durations[operation], fails } = found ?? {};
    const durationMs = typeof takes === "number" ? takes : random.between(...takes);
    return { durationMs, ...(fails !== undefined && { fail: fails }) };
  }
}
