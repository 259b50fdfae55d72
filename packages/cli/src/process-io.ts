import { homedir } from "node:os";
import { isatty } from "node:tty";
import { systemClock } from "@asyncstatus/client";
import { errorText } from "./error-text.ts";
import type { Input, Io, Output } from "./io.ts";
import { exitCodes } from "./run/exit-codes.ts";

/** Returns the {@link Io} of this process. */
export function processIo(): Io {
  const stderr = outputOf(process.stderr, () => {});
  const stdout = outputOf(process.stdout, (error) => {
    // A reader that has read enough needs no message.
    if (error.code !== "EPIPE") stderr.write(`The output is incomplete: ${errorText(error)}\n`);
  });
  return {
    stdin: input,
    stdout,
    stderr,
    env: process.env,
    cwd: process.cwd(),
    homeDir: homedir(),
    platform: process.platform,
    // Not `performance`, which takes time to load.
    clock: { ...systemClock, now: () => Number(process.hrtime.bigint()) / 1e6 },
    random: Math.random,
    // TLS takes as long to load as everything else.
    openTransport: async (tls) =>
      (await import("./connection/open-transport.ts")).openTransport(tls),
    readCertificate: async (endpoint, signal) =>
      (await import("./connection/read-certificate.ts")).readCertificate(endpoint, signal),
    runCommand: async (...args) =>
      (await import("./connection/run-command.ts")).runCommand(...args),
    onInterrupt,
    quit: () => process.exit(exitCodes.interrupted.code),
  };
}

function outputOf(
  stream: NodeJS.WriteStream,
  onFailure: (error: NodeJS.ErrnoException) => void,
): Output {
  const closed = new AbortController();
  let isWhole = true;
  // The command continues without its reader: its lock must be released, whatever the output does.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (closed.signal.aborted) return;
    closed.abort();
    isWhole = error.code === "EPIPE";
    onFailure(error);
  });
  return {
    write(text) {
      if (!closed.signal.aborted) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
    closed: closed.signal,
    async flush() {
      if (!closed.signal.aborted) await new Promise((resolve) => stream.write("", resolve));
      // The error follows the callback.
      await new Promise((resolve) => setImmediate(resolve));
      return isWhole;
    },
  };
}

let isStdinGuarded = false;

/** Returns standard input. It is created on first use, which takes as long as loading TLS. */
function guardedStdin(): NodeJS.ReadStream {
  const { stdin } = process;
  // A terminal that is gone is the end of the input.
  if (!isStdinGuarded) stdin.on("error", () => stdin.emit("end"));
  isStdinGuarded = true;
  return stdin;
}

const input: Input = {
  get isTerminal() {
    return isatty(0);
  },
  setRaw(raw) {
    const stdin = guardedStdin();
    if (stdin.isTTY) stdin.setRawMode(raw);
  },
  listen(onText, onEnd) {
    const stdin = guardedStdin();
    stdin.setEncoding("utf8");
    stdin.on("data", onText);
    stdin.on("end", onEnd);
    return () => {
      stdin.off("data", onText);
      stdin.off("end", onEnd);
      // An open stdin keeps the process alive.
      stdin.pause();
    };
  },
};

/** npx passes the Ctrl-C of a terminal on to this process, which has it from the terminal already. */
const samePressMs = 250;

/** Calls the listener on each Ctrl-C. A terminal that closes may send SIGHUP several times. */
function onInterrupt(listener: () => void): () => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = Number(process.hrtime.bigint()) / 1e6;
    const isRepeated = now - lastAt < samePressMs || (signal === "SIGHUP" && lastAt > 0);
    if (isRepeated) return;
    lastAt = now;
    listener();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
