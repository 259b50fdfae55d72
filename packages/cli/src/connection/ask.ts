import { InterruptedError } from "../errors.ts";
import type { Io } from "../io.ts";

/** Asks the user for a line. */
export function ask(io: Io, question: string): Promise<string> {
  io.stderr.write(question);
  return readLine(io, false);
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

function readLine({ stdin }: Io, isRaw: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let line: string[] = [];
    const finish = () => {
      stop();
      resolve(line.join(""));
    };
    const stop = stdin.listen((text) => {
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
    }, finish);
  });
}
