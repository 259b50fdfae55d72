import type { Random } from "./random.ts";

/** Selects some of the requests that arrive: all of a kind, from the nth on, or some at random. */
export interface RuleTrigger<Target extends string> {
  /** The requests the rule applies to. Defaults to all. */
  readonly on?: Target | readonly Target[];
  /**
   * The first matching request the rule applies to, counted from 1. Defaults to 1.
   *
   * @asType integer
   * @minimum 1
   */
  readonly nth?: number;
  /**
   * The probability that the rule applies to a request, 0 to 1. Defaults to 1.
   *
   * @minimum 0
   * @maximum 1
   */
  readonly chance?: number;
}

/** The rules and their counters, as plain data. */
export interface RulesState<Rule> {
  readonly rules: readonly CountedRule<Rule>[];
  readonly random: number;
}

interface CountedRule<Rule> {
  readonly rule: Rule;
  /** The number of consecutive requests the rule applies to. */
  readonly times: number;
  /** From when on requests are counted, by the device's clock. */
  readonly fromMs: number;
  /** The number of matching requests. */
  readonly seen: number;
}

/** Selects the rule of each request: the first one that applies. */
export class Rules<Target extends string, Rule extends RuleTrigger<Target>> {
  readonly #random: Random;
  #rules: readonly CountedRule<Rule>[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  get state(): RulesState<Rule> {
    return { rules: this.#rules, random: this.#random.state };
  }

  set state({ rules, random }: RulesState<Rule>) {
    this.#rules = rules;
    this.#random.state = random;
  }

  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  add(rule: Rule, times: number, fromMs = 0): void {
    this.#rules = [...this.#rules, { rule, times, fromMs, seen: 0 }];
  }

  /**
   * Counts a request and returns its rule.
   *
   * @param names The names of the request, any of which may be a target.
   * @param matches Further conditions of a rule.
   */
  next(
    names: readonly Target[],
    now: number,
    matches: (rule: Rule) => boolean = () => true,
  ): Rule | undefined {
    let found: Rule | undefined;
    this.#rules = this.#rules.map((counted) => {
      const { rule, times, fromMs } = counted;
      const { on, nth = 1, chance = 1 } = rule;
      const isTarget = on === undefined || names.some((name) => [on].flat().includes(name));
      if (now < fromMs || !isTarget || !matches(rule)) return counted;
      const seen = counted.seen + 1;
      // Each rule draws its chance, so that the others before it do not change the result.
      const applies = seen >= nth && seen < nth + times && this.#random.chance(chance);
      if (applies) found ??= rule;
      return { ...counted, seen };
    });
    return found;
  }
}
