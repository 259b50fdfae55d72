import { expect, test } from "vitest";
import { runCommand } from "./run-command.ts";

const signal = new AbortController().signal;

test("returns the exit code of a command in the shell, which has no input", async () => {
  expect(await runCommand("exit 7", signal)).toBe(7);
  expect(await runCommand("cat", signal)).toBe(0);
  expect(await runCommand("missing-program-of-a-test", signal)).toBe(127);
});

test("gives the command only the variables that are passed", async () => {
  expect(await runCommand('test "$A" = b && test -z "$HOME"', signal, { A: "b" })).toBe(0);
});

test("kills the command, with the programs that it started, on an abort", async () => {
  const abort = new AbortController();
  // The shell waits for a program of its own.
  const running = runCommand("sleep 60; true", abort.signal);
  abort.abort();
  expect(await running).toBeUndefined();
  expect(await runCommand("sleep 60", AbortSignal.abort())).toBeUndefined();
});
