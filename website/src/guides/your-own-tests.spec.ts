import { expect, test } from "vitest";
import { readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const files = [
  "roll-out.ts",
  "roll-out.spec.ts",
  "poll.spec.ts",
  "activate.sh",
  "activate.spec.ts",
  "slow-site.yaml",
  "slow-site.spec.ts",
];

test("the tests of the guide pass", async () => {
  const guide = readGuide("your-own-tests");
  const place = createWorkplace();
  for (const file of files) place.write(file, guide.file(file));
  const { code, output } = await place.run(guide.next("sh"), { NO_COLOR: "1", CI: "true" });
  expect(output).toMatch(/Test Files +4 passed \(4\)/);
  expect(output).toMatch(/Tests +10 passed \(10\)/);
  expect(code).toBe(0);
  expect(guide.untested()).toEqual([]);
}, 60_000);
