import { toMs } from "../duration.ts";
import { Rules } from "../rules.ts";
import type { FaultRule, FaultTarget } from "./fault.ts";

/** Selects the fault of each request. */
export class FaultRules extends Rules<FaultTarget, FaultRule> {
  /** Adds a rule. Its requests and its time count from now. */
  inject(rule: FaultRule, now: number): void {
    const times = rule.times ?? (rule.chance === undefined ? 1 : Number.POSITIVE_INFINITY);
    this.add(rule, times, now + toMs(rule.after ?? 0));
  }
}
