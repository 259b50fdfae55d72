import { z } from "zod";
import { type Assumption, type Assumptions, assumptionsList } from "../device/assumptions.ts";
import { actorSchema } from "./actor-schema.ts";
import { chance, duration, meant, name, oneOrMore, operation, ordinal, text } from "./basics.ts";
import { contentSchema } from "./deed-schema.ts";
import { faultSchema } from "./fault-schema.ts";

const durations = z.strictObject({
  verify: duration.exactOptional(),
  save: duration.exactOptional(),
  activate: duration.exactOptional(),
  restore: duration.exactOptional(),
  backup: duration.exactOptional(),
  token: duration.describe("The life of a token. Default: 10 min, as documented").exactOptional(),
  rebootDelay: duration
    .describe("From the answer of a reboot until the system goes off. Default: 5 s")
    .exactOptional(),
  boot: duration
    .describe("From going off until the system answers again. Default: 1 min")
    .exactOptional(),
  switchover: duration
    .describe("From the answer of a switchover until the roles have changed. Default: 3 s")
    .exactOptional(),
});

const request = z
  .strictObject({
    on: oneOrMore(operation).describe("What they ask for. Default: anything").exactOptional(),
    by: meant.exactOptional(),
    nth: ordinal
      .describe("The how manieth of these requests is the first that goes so. Default: 1")
      .exactOptional(),
    times: ordinal.describe("How many in a row go so. Default: all from there on").exactOptional(),
    chance: chance.describe("How likely each of them goes so. Default: 1").exactOptional(),
    takes: z
      .union([duration, z.tuple([duration, duration])])
      .describe("How long they take, or between which times")
      .exactOptional(),
    fails: text.describe("The reason for which they fail and change nothing").exactOptional(),
  })
  .describe("How some asynchronous requests go: each goes by the first rule that is for it");

const lastRequest = {
  operation: z.enum(["verify", "save", "activate"]),
  by: name.describe("Default: ACLI").exactOptional(),
};

const initialState = z.strictObject({
  uptime: duration.exactOptional(),
  running: contentSchema.describe("What runs, and was saved").exactOptional(),
  saved: contentSchema.describe("What was saved after that, and not activated").exactOptional(),
  edited: contentSchema.describe("What was edited after that, and not saved").exactOptional(),
  lastRequest: z
    .discriminatedUnion("status", [
      z.strictObject({ ...lastRequest, status: z.literal("success") }),
      z.strictObject({ ...lastRequest, status: z.literal("fail"), reason: text }),
      z.strictObject({ ...lastRequest, status: z.literal("inProgress"), endsIn: duration }),
    ])
    .describe("What asyncstatus shows")
    .exactOptional(),
  lockedBy: name.describe("The user of the ACLI or the GUI who holds the lock").exactOptional(),
});

/** What a scenario may say; the one source of its type and of its JSON Schema. */
export const scenarioSchema = z
  .strictObject({
    description: text.min(1).describe("What it teaches, in a sentence"),
    system: z
      .strictObject({
        hostName: name.exactOptional(),
        peerName: name
          .describe("The other system of a high-availability pair. Default: none")
          .exactOptional(),
        healthScorePercent: z.int().min(0).max(100).exactOptional(),
        clockRate: z
          .number()
          .min(0.001)
          .max(1_000)
          .describe("How fast the device's clock runs. Default: 1")
          .exactOptional(),
      })
      .exactOptional(),
    durations: durations.describe("How long things take").exactOptional(),
    requests: z.array(request).max(1_000).exactOptional(),
    assumptions: z
      .strictObject(assumptionShape())
      .describe("What nobody knows about real devices")
      .exactOptional(),
    initialState: initialState.describe("How the device is found").exactOptional(),
    actors: z.array(actorSchema).max(100).describe("Who else uses the device").exactOptional(),
    faults: z.array(faultSchema).max(1_000).describe("What goes wrong").exactOptional(),
  })
  .describe("What becomes of a reference device, and what that teaches");

type AssumptionShape = {
  [Name in keyof Assumptions]: z.ZodExactOptional<
    z.ZodType<
      | Assumptions[Name]
      | (Assumptions[Name] extends infer Value ? (number extends Value ? string : never) : never)
    >
  >;
};

function assumptionShape(): AssumptionShape {
  const entries = Object.entries<Assumption>(assumptionsList).map(([key, assumption]) => {
    const { about, default: byDefault } = assumption;
    const told = byDefault === Number.POSITIVE_INFINITY ? "never" : byDefault;
    const described = schemaOf(assumption).describe(`${about} Default: ${told}`);
    return [key, described.exactOptional()];
  });
  // Object.fromEntries forgets which name has which value.
  return Object.fromEntries(entries) as AssumptionShape;
}

function schemaOf(assumption: Assumption): z.ZodType {
  switch (assumption.kind) {
    case "choice":
      return z.enum(Object.keys(assumption.choices));
    case "milliseconds":
      return duration;
    case "text":
      return name;
  }
}
