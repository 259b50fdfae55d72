import { toMs } from "../duration.ts";
import type { Random } from "../random.ts";
import { applies, matchesAny } from "../rule.ts";
import type { Fault, FaultRule, FaultTarget } from "./fault.ts";

/** The fault rules and their counters, as plain data. */
export interface FaultRulesState {
  readonly rules: readonly CountedRule[];
  readonly random: number;
}

interface CountedRule {
  readonly rule: FaultRule;
  /** From when on requests are counted, by the device's clock. */
  readonly fromMs: number;
  /** The number of matching requests. */
  readonly seen: number;
}

/** Selects the fault of each request. The first rule that applies decides. */
export class FaultRules {
  readonly #random: Random;
  #rules: readonly CountedRule[] = [];

  constructor(rules: readonly FaultRule[], random: Random, now: number) {
    this.#random = random;
    for (const rule of rules) this.add(rule, now);
  }

  get state(): FaultRulesState {
    return { rules: this.#rules, random: this.#random.state };
  }

  set state({ rules, random }: FaultRulesState) {
    this.#rules = rules;
    this.#random.state = random;
  }

  /** Adds a rule. Its requests and its time count from now. */
  add(rule: FaultRule, now: number): void {
    const fromMs = now + toMs(rule.after ?? 0);
    this.#rules = [...this.#rules, { rule, fromMs, seen: 0 }];
  }

  /** True if there are no rules, so that requests need not be identified. */
  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** Decides the fault of a request. @param names The names of the request. */
  draw(names: readonly FaultTarget[], now: number): Fault | undefined {
    let drawn: Fault | undefined;
    this.#rules = this.#rules.map((counted) => {
      const { rule, fromMs } = counted;
      if (now < fromMs || !matchesAny(rule.on, names)) return counted;
      const seen = counted.seen + 1;
      const { times = rule.chance === undefined ? 1 : Number.POSITIVE_INFINITY } = rule;
      if (applies(rule, times, seen, this.#random)) drawn ??= rule;
      return { ...counted, seen };
    });
    return drawn;
  }
}
