import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

/** Where a password is read from. */
export type PasswordSource =
  | { readonly from: "file"; readonly file: string }
  | { readonly from: "environment"; readonly variable: string }
  | { readonly from: "standard input" };

/** A command line, read. */
export type Command =
  | { readonly command: "help" }
  | {
      readonly command: "verify";
      readonly url: string;
      readonly user: string;
      readonly password: PasswordSource;
      readonly caFile?: string | undefined;
      readonly fingerprint?: string | undefined;
      readonly serverName?: string | undefined;
      readonly restVersions: readonly string[];
      readonly allowChanges: boolean;
      readonly operations: readonly string[];
      readonly requestTimeoutMs?: number | undefined;
      readonly operationTimeoutMs?: number | undefined;
      readonly json: boolean;
      readonly junitFile?: string | undefined;
      readonly transcriptFile?: string | undefined;
    };

const options = {
  help: { type: "boolean", short: "h" },
  user: { type: "string" },
  "password-file": { type: "string" },
  "password-env": { type: "string" },
  ca: { type: "string" },
  fingerprint: { type: "string" },
  "server-name": { type: "string" },
  "rest-version": { type: "string", multiple: true },
  "allow-changes": { type: "boolean" },
  "allow-operations": { type: "string" },
  "request-timeout": { type: "string" },
  "operation-timeout": { type: "string" },
  json: { type: "boolean" },
  junit: { type: "string" },
  transcript: { type: "string" },
} as const;

/**
 * Reads a command line.
 *
 * @throws {UsageError} where it cannot be meant
 */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [command, url, ...more] = positionals;
  if (values.help || (command === undefined && args.length === 0)) return { command: "help" };
  if (command !== "verify") {
    throw new UsageError(`Expected the command verify, got ${command ?? "none"}.`);
  }
  if (url === undefined) throw new UsageError("Expected the URL of the device behind verify.");
  if (more.length > 0) throw new UsageError(`Expected one URL, got ${more.join(" ")} as well.`);
  if (values.user === undefined) throw new UsageError("Expected --user NAME.");
  return {
    command,
    url,
    user: values.user,
    password: passwordSource(values["password-file"], values["password-env"]),
    caFile: values.ca,
    fingerprint: values.fingerprint,
    serverName: values["server-name"],
    restVersions: values["rest-version"] ?? [],
    allowChanges: values["allow-changes"] ?? false,
    operations: values["allow-operations"]?.split(",") ?? [],
    requestTimeoutMs: milliseconds("request-timeout", values["request-timeout"]),
    operationTimeoutMs: milliseconds("operation-timeout", values["operation-timeout"]),
    json: values.json ?? false,
    junitFile: values.junit,
    transcriptFile: values.transcript,
  };
}

function parse(args: readonly string[]) {
  // parseArgs knows no option whose value may be left out.
  const completed = args.map((arg) =>
    arg === "--allow-operations" ? "--allow-operations=verify" : arg,
  );
  try {
    return parseArgs({ args: completed, options, allowPositionals: true });
  } catch (error) {
    // It quotes what it was given: a password that is given as an argument all the same is not shown.
    const [what = ""] = String((error as Error).message).split(". ");
    throw new UsageError(`${what.replace(/ '--?pass(word)?=.*'/, " --password")}.`);
  }
}

function passwordSource(file: string | undefined, variable: string | undefined): PasswordSource {
  if (file !== undefined && variable !== undefined) {
    throw new UsageError("--password-file and --password-env exclude one another.");
  }
  if (file !== undefined) return { from: "file", file };
  return variable === undefined ? { from: "standard input" } : { from: "environment", variable };
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || Number(text) === 0) {
    throw new UsageError(`Expected seconds above 0 for --${option}, got ${JSON.stringify(text)}.`);
  }
  return Number(text) * 1000;
}
