import {
  DeviceError,
  type DeviceRequest,
  mayHaveBeenAccepted,
  type Sbc,
} from "@asyncstatus/client";
import { parsePairs, readCheckedFile } from "@asyncstatus/contract/options";
import { readAll } from "../connection/ask.ts";
import { errorText } from "../error-text.ts";
import { CommandLineError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { type CommandResult, commandResult } from "../run/command-result.ts";
import { failureResult } from "../run/failure-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { lockRow, releaseLock } from "../run/lock.ts";
import { isHeldHere } from "../run/lock-note.ts";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { command } from "./command.ts";
import {
  argument,
  choiceArgument,
  type HostFlags,
  hostFlags,
  settingFlag,
  switchFlag,
  textFlag,
  yesFlag,
} from "./flags.ts";

type Method = NonNullable<DeviceRequest["method"]>;

interface RequestFlags extends HostFlags {
  readonly query?: readonly string[] | undefined;
  readonly data?: string | undefined;
  readonly lock?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

const methods: readonly Method[] = ["GET", "POST", "PUT", "DELETE"];

export const request = command<RequestFlags, [method: Method, path: string]>({
  brief: "send any other request of the REST API",
  description: [
    "Sends a request of the REST API and prints the body of the response. PATH is what",
    "follows /rest/VERSION/. On a terminal, asks for confirmation before any request",
    "except GET.",
  ].join(" "),
  examples: [
    "METHOD PATH",
    "GET configuration/elementTypes",
    "PUT configuration/configElements --lock --data @route.xml",
  ],
  flags: {
    ...hostFlags,
    query: {
      kind: "parsed",
      parse(text: string) {
        parsePairs([text]);
        return text;
      },
      brief: "query parameter; repeatable",
      placeholder: "key=value",
      variadic: true,
      optional: true,
    },
    data: textFlag("request body: literal text, @FILE, or - for standard input", "data", false),
    lock: switchFlag("hold the configuration lock during the request", false),
    waitForLock: settingFlag("waitForLock"),
    yes: yesFlag,
  },
  positional: [
    choiceArgument(methods.join(", "), "method", methods),
    argument("path, such as configuration/elementTypes", "path"),
  ],
  action: (io, { query = [], data, lock = false, ...flags }, method, path) => {
    let body: Promise<string> | undefined;
    return runOnHosts(
      io,
      flags,
      "request",
      async (run) => {
        if (data === "-" && flags.passwordStdin) {
          throw new CommandLineError("--data - and --password-stdin can't be combined");
        }
        body ??= readData(io, data);
        const sent = { method, path, query: parsePairs(query), ...(data && { body: await body }) };
        return sendRequest(run, sent, lock);
      },
      method === "GET" ? undefined : (hosts) => `Send ${method} ${path} to ${hosts}?`,
    );
  },
});

async function sendRequest(
  run: HostRun,
  request: DeviceRequest & { readonly method: Method },
  locks: boolean,
): Promise<CommandResult> {
  const { signal, target } = run;
  await using sbc = await run.open();
  const held = locks ? await acquire(run, sbc) : undefined;
  const row = run.row("request");
  row.update(`${request.method} ${request.path}`);
  try {
    const { status, text } = await sbc.request({ ...request, signal });
    row.done("good", `${status}`);
    return commandResult("succeeded", {
      command: "request",
      host: target.host,
      outcome: "completed",
      summary: `${request.method} ${request.path} returned ${status}`,
      data: { response: { status, body: text } },
    });
  } catch (error) {
    row.done("bad", "failed");
    return failedRequest(run, request.method, locks, error);
  } finally {
    if (held) await releaseLock(run, held);
  }
}

async function acquire(run: HostRun, sbc: Sbc) {
  const { signal, target } = run;
  const row = lockRow(run);
  row.acquiring();
  const waitMs = target.settings.waitForLock?.value ?? 0;
  return await row.during(sbc.lock({ signal, waitMs, onEvent: row.on }));
}

/** Creates the result of a failed request. @throws The error, if it is as of any other command. */
function failedRequest(
  run: HostRun,
  method: Method,
  locks: boolean,
  error: unknown,
): CommandResult {
  const { io, target, commandFor } = run;
  const context = { command: "request", host: target.host, commandFor };
  if (method !== "GET" && mayHaveBeenAccepted(error)) {
    const summary = `the device may have made the change, but its response is missing: ${errorText(error)}`;
    return failureResult(error, {
      ...context,
      exit: "unknown",
      more: { outcome: "lost", summary },
    });
  }
  const isLocked = error instanceof DeviceError && error.code === "locked";
  if (locks || !isLocked || isHeldHere(io, target.endpoint)) throw error;
  const { code, message } = error;
  const hint = "To hold the lock during the request, add: --lock";
  return { ...failureResult(error, context), summary: message, error: { code, message, hint } };
}

/** Reads the body of `--data`. @throws {UsageError} If there is no such file. */
async function readData(io: Io, data = ""): Promise<string> {
  if (data === "-") return readAll(io);
  if (!data.startsWith("@")) return data;
  const file = data.slice(1);
  const read = readCheckedFile(file, "data");
  if (!read) throw new UsageError(`--data: file not found: ${file}`);
  return read.text;
}
