import { expect, test } from "vitest";
import { connect } from "./connect.ts";
import { OptionError } from "./errors/option-error.ts";

const valid = { host: "192.0.2.1", credentials: { user: "admin", password: "unused" } };

test.each([
  [undefined, "options", "expected an object, got undefined"],
  [null, "options", "expected an object, got null"],
  [{ ...valid, logger: {} }, "logger", "expected a function, got object"],
  [{ ...valid, logger: "x" }, "logger", "expected a function, got string"],
  [
    { ...valid, requestTimeout: 5 },
    "requestTimeout",
    "is not an option; did you mean requestTimeoutMs?",
  ],
  [{ ...valid, toString: 1 }, "toString", "is not an option"],
  [{ ...valid, tls: "x" }, "tls", "expected an object, got string"],
  [
    { ...valid, tls: { fingerprint: "00" } },
    "tls.fingerprint",
    "is not an option; did you mean fingerprint256?",
  ],
])("connect(%j) throws an OptionError for %s", async (options, option, reason) => {
  const error = await connect(options as never).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(OptionError);
  expect(error).toMatchObject({ option, reason });
});
