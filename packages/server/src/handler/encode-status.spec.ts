import { type AsyncStatusData, encode, restVersions } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { encodeStatus } from "./encode-status.ts";
import type { Form } from "./respond.ts";

const save: AsyncStatusData = { operationState: { operation: "save", status: "success" } };
const failed = (errorMessage: string): AsyncStatusData => ({
  operationState: { operation: "save", status: "fail", errorMessage },
});

// Each differs from the one before in one thing.
const states: readonly AsyncStatusData[] = [
  {},
  save,
  { operationState: { operation: "verify", status: "success" } },
  { operationState: { operation: "verify", status: "inProgress" } },
  failed("no space"),
  failed("no time"),
  { ...failed("no time"), additionalInfo: { text: "a" } },
  { ...failed("no time"), additionalInfo: { text: "b" } },
  { additionalInfo: { text: "b" } },
  {},
];

test("what is said again is what would be written anew", () => {
  const forms = restVersions.flatMap((version): Form[] => [
    { version, errorItems: "wrapped" },
    { version, errorItems: "bare" },
  ]);
  for (const data of states) {
    for (const form of [...forms, ...forms]) {
      const anew = encode("AsyncStatusResponse", { data, messages: [], links: [] }, form);
      expect(encodeStatus(structuredClone(data), form)).toBe(anew);
    }
  }
});

test("what is not valid is written neither the first time nor after a valid one", () => {
  const form = { version: "v1.2", errorItems: "wrapped" } as const;
  encodeStatus(save, form);
  const invalid: AsyncStatusData = { operationState: { operation: "unknown", status: "success" } };
  expect(() => encodeStatus(invalid, form)).toThrow();
  expect(() => encodeStatus(invalid, form)).toThrow();
});
