import { InterruptedError } from "../errors.ts";
import type { Io } from "../io.ts";

/** Returns true if a question can be read and answered. */
export function canAsk({ stdin, stderr }: Io): boolean {
  return stdin.isTerminal && stderr.isTerminal;
}

/** Asks the user to confirm with `y`. @throws the reason of the signal */
export async function confirm(io: Io, question: string, signal?: AbortSignal): Promise<boolean> {
  io.stderr.write(`${question} [y/N] `);
  return /^y(es)?$/i.test((await readLine(io, false, signal)).trim());
}

/**
 * Asks the user for a secret without echo.
 *
 * @throws {InterruptedError} On Ctrl-C.
 */
export async function askSecret(io: Io, question: string): Promise<string> {
  // Before the question: a fast answer must not be echoed.
  io.stdin.setRaw(true);
  try {
    io.stderr.write(question);
    return await readLine(io, true);
  } finally {
    io.stdin.setRaw(false);
    io.stderr.write("\n");
  }
}

/** Reads all of standard input. */
export function readAll({ stdin }: Pick<Io, "stdin">): Promise<string> {
  return new Promise((resolve) => {
    let all = "";
    const stop = stdin.listen(
      (text) => {
        all += text;
      },
      () => {
        stop();
        resolve(all);
      },
    );
  });
}

function readLine({ stdin, stderr }: Io, isRaw: boolean, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let line: string[] = [];
    const stop = () => {
      stopListening();
      signal?.removeEventListener("abort", cancel);
    };
    const finish = () => {
      stop();
      resolve(line.join(""));
    };
    // Ctrl-C and the end of the input leave the cursor after the question.
    const breakLine = () => void (isRaw || stderr.write("\n"));
    const cancel = () => {
      stop();
      breakLine();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", cancel);
    const stopListening = stdin.listen(
      (text) => {
        for (const character of text) {
          if (character === "\r" || character === "\n" || (isRaw && character === "\x04")) {
            finish();
            return;
          }
          if (!isRaw) line.push(character);
          else if (character === "\x03") {
            stop();
            reject(new InterruptedError());
            return;
          } else if (character === "\x7f" || character === "\b") line.pop();
          else if (character === "\x15") line = [];
          else line.push(character);
        }
      },
      () => {
        breakLine();
        finish();
      },
    );
  });
}
