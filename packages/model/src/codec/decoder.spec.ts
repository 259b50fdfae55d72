import { expect, test } from "vitest";
import { createDecoder } from "./decoder.ts";

const bytes = (operation: string) =>
  new TextEncoder().encode(
    `<response><data><operationState><operation>${operation}</operation><status>success</status></operationState></data></response>`,
  );

test("returns the same value for an equal body", () => {
  const read = createDecoder("AsyncStatusResponse");
  const first = read(bytes("save"));
  expect(read(bytes("save"))).toBe(first);
});

test("decodes a different body of the same length", () => {
  const read = createDecoder("AsyncStatusResponse");
  read(bytes("verify"));
  expect(read(bytes("backup")).data.operationState?.operation).toBe("backup");
});

test("the caller may reuse its buffer", () => {
  const read = createDecoder("AsyncStatusResponse");
  const buffer = bytes("verify");
  read(buffer);
  buffer.set(bytes("backup"));
  expect(read(buffer).data.operationState?.operation).toBe("backup");
});

test("freezes its values", () => {
  const read = createDecoder("AsyncStatusResponse");
  const value = read(bytes("save"));
  expect(Object.isFrozen(value.data.operationState)).toBe(true);
  expect(Object.isFrozen(value.links)).toBe(true);
});

test("refuses an invalid body each time and keeps the last value", () => {
  const read = createDecoder("AsyncStatusResponse");
  const first = read(bytes("save"));
  for (const _ of [1, 2])
    expect(() => read(new Uint8Array())).toThrow("Not a valid AsyncStatusResponse");
  expect(read(bytes("save"))).toBe(first);
});
