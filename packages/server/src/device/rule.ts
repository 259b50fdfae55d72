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

/** Checks if any of the names of a request is a target of the rule. */
export function matchesAny<Target extends string>(
  targets: Target | readonly Target[] | undefined,
  names: readonly Target[],
): boolean {
  return targets === undefined || names.some((name) => [targets].flat().includes(name));
}

/**
 * Decides if a rule applies to a matching request.
 *
 * @param seen The matching requests so far, this one included.
 * @param times The number of consecutive matching requests the rule applies to.
 */
export function applies(
  { nth = 1, chance = 1 }: RuleTrigger<string>,
  times: number,
  seen: number,
  random: Random,
): boolean {
  return seen >= nth && seen < nth + times && random.chance(chance);
}
