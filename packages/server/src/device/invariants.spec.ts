import { ManualClock } from "@asyncstatus/model/clock";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Device } from "./device.ts";
import { Refusal } from "./refusal.ts";

const actors = ["ACLI", "GUI"];
const operations = ["verify", "save", "activate"] as const;

const action = fc.oneof(
  fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
  fc.record({ kind: fc.constant("issue" as const), operation: fc.constantFrom(...operations) }),
  fc.record({ kind: fc.constantFrom("edit" as const, "reboot" as const) }),
  fc.record({
    kind: fc.constantFrom("lock" as const, "unlock" as const),
    by: fc.constantFrom(...actors),
  }),
);

test.each(["refused", "replaces"] as const)(
  "invariants hold after any actions, if a second request is %s: versions only grow, the running one was saved, at most one actor holds the lock, the status is of the most recent request",
  (secondRequest) => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const clock = new ManualClock();
        const device = new Device({ clock, users: [], assumptions: { secondRequest } });
        let lastIssued: string | undefined;
        let lastVersion = 1;
        const perform = (given: (typeof actions)[number]) => {
          switch (given.kind) {
            case "pass":
              return clock.advance(given.ms);
            case "issue":
              device.issue(given.operation, { by: "ACLI" });
              lastIssued = given.operation;
              return;
            case "edit":
              return device.edit();
            case "reboot":
              return device.reboot();
            case "lock":
              return device.lock(given.by);
            case "unlock":
              return device.unlock(given.by);
          }
        };
        for (const given of actions) {
          succeeds(() => perform(given));
          if (!device.isUp()) continue;
          const { currentVersion, runningVersion } = device.configurationVersions();
          expect(currentVersion).toBeGreaterThanOrEqual(lastVersion);
          expect(runningVersion).toBeLessThanOrEqual(currentVersion);
          lastVersion = currentVersion;
          const holders = actors.filter((by) => succeeds(() => device.requireLock(by)));
          expect(holders.length).toBeLessThanOrEqual(1);
          expect([lastIssued, undefined]).toContain(device.asyncStatus().operationState?.operation);
        }
      }),
      { numRuns: 200 },
    );
  },
);

function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return false;
  }
}
