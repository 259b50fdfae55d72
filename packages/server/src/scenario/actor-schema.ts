import { z } from "zod";
import { duration, meant, name, operation, ordinal } from "./basics.ts";
import { actionWith } from "./deed-schema.ts";

const trigger = z
  .strictObject({
    event: z.enum(["accepted", "ended", "locked", "unlocked", "cameUp"]),
    operation: operation.exactOptional(),
    by: meant.exactOptional(),
    nth: ordinal.describe("The how manieth time it happens. Default: 1").exactOptional(),
  })
  .describe("Something that happens to the device");

const step = actionWith({
  after: duration.describe("Counted from what it waits for. Default: 0").exactOptional(),
  when: trigger.describe("What it waits for. Default: the start of the device").exactOptional(),
});

const weight = z.number().min(0).max(1_000_000).exactOptional();

const random = z
  .strictObject({
    every: duration.describe("How long it takes on average from one deed to the next"),
    weights: z
      .strictObject({
        verify: weight,
        save: weight,
        activate: weight,
        backup: weight,
        restore: weight,
        lock: weight,
        edit: weight,
        reboot: weight,
        switchover: weight,
      })
      .describe("What is done, by weights"),
    lockFor: duration
      .describe("How long the lock is held on average. Default: 30 s")
      .exactOptional(),
  })
  .describe("What the actor does at random; the seed repeats it");

/** Somebody who uses the device beside the clients from outside. */
export const actorSchema = z.strictObject({
  name: name.describe('Nobody else\'s; not "client", not "others"'),
  via: z
    .enum(["acli", "gui", "rest"])
    .describe("By which way. A REST client has a token of its own"),
  steps: z.array(step).max(1_000).exactOptional(),
  random: random.exactOptional(),
});

/** Somebody who uses the device, as scenarios say it. */
export type PlainActor = z.input<typeof actorSchema>;
