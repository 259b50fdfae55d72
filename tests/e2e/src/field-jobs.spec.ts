// The jobs of public clients, each as a short program.

import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

test("updates the next hop of a local policy", async () => {
  const { connect, device } = createWorld();
  const key = { "from-address": "*", "to-address": "*", "source-realm": "access" };

  await using sbc = await connect();
  await using lock = await sbc.lock();
  await sbc.elements.update({
    type: "local-policy",
    attributes: key,
    subElements: [{ type: "policy-attribute", attributes: { "next-hop": "sa2", realm: "core" } }],
  });
  await lock.release();
  await sbc.commit();

  const [policy] = device.findElements({ type: "local-policy", attributes: key }, "running");
  expect(policy?.subElements.map(({ attributes }) => attributes["next-hop"])).toEqual([["sa2"]]);
});

test("adds a session agent", async () => {
  const { connect, device } = createWorld();
  const attributes = { hostname: "sa1.example", "ip-address": "198.51.100.21", "realm-id": "core" };

  await using sbc = await connect();
  await using lock = await sbc.lock();
  const added = await sbc.elements.add({ type: "session-agent", attributes });
  await lock.release();
  await sbc.commit();

  expect(added.attributes.port).toEqual(["5060"]);
  expect(device.findElements({ type: "session-agent" }, "running")).toHaveLength(2);
});

test("renews a certificate record", async () => {
  const { connect, device } = createWorld();

  await using sbc = await connect();
  await using lock = await sbc.lock();
  const record = await sbc.elements.get("certificate-record", { name: "web-server" });
  await sbc.elements.delete("certificate-record", { name: "web-server" });
  await sbc.elements.add({
    type: "certificate-record",
    attributes: { ...record?.attributes, "key-size": "4096" },
  });
  await lock.release();
  await sbc.commit();

  const [renewed] = device.findElements({ type: "certificate-record" }, "running");
  expect(renewed?.attributes).toMatchObject({
    "common-name": ["sbc.example"],
    "key-size": ["4096"],
  });
});

test("reads all elements of a type", async () => {
  const add = Array.from({ length: 1_000 }, (_, index) => ({
    type: "host-route",
    attributes: { "dest-network": `10.${index >> 8}.${index & 255}.0` },
  }));
  const { connect } = createWorld({ initialState: { running: { add } } });

  await using sbc = await connect();
  const networks = new Set<string | undefined>();
  for await (const { attributes } of sbc.elements.list("host-route")) {
    networks.add(attributes["dest-network"]?.[0]);
  }

  expect(networks.size).toBe(1_001);
});

test("sends a request that the client has no method for", async () => {
  const { connect } = createWorld();
  await using sbc = await connect();
  const { text } = await sbc.request({
    path: "configuration/elementTypes/metadata",
    query: { elementType: "session-agent" },
  });
  expect(text).toContain("<name>hostname</name>");
});
