import type { Clock, TlsOptions, Transport } from "@asyncstatus/client";
import type { ShownCertificate } from "./trust/read-certificate.ts";

/** Where text goes: standard output, or standard error. */
export interface Output {
  write(text: string): void;
  /** Whether a person looks at it, so that lines can be rewritten. */
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Aborted when nobody reads any more, as behind `| head -1`. */
  readonly closed: AbortSignal;
}

/** Where text comes from. */
export interface Input {
  readonly isTerminal: boolean;
  /** Without echo, and key by key instead of line by line. */
  setRaw(raw: boolean): void;
  /** Hands over what comes, until it is given what this returns. */
  listen(onText: (text: string) => void, onEnd: () => void): () => void;
}

/** Everything that a command has to do with the world outside, but for files. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that it was started in. */
  readonly cwd: string;
  readonly homeDir: string;
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** Makes what carries requests, to a device that has to prove itself as the options say. */
  openTransport(tls: TlsOptions): Promise<Transport>;
  /** Asks who shows which certificate. Nothing but a TLS handshake is sent. */
  readCertificate(endpoint: URL): Promise<ShownCertificate>;
  /** Tells of Ctrl-C, once, until it is given what this returns. */
  onInterrupt(listener: () => void): () => void;
}
