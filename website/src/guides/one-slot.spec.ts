import { decode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const guide = readGuide("one-slot");

test("the answer that is shown is one", () => {
  const answer = decode("AsyncStatusResponse", new TextEncoder().encode(guide.next("xml")));
  expect(answer.data.operationState).toEqual({ operation: "activate", status: "success" });
});

test("a commit sends the requests that are listed, and looks until a step has ended", async () => {
  const place = createWorkplace();
  place.write("commit.ts", guide.file("commit.ts"));
  const { code, stdout } = await place.run("node commit.ts");
  expect(code).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines.filter((line, index) => line !== lines[index - 1]).join("\n")).toBe(
    guide.next("text").trim(),
  );
}, 20_000);

test("all of it was tried", () => {
  expect(guide.untried()).toEqual([]);
});
