import type { OperationId } from "@asyncstatus/client";
import { operationNameValues, operationNameValuesNotIn, restVersions } from "@asyncstatus/model";
import type { Fault, FaultRule } from "@asyncstatus/server";
import fc from "fast-check";
import type { Course, OtherRequest, Scenario } from "./scenario.ts";

const oneOf = <const Values extends readonly unknown[]>(...values: Values) =>
  fc.constantFrom<Values[number][]>(...values);
const record = <Value>(model: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }) =>
  fc.record<Value>(model, { noNullPrototype: true });
const milliseconds = (min: number, max: number) => fc.integer({ min, max });
/** Draws the first with the given percentage, otherwise the second. */
const often = <One, Else>(weight: number, one: fc.Arbitrary<One>, other: fc.Arbitrary<Else>) =>
  fc.oneof({ weight, arbitrary: one }, { weight: 100 - weight, arbitrary: other });

const course: fc.Arbitrary<Course> = record({
  durationMs: often(95, milliseconds(0, 90), oneOf(Number.POSITIVE_INFINITY)),
  fails: often(25, oneOf(true), oneOf(false)),
});
const faults: readonly Fault[] = [
  // A device that responds with 401 has not accepted the request; one that sends half a response has.
  { fault: "unauthorized" },
  { fault: "resetInBody" },
  { fault: "truncated" },
  ...[true, false].flatMap((accepted): Fault[] => [
    { fault: "reset", accepted },
    { fault: "slow", delay: 40, accepted },
    { fault: "hang", accepted },
    { fault: "status", status: 500, accepted },
    { fault: "status", status: 503, message: "Busy.", retryAfterSeconds: 0, accepted },
    { fault: "status", status: 503, message: "Busy.", retryAfterSeconds: 1, accepted },
    { fault: "garbage", accepted },
  ]),
];
const pollFault = record({
  on: oneOf("getAsyncStatus", undefined),
  nth: fc.integer({ min: 1, max: 9 }),
  times: oneOf(1, 1, 2, 4),
});
const otherFault = record({
  on: fc.constantFrom<OperationId[]>(
    "requestToken",
    "lockConfiguration",
    "unlockConfiguration",
    "getConfigurationVersions",
    "getSystemStatus",
    "saveVerifyOrRestore",
    "activateOrBackUp",
  ),
  nth: oneOf(1, 1, 2),
  times: oneOf(1, 1, 2),
});
const faultRule = fc
  .tuple(often(40, pollFault, otherFault), fc.constantFrom(...faults))
  .map(([{ on, ...when }, fault]): FaultRule => ({ ...(on && { on }), ...when, ...fault }));

const assumptions: fc.Arbitrary<Scenario["assumptions"]> = record({
  secondRequest: oneOf("refused", "replaces"),
  registrationDelay: often(40, milliseconds(1, 60), oneOf(0)),
  statusAfterReboot: oneOf("blank", "kept"),
  saveWithoutChange: oneOf("keepsVersion", "movesVersion"),
  renewedToken: oneOf("revoked", "valid"),
  uptimeElement: oneOf("uptimeSeconds", "upTime"),
  errorItems: oneOf("wrapped", "bare"),
  backupInV1_0: oneOf("blank", "previous"),
});

const interruption = record({
  kind: oneOf("reboot", "switchover"),
  afterMs: milliseconds(0, 90),
});

/** Prefers requests of other users that resemble the client's own. */
function scenarioOf(task: Scenario["task"]): fc.Arbitrary<Omit<Scenario, "seed">> {
  const sameAsClient = task === "commit" ? oneOf("verify", "save", "activate") : oneOf(task);
  const operation = often(50, sameAsClient, fc.constantFrom(...operationNameValues));
  const other: fc.Arbitrary<OtherRequest> = record({
    from: oneOf("start", "issue"),
    afterMs: milliseconds(0, 120),
    operation,
    course,
  });
  const versions = restVersions.filter(
    (version) => !operationNameValuesNotIn[version]?.some((name) => name === task),
  );
  return record({
    task: oneOf(task),
    version: fc.constantFrom(...versions),
    courses: record({
      verify: course,
      save: course,
      activate: course,
      backup: course,
      restore: course,
    }),
    changes: record({ saved: fc.boolean(), unsaved: fc.boolean() }),
    history: fc.array(record({ operation, fails: fc.boolean() }), { maxLength: 2 }),
    lockedMs: often(15, milliseconds(1, 80), oneOf(0)),
    ignoresLock: often(30, oneOf(true), oneOf(false)),
    others: fc.array(other, { maxLength: 3 }),
    interruption: often(15, interruption, oneOf(undefined)),
    tokenLifeMs: oneOf(700, 1_000, 600_000, 600_000),
    assumptions,
    registrationMs: oneOf(0, 30, 90, 90, 90),
    statusLagMs: oneOf(90, 200),
    faults: often(40, oneOf([]), fc.array(faultRule, { minLength: 1, maxLength: 5 })),
    timeoutMs: milliseconds(300, 900),
    waitForLockMs: oneOf(0, 200),
    waitForIdleMs: oneOf(0, 200),
    waitBreak: oneOf("none", "none", "aborted, resumed", "resumed by another client"),
    waitBreakAfterMs: milliseconds(10, 150),
  });
}

const scenario = often(70, fc.constantFrom(...operationNameValues), oneOf("commit")).chain(
  scenarioOf,
);

/** Draws the scenario of a seed. */
export function drawScenario(seed: number): Scenario {
  const [drawn] = fc.sample(fc.noBias(scenario), { seed, numRuns: 1 });
  if (!drawn) throw new Error("fast-check drew nothing");
  return { seed, ...drawn };
}
