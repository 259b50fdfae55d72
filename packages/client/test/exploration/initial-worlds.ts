import type { OperationState } from "@asyncstatus/model";
import { otherName, type Rules } from "./rules.ts";
import { type Job, show, versionsOf, type World } from "./world.ts";

/** The worlds that our client may come to with its lock in hand. */
export function initialWorlds(rules: Rules): World[] {
  const { operation, broken, switchovers, words } = rules;
  const other = otherName(operation);
  const from = (by: Job["by"], place: Job["place"], name: Job["operation"]): Job[] => [
    { operation: name, by, at: "a", place },
  ];
  const situations: (readonly [OperationState | undefined, readonly Job[]])[] = [
    [undefined, []],
    [show(other, "success"), []],
    [show(operation, "success"), []],
    [show(operation, "fail"), []],
  ];
  if (words) {
    // Whoever issued it has given up the lock; or it has ended, in a word that nobody knows.
    situations.push([show(operation, "paused"), from("them", "shown", operation)]);
    situations.push([show(operation, "paused"), []]);
    situations.push([show(other, "paused"), from("them", "shown", other)]);
  }
  if (broken.has("what was issued before our lock is shown before the fence")) {
    for (const name of [operation, other]) {
      situations.push([show(other, "success"), from("them", "taken", name)]);
    }
  }
  const peers = switchovers ? [show(operation, "success"), show(operation, "fail")] : [undefined];
  // An activate of what runs already leaves no trace.
  const running = operation === "activate" ? [5, 6] : [5];
  return peers.flatMap((b) =>
    running.flatMap((runningVersion) =>
      situations.map(
        ([a, jobs]): World => ({
          active: "a",
          slots: { a, b },
          jobs,
          versions: versionsOf(6, runningVersion),
          mover: "nobody",
          lock: "ours",
          token: "first",
          holder: "first",
          life: "running",
          restarted: { a: false, b: false },
          time: "before",
          ours: "not taken",
        }),
      ),
    ),
  );
}
