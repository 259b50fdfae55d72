import { durationPattern } from "@asyncstatus/model/text";

const duration = {
  type: "string",
  pattern: durationPattern.source,
  title: "a duration, such as 30m",
} as const;
const timeOfDay = {
  type: "string",
  pattern: "^([01]\\d|2[0-3]):[0-5]\\d$",
  title: 'a time from "00:00" to "23:59", in quotes',
} as const;
const text = { type: "string", minLength: 1, title: "a text" } as const;
const number = { type: "integer", minimum: 1, title: "a number from 1" } as const;
const percent = {
  type: "number",
  exclusiveMinimum: 0,
  maximum: 100,
  title: "a number above 0, up to 100",
} as const;
const texts = {
  type: ["string", "array"],
  minLength: 1,
  minItems: 1,
  items: text,
  title: "a text or a list of texts",
} as const;
const object = { type: "object", additionalProperties: false, title: "a map" } as const;

const gates = { type: "array", uniqueItems: true } as const;
const gatesBefore = {
  ...gates,
  items: { enum: ["idle", "healthy"], title: "idle or healthy" },
  title: "a list of gates: idle, healthy",
} as const;
const gatesAfter = {
  ...gates,
  items: {
    ...object,
    type: ["string", "object"],
    title: "healthy or a command",
    // For a text only, as the other keywords are for a map.
    pattern: "^healthy$",
    required: ["command"],
    properties: {
      command: {
        ...text,
        description:
          "A command that must exit with 0. It is repeated until the timeout of the gates.",
      },
      timeout: { ...duration, description: "The longest time for one run. Default: 1m." },
    },
  },
  title: "a list of gates: healthy, a command",
} as const;

const selection = {
  ...object,
  description: "Selects units. Every given property must match; of a list, one must match.",
  properties: {
    labels: {
      type: "object",
      additionalProperties: texts,
      title: "labels by name",
      description: "The labels of the inventory.",
    },
    region: { ...texts, description: "The region of the inventory." },
    site: { ...texts, description: "The site of the inventory." },
  },
} as const;

/** The JSON Schema of a plan file. The title of a schema is what a message says was expected. */
export const planSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  ...object,
  title: "a rollout plan",
  required: ["rollout", "change", "waves"],
  properties: {
    rollout: { const: 1, title: "1", description: "The version of the format." },
    select: selection,
    change: {
      ...object,
      minProperties: 1,
      title: "commit or apply",
      properties: {
        commit: {
          ...object,
          maxProperties: 0,
          title: "an empty map",
          description: "Makes the editing configuration of each unit the running one.",
        },
        apply: {
          ...text,
          description: "A change file, relative to the plan. It is applied to each unit.",
        },
        backup: {
          type: "string",
          pattern: "^([\\w.-]|\\{rollout\\}|\\{device\\})+$",
          maxLength: 100,
          title: "a file name of letters, digits, _ . -, {rollout} and {device}",
          description:
            "The name of the backup before the edits. {rollout} is the time of the start. Default: pre-{rollout}-{device}.",
        },
      },
    },
    waves: {
      type: "array",
      minItems: 1,
      title: "a list of waves",
      items: {
        ...object,
        title: "a wave",
        required: ["name"],
        properties: {
          name: text,
          select: selection,
          count: { ...number, description: "The number of units. Without it and percent: all." },
          percent: {
            ...percent,
            description: "The share of the units that are left and selected, rounded up.",
          },
          soak: { ...duration, description: "The time to wait after the last unit." },
          approve: {
            type: "boolean",
            title: "true or false",
            description: "A person must approve the wave before the next one starts.",
          },
        },
      },
    },
    limits: {
      ...object,
      description: "The most units in progress at a time.",
      properties: {
        total: { ...number, description: "Default: 50." },
        perSite: number,
        perGroup: { ...number, description: "Default: 1." },
      },
    },
    window: {
      ...object,
      description: "The time in which units may be started.",
      required: ["timezone", "from", "to"],
      properties: {
        timezone: { ...text, description: "An IANA time zone, such as Europe/Berlin." },
        days: {
          type: "array",
          minItems: 1,
          uniqueItems: true,
          title: "a list of days",
          items: {
            enum: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            title: "mon, tue, wed, thu, fri, sat or sun",
          },
        },
        from: timeOfDay,
        to: { ...timeOfDay, description: "Before `from`: on the next day." },
        lastStart: {
          ...duration,
          description: "No unit is started in this time before the window closes.",
        },
      },
    },
    gates: {
      ...object,
      properties: {
        before: gatesBefore,
        after: gatesAfter,
        timeout: {
          ...duration,
          description: "The longest time for the gates to hold after a change. Default: 5m.",
        },
      },
    },
    stop: {
      ...object,
      description: "The numbers of units at which the rollout pauses.",
      properties: {
        failed: { ...number, description: "Default: 1." },
        unknown: {
          ...number,
          description: "Units that need a person: unknown, or couldn't be changed. Default: 1.",
        },
        failedPercent: percent,
        of: { enum: ["rollout", "wave"], title: "rollout or wave" },
      },
    },
    onStop: {
      enum: ["pause", "rollback"],
      title: "pause or rollback",
      description: "rollback: also rolls back the units that took the change.",
    },
  },
} as const;
