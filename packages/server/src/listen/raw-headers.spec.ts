import { expect, test } from "vitest";
import { headerValues, toHeaders } from "./raw-headers.ts";

const rawHeaders = ["Host", "one", "X", "Host", "HOST", "two", "Hosts", "three"];

test.each([
  { name: "host", want: ["one", "two"] },
  { name: "hosts", want: ["three"] },
  { name: "x", want: ["Host"] },
  { name: "one", want: [] },
])("$name has the values $want", ({ name, want }) => {
  expect(headerValues(rawHeaders, name)).toEqual(want);
});

test("the platform's headers are the same", () => {
  expect([...toHeaders(rawHeaders)]).toEqual([
    ["host", "one, two"],
    ["hosts", "three"],
    ["x", "Host"],
  ]);
});
