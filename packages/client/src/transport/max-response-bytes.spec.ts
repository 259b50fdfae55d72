import { decode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { defaultMaxResponseBytes } from "./max-response-bytes.ts";

test("what a transport takes at most is what can be decoded at most", () => {
  const read = (bytes: number) => () =>
    decode("AsyncStatusResponse", new Uint8Array(bytes).fill(0x20));
  expect(read(defaultMaxResponseBytes)).toThrow(
    expect.objectContaining({ code: "not-well-formed" }),
  );
  expect(read(defaultMaxResponseBytes + 1)).toThrow(expect.objectContaining({ code: "too-large" }));
});
