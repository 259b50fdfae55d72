import { spawn } from "@lydell/node-pty";
import type { Ran, Workplace } from "./workplace.ts";

/** Runs shell commands on a terminal and answers a question. */
export function runOnTerminal(
  { folder, env }: Workplace,
  commands: string,
  [question, answer]: readonly [RegExp, string],
): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const shell = spawn("bash", ["-euo", "pipefail", "-c", commands], {
    cols: 100,
    cwd: folder,
    env: { ...env },
  });
  let output = "";
  let isAnswered = false;
  shell.onData((text) => {
    output += text;
    if (isAnswered || !question.test(output)) return;
    isAnswered = true;
    shell.write(`${answer}\r`);
  });
  shell.onExit(({ exitCode }) => resolve({ code: exitCode, stdout: output, output }));
  return promise;
}
