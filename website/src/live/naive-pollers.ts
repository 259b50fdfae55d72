import { endsAtTheFirstBadLook } from "./naive/ends-at-the-first-bad-look.ts";
import { givesUpWithoutTheLock } from "./naive/gives-up-without-the-lock.ts";
import { goesOnWhateverTheEnd } from "./naive/goes-on-whatever-the-end.ts";
import { keepsLooking } from "./naive/keeps-looking.ts";
import { logsInAgain } from "./naive/logs-in-again.ts";
import { submitsUntilAnswered } from "./naive/submits-until-answered.ts";
import { takesAnyEnd } from "./naive/takes-any-end.ts";
import { takesItsDeadlineForAFailure } from "./naive/takes-its-deadline-for-a-failure.ts";
import { takesTheFirstSuccess } from "./naive/takes-the-first-success.ts";
import { waitsForSuccessOnly } from "./naive/waits-for-success-only.ts";
import { waitsForTheVersion } from "./naive/waits-for-the-version.ts";
import type { Action, Claim, Script } from "./script.ts";

/** A poller as they are found in the field. */
export interface NaivePoller {
  /** Its habit, in words that follow "a poller that". */
  readonly habit: string;
  run(sbc: Script, action: Action): Promise<Claim>;
}

/** The pollers, each named for its file in `naive/`. */
export const naivePollers = {
  "ends-at-the-first-bad-look": {
    habit: "takes what it cannot get or read for a failure",
    run: endsAtTheFirstBadLook,
  },
  "gives-up-without-the-lock": {
    habit: "asks for the lock once",
    run: givesUpWithoutTheLock,
  },
  "goes-on-whatever-the-end": {
    habit: "waits for the end of each step, and does not look at how it ended",
    run: goesOnWhateverTheEnd,
  },
  "keeps-looking": {
    habit: "goes on looking, without asking which system it looks at",
    run: keepsLooking,
  },
  "logs-in-again": {
    habit: "logs in anew where a look is answered 401",
    run: logsInAgain,
  },
  "submits-until-answered": {
    habit: "submits again where no answer comes",
    run: submitsUntilAnswered,
  },
  "takes-any-end": {
    habit: "takes the first end that it sees for its own",
    run: takesAnyEnd,
  },
  "takes-its-deadline-for-a-failure": {
    habit: "waits for 15 seconds, and takes that for a failure",
    run: takesItsDeadlineForAFailure,
  },
  "takes-the-first-success": {
    habit: "takes the first success of the right name for its own",
    run: takesTheFirstSuccess,
  },
  "waits-for-success-only": {
    habit: "takes a failure for not yet an end",
    run: waitsForSuccessOnly,
  },
  "waits-for-the-version": {
    habit: "takes a version that moves for the one sign of success",
    run: waitsForTheVersion,
  },
} as const satisfies Record<string, NaivePoller>;

/** Whoever of them plays in a scene. */
export type NaiveName = keyof typeof naivePollers;
