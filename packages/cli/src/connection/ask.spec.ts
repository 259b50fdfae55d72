import { expect, test } from "vitest";
import { createWorld } from "../testing/world.ts";
import { confirm } from "./ask.ts";

test("ends a question when the signal aborts", async () => {
  const { io, terminal } = await createWorld({ terminal: {} });
  let isListening = false;
  const listen = () => {
    isListening = true;
    return () => {
      isListening = false;
    };
  };
  const abort = new AbortController();
  const answer = confirm({ ...io, stdin: { ...io.stdin, listen } }, "Go?", abort.signal);
  expect(isListening).toBe(true);
  abort.abort(new Error("Ctrl-C"));
  // At once: the next message must not follow the question.
  expect(terminal.stderrText).toBe("Go? [y/N] \n");
  await expect(answer).rejects.toThrow("Ctrl-C");
  expect(isListening).toBe(false);
});
