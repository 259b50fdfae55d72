import type { IssuedRequest } from "./async-request.ts";
import type { DurationsMs } from "./durations.ts";
import { isAmong } from "./is-among.ts";
import { isMeant } from "./meant.ts";
import type { Course } from "./plan.ts";
import type { Random } from "./random.ts";
import type { RequestRule } from "./request-rule.ts";

/** The rules and how far they have come, as plain data. */
export interface CoursesState {
  /** How many requests each rule could have been for. */
  readonly seen: readonly number[];
  readonly random: number;
}

/** What decides how requests go. */
export interface CoursesOptions {
  readonly rules: readonly RequestRule[];
  readonly durationsMs: DurationsMs;
  readonly actorNames: readonly string[];
  readonly random: Random;
}

/** Decides how each request goes, by the first rule that is for it. */
export class Courses {
  readonly #options: CoursesOptions;
  #seen: number[];

  constructor(options: CoursesOptions) {
    this.#options = options;
    this.#seen = options.rules.map(() => 0);
  }

  get state(): CoursesState {
    return { seen: [...this.#seen], random: this.#options.random.state };
  }

  set state({ seen, random }: CoursesState) {
    this.#seen = [...seen];
    this.#options.random.state = random;
  }

  /** The course of a request that has just been issued. */
  next({ operation, by }: IssuedRequest): Course {
    const { rules, durationsMs, actorNames, random } = this.#options;
    let found: RequestRule | undefined;
    rules.forEach((rule, index) => {
      const { on, nth = 1, times = Number.POSITIVE_INFINITY, chance = 1 } = rule;
      if (!isAmong(on, operation) || !isMeant(rule.by, by, actorNames)) return;
      const seen = (this.#seen[index] ?? 0) + 1;
      this.#seen[index] = seen;
      if (seen >= nth && seen < nth + times && random.chance(chance)) found ??= rule;
    });
    const { takesMs = durationsMs[operation], fails } = found ?? {};
    const durationMs = typeof takesMs === "number" ? takesMs : random.between(...takesMs);
    return { durationMs, ...(fails !== undefined && { fail: fails }) };
  }
}
