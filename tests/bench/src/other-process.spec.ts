import { expect, test } from "vitest";
import { startProcess } from "./other-process.ts";

test("a process that ends without a reply is an error, not an endless wait", async () => {
  await expect(startProcess("./figure.ts", "anything")).rejects.toThrow("./figure.ts ended with 0");
});
