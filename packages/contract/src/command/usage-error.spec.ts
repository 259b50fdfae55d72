import { expect, test } from "vitest";
import { UsageError } from "./usage-error.ts";

test("a file name can't add a line to the message", () => {
  const file = "a\nError: the device is compromised\u001b[2K";
  expect(new UsageError(`no such file: ${file}`).message).toBe(
    "no such file: a\\u000aError: the device is compromised\\u001b[2K",
  );
  expect(new UsageError(["one", "two\n"]).message).toBe("one\ntwo\\u000a");
});
