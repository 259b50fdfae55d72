import { homedir } from "node:os";
import { isatty } from "node:tty";
import { systemClock } from "@asyncstatus/client";
import { exitCodes } from "./exit-codes.ts";
import type { Input, Io, Output } from "./io.ts";

/** The world outside, as this process has it. */
export function processIo(): Io {
  return {
    stdin: input,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    homeDir: homedir(),
    // To ask `performance`, Node.js would first load what measures it.
    clock: { ...systemClock, now: () => Number(process.hrtime.bigint()) / 1e6 },
    random: Math.random,
    openTransport: async (tls) => {
      // Loaded where a device is asked only: TLS takes as long to load as all the rest.
      const { openTransport } = await import("./operate/open-transport.ts");
      return openTransport(tls);
    },
    readCertificate: async (endpoint) => {
      const { readCertificate } = await import("./trust/read-certificate.ts");
      return readCertificate(endpoint);
    },
    onInterrupt,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  const closed = new AbortController();
  // Nobody reads any more. What was begun goes on to its end all the same.
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

/** The stream is made when it is first read: to make it takes as long as to load TLS. */
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
      // Or it would keep the process alive.
      stdin.pause();
    };
  },
};

/** The first signal is told, the second ends the process at once. */
function onInterrupt(listener: () => void): () => void {
  let told = false;
  const onSignal = () => {
    if (told) process.exit(exitCodes.interrupted.code);
    told = true;
    listener();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
