import type { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type PasswordInput, readPassword } from "./read-password.ts";
import { UsageError } from "./usage-error.ts";
import type { VerifyCommandOptions } from "./verify-command.ts";
import {
  type CommandOption,
  type OptionValues,
  verifyExitCodes,
  verifyOptions,
} from "./verify-options.ts";

/** The parts of `process` that the program uses. */
export interface ProgramProcess extends PasswordInput, Pick<EventEmitter, "on" | "off"> {
  readonly versions: { readonly node: string };
  readonly stdout: { write(text: string): unknown };
}

const loginOptions = {
  user: {
    kind: "text",
    brief: "the user; an administrator can read the most",
    placeholder: "name",
  },
  passwordFile: {
    kind: "text",
    brief: "file with the password; others must not be able to read it",
    placeholder: "file",
  },
  passwordEnv: {
    kind: "text",
    brief: "environment variable with the password",
    placeholder: "name",
    default: "prompt, or standard input if it is not a terminal",
  },
} as const satisfies Readonly<Record<string, CommandOption>>;

const certificateOptions = {
  ca: {
    kind: "text",
    brief: "PEM file of the CA certificate, or of the device's own",
    placeholder: "file",
    default: "the CAs that Node.js trusts",
  },
  fingerprint: {
    kind: "text",
    brief: "SHA-256 of the device's certificate, instead of every other check",
    placeholder: "sha256",
  },
  serverName: {
    kind: "text",
    brief: "host name in the certificate, if it is not the URL's",
    placeholder: "name",
  },
} as const satisfies Readonly<Record<string, CommandOption>>;

const options = { ...loginOptions, ...certificateOptions, ...verifyOptions };

/** What {@link parseCommandLine} returns. */
export type CommandLine =
  | { readonly command: "help" }
  | {
      readonly command: "verify";
      readonly url: string;
      readonly user: string;
      readonly options: OptionValues<typeof options>;
    };

// `engines` only warns, and an older Node.js would fail with the exit code of a failed check.
const minimumNode = "22.19";

/** Runs `npx @asyncstatus/contract`. @returns The exit code. */
export async function runProgram(
  args: readonly string[],
  process: ProgramProcess,
): Promise<number> {
  try {
    const line = parseCommandLine(args);
    if (line.command === "help") {
      process.stdout.write(programHelp());
      return verifyExitCodes.passed.code;
    }
    const { node } = process.versions;
    if (node.localeCompare(minimumNode, "en", { numeric: true }) < 0) {
      throw new UsageError(`This needs Node.js ${minimumNode} or later, and runs on ${node}.`);
    }
    const resolved = await resolveOptions(line, process);
    // Loaded here so that help and usage errors appear at once.
    const { verifyCommand } = await import("./verify-command.ts");
    return await verifyCommand(resolved, {
      stdout: process.stdout,
      stderr: process.stderr,
      onInterrupt: (listener) => onSignals(process, listener),
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return verifyExitCodes.usage.code;
  }
}

function onSignals(process: ProgramProcess, listener: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

async function resolveOptions(
  { url, user, options }: Extract<CommandLine, { command: "verify" }>,
  process: ProgramProcess,
): Promise<VerifyCommandOptions> {
  const { ca: caFile, fingerprint, serverName, passwordFile, passwordEnv, ...rest } = options;
  const ca = caFile === undefined ? undefined : await readText(caFile);
  const password = await readPassword(
    { file: passwordFile, variable: passwordEnv },
    `Password of ${user} at ${url}: `,
    process,
  );
  return {
    ...rest,
    url,
    credentials: { user, password },
    tls: {
      ...(ca !== undefined && { ca }),
      ...(fingerprint !== undefined && { fingerprint256: fingerprint }),
      ...(serverName !== undefined && { serverName }),
    },
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`Can't read ${file}: ${(error as Error).message}`);
  }
}

/** @throws {UsageError} */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command, url, ...more] = positionals;
  if (values.help || (command === undefined && args.length === 0)) return { command: "help" };
  if (command !== "verify") throw usage(`Expected the command verify, got ${command ?? "none"}.`);
  if (url === undefined) throw usage("Expected the URL of the device after verify.");
  if (more.length > 0) throw usage(`Expected one URL, also got ${more.join(" ")}.`);
  const given = Object.fromEntries(
    Object.keys(options).map((name) => [name, values[kebabCase(name)]]),
  ) as OptionValues<typeof options>;
  const { user, passwordFile, passwordEnv, ca, fingerprint } = given;
  if (user === undefined) throw usage("Expected --user NAME.");
  if (passwordFile !== undefined && passwordEnv !== undefined) {
    throw usage("--password-file and --password-env can't be combined.");
  }
  if (ca !== undefined && fingerprint !== undefined) {
    throw usage("--ca and --fingerprint can't be combined.");
  }
  return { command, url, user, options: given };
}

function usage(message: string): UsageError {
  return new UsageError(`${message} Run with --help for usage.`);
}

function parse(args: readonly string[]): {
  values: Readonly<Record<string, unknown>>;
  positionals: readonly string[];
} {
  const definitions: Readonly<Record<string, CommandOption>> = options;
  const config = Object.entries(definitions).map(([name, { kind }]) => [
    kebabCase(name),
    {
      type: kind === "switch" ? ("boolean" as const) : ("string" as const),
      multiple: kind === "list",
    },
  ]);
  // parseArgs has no options with an optional value.
  const emptyValues = new Map(
    Object.entries(definitions).map(([name, { emptyValue }]) => [
      `--${kebabCase(name)}`,
      emptyValue,
    ]),
  );
  const completed = args.map((arg) => {
    const value = emptyValues.get(arg);
    return value === undefined ? arg : `${arg}=${value}`;
  });
  try {
    return parseArgs({
      args: completed,
      options: { help: { type: "boolean", short: "h" }, ...Object.fromEntries(config) },
      allowPositionals: true,
    });
  } catch (error) {
    // The message quotes its input, which may be a password given as an argument by mistake.
    const [what = ""] = String((error as Error).message).split(". ");
    throw usage(`${what.replace(/ '--?pass(word)?=.*'/, " --password")}.`);
  }
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The text of `--help`. No line is longer than 80 characters. */
export function programHelp(): string {
  return `Verifies that a device conforms to the asyncstatus specification.

Usage: npx @asyncstatus/contract verify URL --user NAME [options]

Read-only unless you allow more. Releases the configuration lock on every exit.

Login
${describeOptions(loginOptions)}

Certificate
${describeOptions(certificateOptions)}

Checks and report
${describeOptions(verifyOptions)}

Exit codes
${Object.values(verifyExitCodes)
  .map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
  .join("\n")}

Examples
  npx @asyncstatus/contract verify https://192.0.2.1 --user admin \\
    --ca device.pem
  npx @asyncstatus/contract verify 192.0.2.1:8443 --user admin \\
    --password-env SBC_PASSWORD --fingerprint 92:F8:34:00:… --junit report.xml
  npx @asyncstatus/contract verify https://192.0.2.1 --user admin \\
    --ca device.pem --allow-operations --transcript transcript.json
`;
}

function describeOptions(definitions: Readonly<Record<string, CommandOption>>): string {
  return Object.entries(definitions)
    .map(([name, { brief, placeholder, emptyValue, default: otherwise }]) => {
      const value = placeholder?.toUpperCase();
      const suffix = emptyValue === undefined ? ` ${value}` : `[=${value}]`;
      const left = `  --${kebabCase(name)}${value === undefined ? "" : suffix}`;
      const text = `${brief}${otherwise === undefined ? "" : ` (default: ${otherwise})`}`;
      const [first = "", ...more] = text.match(/.{1,49}(?: |$)/g) ?? [];
      return [left.padEnd(30) + first, ...more.map((line) => " ".repeat(30) + line)]
        .map((line) => line.trimEnd())
        .join("\n");
    })
    .join("\n");
}
