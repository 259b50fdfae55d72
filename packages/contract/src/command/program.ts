import type { EventEmitter } from "node:events";
import { parseArgs } from "node:util";
import { escapeForTerminal, hideUserInfo } from "@asyncstatus/model/text";
import { nodeRefusal } from "./node-refusal.ts";
import { printLine } from "./print-line.ts";
import { readGivenFile } from "./read-given-file.ts";
import { type PasswordInput, readPassword } from "./read-password.ts";
import { UsageError } from "./usage-error.ts";
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

const options = {
  user: { kind: "text", brief: "user name; an administrator can read most", placeholder: "name" },
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
  ...verifyOptions,
} as const satisfies Readonly<Record<string, CommandOption>>;

/** Runs `npx @asyncstatus/contract`. @returns The exit code. */
export async function runProgram(
  args: readonly string[],
  process: ProgramProcess,
): Promise<number> {
  try {
    const refusal = nodeRefusal(process.versions.node);
    if (refusal !== undefined) throw new UsageError(refusal);
    const line = parseCommandLine(args);
    if (line === "help") {
      process.stdout.write(programHelp());
      return verifyExitCodes.passed.code;
    }
    const { url, ca, fingerprint, serverName, user = "", passwordFile, passwordEnv } = line;
    const tls = {
      ...(ca !== undefined && { ca: readGivenFile("--ca", ca, "certificates").text }),
      ...(fingerprint !== undefined && { fingerprint256: fingerprint }),
      ...(serverName !== undefined && { serverName }),
    };
    const source = { file: passwordFile, variable: passwordEnv };
    const password = await readPassword(
      source,
      escapeForTerminal(hideUserInfo(`Password of ${user} at ${url}: `)),
      process,
    );
    // Loaded here so that help and usage errors appear at once.
    const { verifyCommand } = await import("./verify-command.ts");
    return await verifyCommand(
      { ...line, credentials: { user, password }, tls },
      {
        stdout: process.stdout,
        stderr: process.stderr,
        onInterrupt(listener) {
          const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
          for (const signal of signals) process.on(signal, listener);
          return () => {
            for (const signal of signals) process.off(signal, listener);
          };
        },
      },
    );
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printLine(process, error.message);
    return verifyExitCodes.usage.code;
  }
}

/** The values of the options, and the arguments. */
type CommandLine = OptionValues<typeof options> & {
  readonly url: string;
  readonly attributes?: readonly string[];
};

/** @throws {UsageError} */
export function parseCommandLine(args: readonly string[]): "help" | CommandLine {
  const definitions = Object.entries<CommandOption>(options).map(([name, option]) => ({
    name,
    flag: kebabCase(name),
    ...option,
  }));
  // parseArgs has no options with an optional value.
  const completed = args.map((arg) => {
    const option = definitions.find(({ flag }) => arg === `--${flag}`);
    return option?.emptyValue === undefined ? arg : `${arg}=${option.emptyValue}`;
  });
  const config = definitions.map(({ flag, kind }) => {
    const type = kind === "switch" ? ("boolean" as const) : ("string" as const);
    return [flag, { type, multiple: kind === "list" }] as const;
  });
  let parsed: { values: Readonly<Record<string, unknown>>; positionals: readonly string[] };
  try {
    parsed = parseArgs({
      args: completed,
      options: { help: { type: "boolean", short: "h" }, ...Object.fromEntries(config) },
      allowPositionals: true,
    });
  } catch (error) {
    // The message quotes its input, which may be a password given as an argument by mistake.
    const [what = ""] = String((error as Error).message).split(". ");
    throw usage(`${what.replace(/ '--?pass(word)?=.*'/, " --password")}.`);
  }
  const { values, positionals } = parsed;
  const [command, url, ...more] = positionals;
  if (values.help || args.length === 0) return "help";
  if (command !== "verify") throw usage(`Expected the command verify, got ${command ?? "none"}.`);
  if (url === undefined) throw usage("Expected the URL of the device after verify.");
  const surplus = more.filter((word) => !word.includes("="));
  if (surplus.length > 0) throw usage(`Expected one URL, also got ${surplus.join(" ")}.`);
  if (values.user === undefined) throw usage("Expected --user NAME.");
  for (const [one, other] of [
    ["password-file", "password-env"],
    ["ca", "fingerprint"],
  ] as const) {
    if (values[one] === undefined || values[other] === undefined) continue;
    throw usage(`--${one} and --${other} can't be combined.`);
  }
  return {
    url,
    ...(more.length > 0 && { attributes: more }),
    ...Object.fromEntries(definitions.map(({ name, flag }) => [name, values[flag]])),
  };
}

function usage(message: string): UsageError {
  return new UsageError(`${message} Run with --help for usage.`);
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Returns the text of `--help`. No line is longer than 80 characters. */
export function programHelp(): string {
  const exitCodes = Object.values(verifyExitCodes).map(
    ({ code, meaning }) => `${String(code).padStart(5)}  ${meaning}`,
  );
  return `Verifies that a device conforms to the asyncstatus specification.

Usage: npx @asyncstatus/contract verify URL --user NAME [options] [KEY=VALUE...]

Read-only unless you allow more. Releases the configuration lock on every exit.

Options
${Object.entries<CommandOption>(options)
  .flatMap(([name, option]) => describeOption(name, option))
  .join("\n")}

Exit codes
${exitCodes.join("\n")}

Example
  npx @asyncstatus/contract verify 192.0.2.1:8443 --user admin \\
    --password-env SBC_PASSWORD --fingerprint 92:F8:34:00:… --junit report.xml
`;
}

function describeOption(name: string, option: CommandOption): string[] {
  const { brief, placeholder = "", emptyValue, default: otherwise } = option;
  const value = emptyValue === undefined ? ` ${placeholder}` : `[=${placeholder}]`;
  const flag = `  --${kebabCase(name)}${value.toUpperCase()}`.trimEnd();
  const text = `${brief}${otherwise === undefined ? "" : ` (default: ${otherwise})`}`;
  const lines = text.match(/.{1,49}(?: |$)/g) ?? [];
  return lines.map((line, index) => `${(index === 0 ? flag : "").padEnd(30)}${line}`.trimEnd());
}
