import { homedir } from "node:os";
import { isatty } from "node:tty";
import { systemClock } from "@asyncstatus/client";
import type { Input, Io, Output } from "./io.ts";
import { exitCodes } from "./run/exit-codes.ts";

/** Returns the {@link Io} of this process. */
export function processIo(): Io {
  return {
    stdin: input,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    homeDir: homedir(),
    // Not `performance`, which takes time to load.
    clock: { ...systemClock, now: () => Number(process.hrtime.bigint()) / 1e6 },
    random: Math.random,
    // TLS takes as long to load as everything else.
    openTransport: async (tls) =>
      (await import("./connection/open-transport.ts")).openTransport(tls),
    readCertificate: async (endpoint) =>
      (await import("./connection/read-certificate.ts")).readCertificate(endpoint),
    onInterrupt,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  const closed = new AbortController();
  // The command continues without its reader.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    closed.abort();
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
  };
}

// `process.stdin` is created on first use, which takes as long as loading TLS.
const input: Input = {
  get isTerminal() {
    return isatty(0);
  },
  setRaw(raw) {
    if (process.stdin.isTTY) process.stdin.setRawMode(raw);
  },
  listen(onText, onEnd) {
    const { stdin } = process;
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

/** Reports the first signal; the second ends the process. */
function onInterrupt(listener: () => void): () => void {
  let isInterrupted = false;
  const onSignal = () => {
    if (isInterrupted) process.exit(exitCodes.interrupted.code);
    isInterrupted = true;
    listener();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
