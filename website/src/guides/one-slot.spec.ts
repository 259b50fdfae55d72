import { decode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const guide = readGuide("one-slot");

test("the example is a valid response", () => {
  const response = decode("AsyncStatusResponse", new TextEncoder().encode(guide.next("xml")));
  expect(response.data.operationState).toEqual({ operation: "activate", status: "success" });
});

test("a commit sends the listed requests, and polls until each step ends", async () => {
  const place = createWorkplace();
  place.write("commit.ts", guide.file("commit.ts"));
  const { code, stdout } = await place.run("node commit.ts");
  expect(code).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines.filter((line, index) => line !== lines[index - 1]).join("\n")).toBe(
    guide.next("text").trim(),
  );
}, 20_000);

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
