import type { OperationName, XmlContent } from "@asyncstatus/model";
import { type ActorSelector, matchesActor } from "./actor.ts";
import { type Duration, toMs } from "./duration.ts";
import type { Durations } from "./durations.ts";
import type { Random } from "./random.ts";
import { Rules, type RulesState, type RuleTrigger } from "./rules.ts";
import type { IssuedRequest, RequestBehavior } from "./state/slot.ts";

/** A rule for the behavior of asynchronous requests. The first one that applies decides. */
export interface RequestRule extends RuleTrigger<OperationName> {
  /** The issuer of the requests. Defaults to anyone. */
  readonly by?: ActorSelector;
  /**
   * The number of consecutive requests the rule applies to. Defaults to all, from the first one on.
   *
   * @asType integer
   * @minimum 1
   */
  readonly times?: number;
  /** The time the requests run, or the bounds of a random one. Defaults to `durations`. */
  readonly takes?: Duration | readonly [min: Duration, max: Duration];
  /** The reason for the failure. A failed request changes nothing. Defaults to none: the request succeeds. */
  readonly fails?: string;
  /** The faults that the request lists in `verifySummary`, whether it succeeds or fails. */
  readonly lists?: readonly ListedFault[];
  /** The request shows `inProgress` again after its end, as if a second system also ran it. */
  readonly again?: SecondRun;
}

/** A fault in `verifySummary`. */
export interface ListedFault {
  /** The configuration element, such as `sip-interface`. */
  readonly object: string;
  /** Its field, such as `realm-id`. */
  readonly field: string;
}

/** A second run of a request, which changes nothing. */
export interface SecondRun {
  /** The delay after the end of the first one. */
  readonly after: Duration;
  readonly takes: Duration;
  /** The reason for its failure. Defaults to none: it succeeds. */
  readonly fails?: string;
}

/** Writes faults as the additional information of a verify. */
export function verifySummary(faults: readonly ListedFault[]): XmlContent {
  const verifies = faults.map(({ object, field }) => ({
    name: "verify",
    elements: [
      { name: "object", text: object },
      { name: "field", text: field },
    ],
  }));
  return { elements: [{ name: "verifySummary", elements: verifies }] };
}

/** Decides how each request behaves. */
export class BehaviorRules {
  readonly #rules: Rules<OperationName, RequestRule>;
  readonly #durations: Durations;
  readonly #actorNames: readonly string[];
  readonly #random: Random;

  constructor(
    rules: readonly RequestRule[],
    durations: Durations,
    actorNames: readonly string[],
    random: Random,
  ) {
    this.#rules = new Rules(random);
    this.#durations = durations;
    this.#actorNames = actorNames;
    this.#random = random;
    for (const rule of rules) this.#rules.add(rule, rule.times ?? Number.POSITIVE_INFINITY);
  }

  get state(): RulesState<RequestRule> {
    return this.#rules.state;
  }

  set state(state: RulesState<RequestRule>) {
    this.#rules.state = state;
  }

  /** Decides the behavior of a request when it is issued. */
  next({ operation, by, issuedAtMs }: IssuedRequest): RequestBehavior {
    const matches = (rule: RequestRule) => matchesActor(rule.by, by, this.#actorNames);
    const rule = this.#rules.next([operation], issuedAtMs, matches);
    const { takes = this.#durations[operation], fails, lists, again } = rule ?? {};
    const [min, max] = typeof takes === "object" ? takes : [takes, takes];
    return {
      durationMs: this.#random.between(toMs(min), toMs(max)),
      ...(fails !== undefined && { fail: fails }),
      ...(lists && { additionalInfo: verifySummary(lists) }),
      ...(again && {
        again: {
          afterMs: toMs(again.after),
          durationMs: toMs(again.takes),
          ...(again.fails !== undefined && { fail: again.fails }),
        },
      }),
    };
  }
}
