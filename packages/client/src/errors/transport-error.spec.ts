import { inspect } from "node:util";
import { expect, test } from "vitest";
import { TransportError } from "./transport-error.ts";

const url = new URL("https://user:s3cr3t@sbc.example:8443/rest/v1.2/auth/token?a=s3cr3t#s3cr3t");
const about = { code: "refused", method: "POST", url, notSent: true } as const;

test("the message has the failure, the request and the detail", () => {
  const error = new TransportError({ ...about, detail: "no response" });
  expect({ ...error, message: error.message }).toEqual({
    name: "TransportError",
    code: "refused",
    method: "POST",
    url: "https://sbc.example:8443/rest/v1.2/auth/token",
    notSent: true,
    message: "Connection refused: POST https://sbc.example:8443/rest/v1.2/auth/token (no response)",
  });
});

test("contains neither query nor user information, however it is printed", () => {
  const error = new TransportError({ ...about, cause: new Error("why") });
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain("s3cr3t");
  expect(JSON.stringify(error)).not.toContain("s3cr3t");
  expect(error.cause).toEqual(new Error("why"));
});
