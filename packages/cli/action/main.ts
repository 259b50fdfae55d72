// Entry of the GitHub Action; see action.yml. It runs from a checkout without dependencies, so it
// imports only modules of Node.js, its own files, and types.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./install.ts";
import { errorResult, type Result, readResult } from "./result.ts";
import { stepSummary } from "./step-summary.ts";
import { errorCommand, inertOutput, maskCommands, visible } from "./workflow-commands.ts";

const { env, stdout } = process;
const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";

const command = input("command") || "commit";
const host = input("host");
const password = env.INPUT_PASSWORD ?? "";
stdout.write(maskCommands(password));

// The program gets its settings by the environment, where no other user sees them, and nothing of the runner.
const inherited = Object.entries(env).filter(([name]) => !/^(INPUT|GITHUB|ACTIONS)_/i.test(name));
const settings = Object.entries({
  ASYNCSTATUS_HOST: host,
  ASYNCSTATUS_USER: input("user"),
  ASYNCSTATUS_PASSWORD: password,
  ASYNCSTATUS_FINGERPRINT: input("fingerprint"),
}).filter(([, value]) => value !== "");

const commands: Readonly<Record<string, readonly string[]>> = {
  commit: ["commit"],
  "contract verify": ["contract", "verify", ...(host ? [host] : [])],
};
const words = commands[command];
const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), "asyncstatus-"));

interface Ran {
  readonly exitCode: number;
  readonly result: Result;
  readonly file?: string;
}

/** The exit code of an error before anything was sent. */
const usage = 2;

async function runAction(): Promise<Ran> {
  if (!words) {
    const names = Object.keys(commands).join(" or ");
    return { exitCode: usage, result: errorResult(`command: expected ${names}, got ${command}`) };
  }
  try {
    const program = install(folder, Object.fromEntries(inherited));
    return await runProgram(program, [...words, "--json", ...input("arguments").split(/\s+/)]);
  } catch (error) {
    const { stderr = error } = error as { stderr?: unknown };
    const text = `npm can't install asyncstatus. The runner needs npm and a registry.\n${stderr}`;
    return { exitCode: usage, result: errorResult(text.trim()) };
  }
}

async function runProgram(program: string, args: readonly string[]): Promise<Ran> {
  const file = join(folder, "result.json");
  const output = openSync(file, "w");
  const child = spawn(process.execPath, [program, ...args.filter(Boolean)], {
    env: Object.fromEntries([...inherited, ...settings]),
    stdio: ["ignore", output, "pipe"],
  });
  closeSync(output);
  // A canceled job: the program releases the lock.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const log = inertOutput(stdout);
  let messages = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    messages += text;
    log.write(text);
  });
  // If it was killed, the result is unknown.
  const [code] = await once(child, "close");
  const exitCode = code ?? 3;
  const printed = readFileSync(file, "utf8");
  const result = readResult(exitCode, printed, messages);
  log.write(`${result.lines.map(visible).join("\n")}\n`);
  log.end();
  return { exitCode, result, ...(printed && { file }) };
}

function append(file: string | undefined, text: string): void {
  if (file) appendFileSync(file, text);
}

const { exitCode, result, file = "" } = await runAction();
for (const error of result.errors) {
  stdout.write(errorCommand(`asyncstatus ${command}: ${result.outcome}`, error));
}
append(env.GITHUB_STEP_SUMMARY, stepSummary(command, result));
append(
  env.GITHUB_OUTPUT,
  [
    `outcome=${result.outcome}`,
    `confidence=${result.confidence}`,
    `exit-code=${exitCode}`,
    `result-file=${file}`,
    "",
  ].join("\n"),
);
process.exitCode = exitCode;
