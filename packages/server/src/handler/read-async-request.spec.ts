import { expect, test } from "vitest";
import { readAsyncRequest } from "./read-async-request.ts";

const read = (query: string) => readAsyncRequest(Object.fromEntries(new URLSearchParams(query)));

test.each([
  { query: "action=verify", want: { operation: "verify" } },
  { query: "action=save", want: { operation: "save" } },
  { query: "action=activate", want: { operation: "activate" } },
  {
    query: "action=restore&restoreSource=running",
    want: { operation: "restore", restoreSource: "running" },
  },
  {
    query: "action=restore&restoreSource=saved",
    want: { operation: "restore", restoreSource: "saved" },
  },
  {
    query: "action=restore&restoreSource=backupFile&filename=a",
    want: { operation: "restore", restoreSource: "backupFile", filename: "a" },
  },
  ...["running", "saved", "editing"].map((backupSource) => ({
    query: `action=backup&backupSource=${backupSource}&filename=a`,
    want: { operation: "backup", backupSource, filename: "a" },
  })),
])("reads $query", ({ query, want }) => {
  expect(read(query)).toEqual(want);
});

test.each([
  { query: "", want: "Missing required parameter: action" },
  { query: "action=restore", want: "Missing required parameter: restoreSource" },
  {
    query: "action=restore&restoreSource=backupFile",
    want: "Missing required parameter: filename",
  },
  { query: "action=backup", want: "Missing required parameter: backupSource" },
  { query: "action=backup&filename=a", want: "Missing required parameter: backupSource" },
  { query: "action=backup&backupSource=saved", want: "Missing required parameter: filename" },
  { query: "action=save&filename=a", want: "Parameter not allowed here: filename" },
  {
    query: "action=verify&restoreSource=saved",
    want: "Parameter not allowed here: restoreSource",
  },
  {
    query: "action=activate&backupSource=saved",
    want: "Parameter not allowed here: backupSource",
  },
  {
    query: "action=restore&restoreSource=saved&filename=a",
    want: "Parameter not allowed here: filename",
  },
])("refuses '$query': $want", ({ query, want }) => {
  expect(() => read(query)).toThrow(expect.objectContaining({ status: 400, message: want }));
});
