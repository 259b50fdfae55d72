// The jobs of public clients (tests/e2e/src/field-jobs.spec.ts), each in one command line.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

const jobs = {
  "updates the next hop of a local policy": {
    element: `type: local-policy
    attributes: { from-address: "*", to-address: "*", source-realm: access }
    subElements: [{ type: policy-attribute, attributes: { next-hop: sa2, realm: core } }]`,
    running: { subElements: [{ attributes: { "next-hop": ["sa2"] } }] },
  },
  "adds a session agent": {
    element: `type: session-agent
    attributes: { hostname: sa1.example, ip-address: 198.51.100.21, realm-id: core }`,
    running: { attributes: { hostname: ["sa1.example"], port: ["5060"] } },
  },
  "renews a certificate record": {
    element: `type: certificate-record
    attributes: { name: web-server, key-size: 4096 }`,
    running: { attributes: { "common-name": ["sbc.example"], "key-size": ["4096"] } },
  },
};

test.each(Object.entries(jobs))("%s", async (_, { element, running }) => {
  const world = await createWorld();
  const file = join(world.home, "change.yaml");
  writeFileSync(file, `change: 1\nelements:\n  - ${element}\n`);
  const { code } = await world.run("apply", file, "--yes");
  expect(code).toBe(0);
  const type = /^type: (\S+)/.exec(element)?.[1] ?? "";
  expect(world.device.device.findElements({ type }, "running").at(-1)).toMatchObject(running);
});
