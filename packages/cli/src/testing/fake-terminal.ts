import { Writable } from "node:stream";
import type { Input, Output } from "../io.ts";

export interface FakeTerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
}

/** Standard streams: of a terminal where its size is given, of pipes otherwise. */
export class FakeTerminal {
  /** Everything that was written, in order, to either stream. */
  all = "";
  stdoutText = "";
  stderrText = "";
  /** The text that is typed once the input is read. */
  typed: string | undefined;
  readonly closed = new AbortController();
  /** The output during input without echo. */
  writtenWithoutEcho = "";
  readonly #size: FakeTerminalOptions | undefined;
  /** The stream of the output. */
  readonly #shown = new Writable({ write: (_text, _encoding, done) => done() });
  #isRaw = false;

  constructor(size?: FakeTerminalOptions) {
    this.#size = size;
  }

  get stdout(): Output {
    return this.#output((text) => {
      this.stdoutText += text;
    });
  }

  get stderr(): Output {
    return this.#output((text) => {
      this.stderrText += text;
    });
  }

  get stdin(): Input {
    return {
      isTerminal: this.#size !== undefined,
      setRaw: (raw) => {
        this.#isRaw = raw;
      },
      listen: (onText, onEnd) => {
        const { typed } = this;
        let isListening = true;
        queueMicrotask(() => {
          if (typed !== undefined) onText(typed);
          if (isListening) onEnd();
        });
        return () => {
          isListening = false;
        };
      },
    };
  }

  clear(): void {
    this.all = "";
    this.stdoutText = "";
    this.stderrText = "";
  }

  #output(write: (text: string) => void): Output {
    const { columns = 80, rows = 24 } = this.#size ?? {};
    return {
      write: (text) => {
        this.all += text;
        this.#shown.write(text);
        if (this.#isRaw) this.writtenWithoutEcho += text;
        write(text);
      },
      isTerminal: this.#size !== undefined,
      columns,
      rows,
      closed: this.closed.signal,
      flush: async () => true,
    };
  }
}
