import type { X509Certificate } from "node:crypto";
import type { Clock, TlsOptions, Transport, UntrustedReason } from "@asyncstatus/client";

/** Standard output or standard error. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Aborted when a write fails: the reader closed the pipe, the terminal is gone, the disk is full. */
  readonly closed: AbortSignal;
  /**
   * Waits until everything is written.
   *
   * @returns False if it couldn't be. A reader that closed the pipe has read enough.
   */
  flush(): Promise<boolean>;
}

/** Standard input. */
export interface Input {
  readonly isTerminal: boolean;
  /** Turns off echo and line editing. */
  setRaw(raw: boolean): void;
  /** Calls the listeners until the returned function is called. */
  listen(onText: (text: string) => void, onEnd: () => void): () => void;
}

/** The certificate that a host presents. */
export interface PresentedCertificate {
  readonly certificate: X509Certificate;
  /** The reason if the system doesn't trust it. */
  readonly untrusted?: UntrustedReason;
}

/** Everything that commands use of their process, except files. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  openTransport(tls: TlsOptions): Promise<Transport>;
  /** Reads the certificate by a TLS handshake, within ten seconds. No request is sent. */
  readCertificate(endpoint: URL, signal?: AbortSignal): Promise<PresentedCertificate>;
  /**
   * Runs a command in the shell of the system, without input and output. Returns its exit code, if any.
   *
   * @param env The variables of the command. @default those of the process
   */
  runCommand(
    command: string,
    signal: AbortSignal,
    env?: Readonly<Record<string, string | undefined>>,
  ): Promise<number | undefined>;
  /** Calls the listener on each Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process immediately, as interrupted. */
  quit(): void;
}
