import { expect, test } from "vitest";
import { createDecoder } from "./decoder.ts";

const bytes = (operation: string) =>
  new TextEncoder().encode(
    `<response><data><operationState><operation>${operation}</operation><status>success</status></operationState></data></response>`,
  );

test("an equal body gives the very value of the time before", () => {
  const read = createDecoder("AsyncStatusResponse");
  const first = read(bytes("save"));
  expect(read(bytes("save"))).toBe(first);
});

test("another body of the same length is read anew", () => {
  const read = createDecoder("AsyncStatusResponse");
  read(bytes("verify"));
  expect(read(bytes("backup")).data.operationState?.operation).toBe("backup");
});

test("the caller may use its buffer again", () => {
  const read = createDecoder("AsyncStatusResponse");
  const buffer = bytes("verify");
  read(buffer);
  buffer.set(bytes("backup"));
  expect(read(buffer).data.operationState?.operation).toBe("backup");
});

test("what may be returned again cannot be changed", () => {
  const read = createDecoder("AsyncStatusResponse");
  const value = read(bytes("save"));
  expect(Object.isFrozen(value.data.operationState)).toBe(true);
  expect(Object.isFrozen(value.links)).toBe(true);
});

test("a refused body is refused each time, and spoils nothing", () => {
  const read = createDecoder("AsyncStatusResponse");
  const first = read(bytes("save"));
  for (const _ of [1, 2])
    expect(() => read(new Uint8Array())).toThrow("Not a valid AsyncStatusResponse");
  expect(read(bytes("save"))).toBe(first);
});
