import { VirtualClock } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { WorkerWatch } from "./worker-watch.ts";

test.each([
  { given: "no worker", beats: [[], []], want: [false, false] },
  {
    given: "a worker",
    beats: [
      ["a", 1],
      ["a", 1],
      ["a", 2],
      ["a", 2],
    ],
    want: [undefined, undefined, true, true],
  },
  {
    given: "a worker that was killed",
    beats: Array.from({ length: 9 }, () => ["a", 1]),
    want: [...Array.from({ length: 8 }, () => undefined), false],
  },
] as const)("reads whether $given runs a rollout", async ({ beats, want }) => {
  const clock = new VirtualClock();
  let workers = new Map<string, number>();
  const watch = new WorkerWatch({ workers: async () => workers }, clock);
  const seen: unknown[] = [];
  for (const [name, count] of beats) {
    workers = name === undefined ? new Map() : new Map([[name, count ?? 0]]);
    seen.push(await watch.hasRunner());
    await clock.sleep(1_000);
  }
  expect(seen).toEqual(want);
});
