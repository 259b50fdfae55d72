// The jobs of public clients (tests/e2e/src/field-jobs.spec.ts), each in one command line.

import { expect, test } from "vitest";
import { createWorld } from "../testing/world.ts";

test("reads all elements of a type", async () => {
  const add = Array.from({ length: 1_000 }, (_, index) => ({
    type: "host-route",
    attributes: { "dest-network": `10.0.${index >> 8}.${index & 255}` },
  }));
  const world = await createWorld({ device: { initialState: { running: { add } } } });
  const { code, stdout } = await world.run("elements", "list", "host-route", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).data.elements).toHaveLength(1_001);
});
