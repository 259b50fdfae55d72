import { userInfo } from "node:os";
import { VirtualClock } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { personOf } from "./person-of.ts";

const clock = new VirtualClock();
const noAccount = () => {
  throw new Error("no such user");
};

test.each([
  { given: "--by", env: { USER: "max" }, flags: { by: "ines" }, want: "ines" },
  { given: "USER", env: { USER: "max", LOGNAME: "x" }, flags: {}, want: "max" },
  { given: "an empty USER", env: { USER: "", LOGNAME: "max" }, flags: {}, want: "max" },
  { given: "the account", env: {}, flags: {}, want: userInfo().username },
])("takes the name from $given", ({ env, flags, want }) => {
  expect(personOf({ env, clock }, flags).by).toBe(want);
});

test("names a user without an account by number", () => {
  expect(personOf({ env: {}, clock }, {}, noAccount).by).toBe(`user ${process.getuid?.()}`);
});
