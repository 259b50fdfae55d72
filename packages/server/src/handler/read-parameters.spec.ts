import { expect, test } from "vitest";
import { readParameters } from "./read-parameters.ts";

const defined = [
  { name: "action", required: true, values: ["save", "restore"] },
  { name: "filename", required: false, pattern: /^[^/\\]+$/ },
] as const;

const read = (query: string, unknown: "refused" | "ignored" = "refused") =>
  readParameters(new URLSearchParams(query), defined, unknown);

test.each([
  { query: "action=save", want: { action: "save" } },
  { query: "filename=a&action=restore", want: { action: "restore", filename: "a" } },
  { query: "action=save&filename=a+b%26c", want: { action: "save", filename: "a b&c" } },
  { query: "%61ction=save", want: { action: "save" } },
])("reads '$query'", ({ query, want }) => {
  expect(read(query)).toEqual(want);
});

test.each([
  { query: "", want: "Missing required parameter: action" },
  { query: "filename=a", want: "Missing required parameter: action" },
  { query: "Action=save", want: "Unknown parameter: Action" },
  { query: "action=save&action=save", want: "Repeated parameter: action" },
  { query: "action=save&filename=a&filename=b", want: "Repeated parameter: filename" },
  { query: "action=", want: "Invalid parameter: action must be one of save, restore" },
  { query: "action=Save", want: "Invalid parameter: action must be one of save, restore" },
  { query: "action=save&filename=", want: /^Invalid parameter: filename/ },
  { query: "action=save&filename=a/b", want: /^Invalid parameter: filename/ },
  { query: "action=save&filename=..%5Cb", want: /^Invalid parameter: filename/ },
  { query: "action=save&more=1", want: "Unknown parameter: more" },
  { query: "action=save&%00%EF%BF%BE=1", want: "Unknown parameter: \0\uFFFE" },
])("refuses '$query': $want", ({ query, want }) => {
  expect(() => read(query)).toThrow(
    expect.objectContaining({
      status: 400,
      message: typeof want === "string" ? want : expect.stringMatching(want),
    }),
  );
});

test("can ignore unknown parameters", () => {
  expect(read("action=save&more=1&more=2", "ignored")).toEqual({ action: "save" });
});
