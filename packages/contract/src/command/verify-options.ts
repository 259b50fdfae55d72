import { parseDuration } from "@asyncstatus/model/text";

export { nodeRefusal } from "./node-refusal.ts";
export { type Pairs, parseElement, parsePairs } from "./parse-pairs.ts";
export { type CheckedFile, checkFile, readCheckedFile } from "./read-checked-file.ts";
export { UsageError } from "./usage-error.ts";

/** A command-line option as data, for a command line to parse and describe. */
export interface CommandOption {
  /** A switch takes no value, a list can be repeated, a time is one of {@link parseTime}. */
  readonly kind: "switch" | "text" | "list" | "time";
  readonly brief: string;
  readonly placeholder?: string;
  /** The value or behavior if the option is absent, as help shows it. */
  readonly default?: string;
  /** The value if the option is given without one. */
  readonly emptyValue?: string;
}

/** The options of `contract verify`, apart from how to reach the device and log in. */
export const verifyOptions = {
  restVersion: {
    kind: "list",
    brief: "REST version to verify; repeatable",
    placeholder: "version",
    default: "all that the device supports",
  },
  allowChanges: { kind: "switch", brief: "also acquire and release the configuration lock" },
  allowOperations: {
    kind: "text",
    brief: "also run these operations, such as verify,save,activate",
    placeholder: "list",
    default: "none; verify if LIST is omitted",
    emptyValue: "verify",
  },
  testElement: {
    kind: "text",
    brief: "also add and delete an element of this type, with the KEY=VALUE attributes",
    placeholder: "type",
    default: "none",
  },
  requestTimeout: {
    kind: "time",
    brief: "time limit for one request",
    placeholder: "time",
    default: "30s",
  },
  operationTimeout: {
    kind: "time",
    brief: "time limit for an operation to finish",
    placeholder: "time",
    default: "5m",
  },
  json: { kind: "switch", brief: "print the report as JSON" },
  junit: { kind: "text", brief: "write the report as JUnit XML", placeholder: "file" },
  transcript: {
    kind: "text",
    brief: "file to write all requests and responses to, anonymized",
    placeholder: "file",
  },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** The values of a table of options. */
export type OptionValues<Options extends Readonly<Record<string, CommandOption>>> = {
  readonly [Name in keyof Options]?:
    | {
        switch: boolean;
        text: string;
        list: readonly string[];
        time: string;
      }[Options[Name]["kind"]]
    | undefined;
};

/** Parses a time such as `90s`, `15m` or `90`, in seconds. @returns Milliseconds; undefined if it is invalid. */
export function parseTime(text: string): number | undefined {
  return parseDuration(/^\d+(\.\d+)?$/.test(text) ? `${text}s` : text);
}

/** The exit codes of `contract verify`. */
export const verifyExitCodes = {
  passed: { code: 0, meaning: "every check that ran passed" },
  failed: {
    code: 1,
    meaning: "a check failed or is inconclusive, or the lock or an element may remain",
  },
  usage: { code: 2, meaning: "invalid option; nothing was sent" },
  unauthorized: { code: 4, meaning: "login failed, or the user lacks permission" },
  unreachable: { code: 6, meaning: "device unreachable, or not trusted" },
  interrupted: { code: 130, meaning: "interrupted; the lock was released" },
} as const;
