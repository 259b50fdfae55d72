import type { OperationState } from "@asyncstatus/model";
import { otherOperation, type Rules } from "./rules.ts";
import { type Job, show, versionsOf, type World } from "./world.ts";

/** Returns the worlds in which our client has acquired the lock. */
export function initialWorlds(rules: Rules): World[] {
  const { operation, broken, switchovers, unknownStatuses, versionsLag } = rules;
  const other = otherOperation(operation);
  const from = (by: Job["by"], place: Job["place"], name: Job["operation"]): Job[] => [
    { operation: name, by, at: "a", place },
  ];
  const situations: (readonly [OperationState | undefined, readonly Job[]])[] = [
    [undefined, []],
    [show(other, "success"), []],
    [show(operation, "success"), []],
    [show(operation, "fail"), []],
  ];
  if (unknownStatuses) {
    // The user that submitted it has released the lock, or it ended with an unknown status.
    situations.push([show(operation, "paused"), from("them", "shown", operation)]);
    situations.push([show(operation, "paused"), []]);
    situations.push([show(other, "paused"), from("them", "shown", other)]);
  }
  if (broken.has("a request from before our lock is not shown after the fence")) {
    for (const name of [operation, other]) {
      situations.push([show(other, "success"), from("them", "accepted", name)]);
    }
  }
  // Another user has just saved, and the versions do not show it yet.
  const reported = versionsLag ? [undefined, versionsOf(5, 5)] : [undefined];
  const peers = switchovers ? [show(operation, "success"), show(operation, "fail")] : [undefined];
  // An activate of the running configuration does not change the versions.
  const running = operation === "activate" ? [5, 6] : [5];
  return peers.flatMap((b) =>
    running.flatMap((runningVersion) =>
      situations.flatMap(([a, jobs]) =>
        reported.map(
          (lagging): World => ({
            active: "a",
            slots: { a, b },
            jobs,
            versions: versionsOf(6, runningVersion),
            ...(lagging && { reported: lagging }),
            changedBy: "no one",
            lock: "ours",
            token: "first",
            holder: "first",
            life: "running",
            restarted: { a: false, b: false },
            time: "before",
            ours: "not accepted",
            isOnItsWay: false,
          }),
        ),
      ),
    ),
  );
}
