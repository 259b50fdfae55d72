import { expect, test } from "vitest";
import { DeviceError } from "../errors/device-error.ts";
import { undefinedIfRefused } from "./undefined-if-refused.ts";

const refusal = (status: number) =>
  new DeviceError({
    operationId: "getSystemStatus",
    method: "GET",
    url: "x",
    status,
    messages: [],
  });

test.for([400, 403, 404, 405, 406])("resolves to undefined on %i", async (status) => {
  expect(await undefinedIfRefused(Promise.reject(refusal(status)))).toBeUndefined();
});

test.for([401, 423, 500, 503])("throws on %i", async (status) => {
  await expect(undefinedIfRefused(Promise.reject(refusal(status)))).rejects.toMatchObject({
    status,
  });
});

test("throws other errors, and returns values", async () => {
  await expect(undefinedIfRefused(Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await undefinedIfRefused(Promise.resolve(1))).toBe(1);
});
