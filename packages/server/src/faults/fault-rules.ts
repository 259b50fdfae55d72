import { matchesAny } from "../device/is-among.ts";
import type { Random } from "../device/random.ts";
import type { Fault, FaultRule, FaultTarget } from "./fault.ts";

/** The faults to come as plain data. */
export interface FaultsState {
  /** Each with the number of requests that it could have befallen. */
  readonly rules: readonly { readonly rule: FaultRule; readonly seen: number }[];
  readonly random: number;
  readonly begunAtMs: number;
}

/** Which exchange goes wrong, and how. Of several faults on one request, the first of the list it is. */
export class Faults {
  readonly #random: Random;
  #begunAtMs: number;
  #rules: { readonly rule: FaultRule; seen: number }[];

  /** @param begunAtMs From when on the times of the rules count. */
  constructor(rules: readonly FaultRule[], random: Random, begunAtMs: number) {
    this.#rules = rules.map((rule) => ({ rule, seen: 0 }));
    this.#random = random;
    this.#begunAtMs = begunAtMs;
  }

  get state(): FaultsState {
    const rules = this.#rules.map((one) => ({ ...one }));
    return { rules, random: this.#random.state, begunAtMs: this.#begunAtMs };
  }

  set state({ rules, random, begunAtMs }: FaultsState) {
    this.#begunAtMs = begunAtMs;
    this.#rules = rules.map((one) => ({ ...one }));
    this.#random.state = random;
  }

  /** Adds a fault: its requests and its time are counted from now on. */
  inject(rule: FaultRule, now: number): void {
    const after = (rule.after ?? 0) + now - this.#begunAtMs;
    this.#rules.push({ rule: { ...rule, after }, seen: 0 });
  }

  /** Whether there is none, so that nobody has to ask what a request is. */
  get isEmpty(): boolean {
    return this.#rules.length === 0;
  }

  /** The fault that befalls a request, which is known by these names, if one does. */
  draw(names: readonly FaultTarget[], now: number): Fault | undefined {
    let drawn: Fault | undefined;
    for (const one of this.#rules) {
      const { on, nth = 1, chance, after = 0 } = one.rule;
      const times = one.rule.times ?? (chance === undefined ? 1 : Number.POSITIVE_INFINITY);
      const isDue = now >= this.#begunAtMs + after;
      const isMeant = on === undefined || names.some((name) => matchesAny(on, name));
      if (!isDue || !isMeant) continue;
      one.seen += 1;
      const isOccasion = one.seen >= nth && one.seen < nth + times;
      if (!isOccasion || !this.#random.chance(chance ?? 1)) continue;
      drawn ??= one.rule;
    }
    return drawn;
  }
}
