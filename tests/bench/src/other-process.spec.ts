import { expect, test } from "vitest";
import { startProcess } from "./other-process.ts";

test("a process that ends without an answer is an error, and no wait for ever", async () => {
  await expect(startProcess("./gate.ts", "anything")).rejects.toThrow("./gate.ts ended with 0");
});
