import { type ConfigElement, encode, type SubElement } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { expect, test } from "vitest";
import { createRestClient, origin } from "../testing/rest-client.ts";

type Given = Record<string, string | string[]>;

const element = (
  elementType: string,
  attributes: Given = {},
  subElements: SubElement[] = [],
): ConfigElement => ({
  elementType,
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, values: [value].flat() })),
  subElements,
});

const attributesOf = ({ attributes }: ConfigElement) =>
  Object.fromEntries(attributes.map(({ name, values }) => [name, values.join()]));

/** A client that holds the lock. */
async function createEditor(options: Parameters<typeof createRestClient>[0] = {}) {
  const client = createRestClient(options);
  const token = await client.logIn();
  await client.ask("lockConfiguration", { token });
  const send = (id: OperationId, body: ConfigElement) =>
    client.ask(id, {
      token,
      body: encode("ConfigElement", body),
      headers: { "content-type": "application/xml" },
    });
  const find = async (query: string) =>
    (await client.ask("getConfigElements", { token, query })).body("ConfigElementsResponse");
  return {
    ...client,
    token,
    find,
    add: (body: ConfigElement) => send("addConfigElement", body),
    change: (body: ConfigElement) => send("changeConfigElement", body),
    remove: (query: string) => client.ask("deleteConfigElement", { token, query }),
  };
}

test("adds an element with the defaults of the attributes that are not given", async () => {
  const { add, find } = await createEditor();
  const added = await add(element("session-agent", { hostname: "sa1", "realm-id": "core" }));
  expect(added.status).toBe(200);
  const [complete] = added.body("ConfigElementsResponse").data;
  expect(complete && attributesOf(complete)).toMatchObject({
    hostname: "sa1",
    "realm-id": "core",
    port: "5060",
    state: "enabled",
  });
  const { data } = await find("elementType=session-agent&hostname=sa1");
  expect(data).toEqual([complete]);
});

test("changes the given attributes and keeps the others", async () => {
  const { change, find } = await createEditor();
  await change(element("session-agent", { hostname: "core-proxy.example", state: "disabled" }));
  const { data } = await find("elementType=session-agent");
  expect(data.map(attributesOf)).toEqual([
    expect.objectContaining({
      state: "disabled",
      "realm-id": "core",
      "ip-address": "198.51.100.20",
    }),
  ]);
});

test("deletes an element by its key attributes", async () => {
  const { find, remove } = await createEditor();
  expect(await remove("elementType=host-route&dest-network=203.0.113.0")).toMatchObject({
    status: 204,
  });
  expect((await find("elementType=host-route")).data).toEqual([]);
});

test("an attribute with several values is a key, in any order", async () => {
  const { add, change, find } = await createEditor();
  const key = { "from-address": "*", "to-address": ["1555", "1556"], "source-realm": "access" };
  expect(await add(element("local-policy", key))).toMatchObject({ status: 200 });
  const reversed = { ...key, "to-address": ["1556", "1555"] };
  expect(await add(element("local-policy", reversed))).toMatchObject({ status: 409 });
  await change(element("local-policy", { ...reversed, description: "changed" }));
  const query = "elementType=local-policy&from-address=*&to-address=1555&to-address=1556";
  const { data } = await find(`${query}&source-realm=access`);
  expect(data.map(attributesOf)).toEqual([expect.objectContaining({ description: "changed" })]);
});

test("a change replaces the sub-elements of the given types, and keeps all if there are none", async () => {
  const { change, find } = await createEditor();
  const key = { "from-address": "*", "to-address": "*", "source-realm": "access" };
  const nextHops = async () =>
    (await find("elementType=local-policy")).data[0]?.subElements.map(
      ({ attributes }) => attributes[0]?.values[0],
    );
  await change(element("local-policy", { ...key, description: "a" }));
  expect(await nextHops()).toEqual(["core-proxy.example"]);
  const subElements = ["one", "two"].map((hop) => element("policy-attribute", { "next-hop": hop }));
  await change(element("local-policy", key, subElements));
  expect(await nextHops()).toEqual(["one", "two"]);
});

test("a singleton is added with its type alone, once, then changed and deleted", async () => {
  const { add, change, find, remove } = await createEditor();
  const singleton = "elementType=system-config";
  expect(await add(element("system-config"))).toMatchObject({ status: 409 });
  expect(await remove(singleton)).toMatchObject({ status: 204 });
  expect((await find(singleton)).data).toEqual([]);
  expect(await add(element("system-config", { location: "lab" }))).toMatchObject({
    status: 400,
    errorMessage: "Invalid configuration element: system-config must be added with its type alone",
  });
  expect(await add(element("system-config"))).toMatchObject({ status: 200 });
  expect(await change(element("system-config", { location: "lab" }))).toMatchObject({
    status: 200,
  });
  expect((await find(singleton)).data.map(attributesOf)).toMatchObject([{ location: "lab" }]);
});

test.each([
  ["an unknown type", element("no-such-type"), "unknown element type no-such-type"],
  [
    "an unknown attribute",
    element("session-agent", { hostname: "a", tint: "red" }),
    "unknown attribute tint of session-agent",
  ],
  [
    "a value out of range",
    element("session-agent", { hostname: "a", port: "70000" }),
    "the value of port must be 0 to 65535",
  ],
  [
    "an unknown value",
    element("session-agent", { hostname: "a", state: "on" }),
    "the value of state must be one of enabled, disabled",
  ],
  [
    "no key attribute",
    element("session-agent", { port: "5060" }),
    "the key attribute hostname of session-agent is missing",
  ],
  [
    "several values of an attribute that has one",
    element("session-agent", { hostname: "a", description: ["b", "c"] }),
    "description has more than one value",
  ],
  [
    "a sub-element of another type",
    element("session-agent", { hostname: "a" }, [element("policy-attribute", { "next-hop": "b" })]),
    "session-agent has no sub-element policy-attribute",
  ],
])("refuses to add %s with 400 and changes nothing", async (_, wrong, reason) => {
  const { add, device } = await createEditor();
  const before = device.snapshot().configuration;
  expect(await add(wrong)).toMatchObject({
    status: 400,
    errorMessage: `Invalid configuration element: ${reason}`,
  });
  expect(device.snapshot().configuration).toEqual(before);
});

test.each([
  ["an element that exists", "addConfigElement", 409, "The element exists already."],
  [
    "a change of an element that does not exist",
    "changeConfigElement",
    404,
    "The element does not exist.",
  ],
] as const)("refuses %s", async (_, id, status, errorMessage) => {
  const { add, change } = await createEditor();
  const hostname = id === "addConfigElement" ? "core-proxy.example" : "nobody";
  const send = id === "addConfigElement" ? add : change;
  expect(await send(element("session-agent", { hostname }))).toMatchObject({
    status,
    errorMessage,
  });
});

test("answers a key without an element with 404, and a type without elements with an empty list", async () => {
  const { ask, find, remove, token } = await createEditor();
  const query = "elementType=host-route&dest-network=192.0.2.0";
  expect(await ask("getConfigElements", { token, query })).toMatchObject({ status: 404 });
  expect(await remove(query)).toMatchObject({ status: 404 });
  await remove("elementType=host-route&dest-network=203.0.113.0");
  expect(await find("elementType=host-route")).toEqual({ data: [], messages: [], links: [] });
});

test.each([
  [
    "elementType=session-agent&port=5060",
    "Invalid configuration element: port is not a key attribute of session-agent",
  ],
  ["elementType=session-agent&offset=-1", "Invalid parameter: offset must be a number from 0 on"],
  [
    "elementType=session-agent&maxElements=0",
    "Invalid parameter: maxElements must be a number from 1 on",
  ],
  ["hostname=a", "Missing required parameter: elementType"],
])("answers %s with 400", async (query, errorMessage) => {
  const { ask, token } = await createEditor();
  expect(await ask("getConfigElements", { token, query })).toMatchObject({
    status: 400,
    errorMessage,
  });
});

test.each([
  ["not XML", "{}"],
  ["another root", "<element/>"],
  [
    "an element that is not specified",
    "<configElement><elementType>host-route</elementType><x/></configElement>",
  ],
])("answers a body with %s with 400", async (_, body) => {
  const { ask, token } = await createEditor();
  const headers = { "content-type": "application/xml; charset=utf-8" };
  const response = await ask("addConfigElement", { token, body, headers });
  expect(response).toMatchObject({ status: 400 });
  expect(response.errorMessage).toMatch(/^Invalid request body: /);
});

test("accepts a body without a media type, and refuses another one with 415", async () => {
  const { ask, handle, token } = await createEditor();
  const body = encode("ConfigElement", element("host-route", { "dest-network": "192.0.2.0" }));
  const refused = await ask("addConfigElement", {
    token,
    body,
    headers: { "content-type": "text/json" },
  });
  expect(refused).toMatchObject({ status: 415 });
  // The Fetch standard adds a media type to text, but not to bytes.
  const request = new Request(`${origin}/rest/v1.2/configuration/configElements`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new TextEncoder().encode(body),
  });
  expect((await handle(request)).status).toBe(200);
});

test("responds in pages of 100 with a link to the next one", async () => {
  const add = Array.from({ length: 250 }, (_, index) => ({
    type: "host-route",
    attributes: { "dest-network": `192.0.2.${index}` },
  }));
  const { ask, find, token } = await createEditor({ initialState: { running: { add } } });
  const networks: (string | undefined)[] = [];
  let query = "elementType=host-route";
  const sizes: number[] = [];
  for (;;) {
    const { data, links } = await find(query);
    sizes.push(data.length);
    networks.push(...data.map((one) => attributesOf(one)["dest-network"]));
    const [link] = links;
    if (link === undefined) break;
    expect(link).toMatch(new RegExp(`^${origin}/rest/v1.2/configuration/configElements\\?`));
    query = new URL(link).search.slice(1);
  }
  expect(sizes).toEqual([100, 100, 51]);
  expect(new Set(networks).size).toBe(251);
  const part = await ask("getConfigElements", {
    token,
    query: "elementType=host-route&offset=249&maxElements=1000",
  });
  expect(part.body("ConfigElementsResponse").data).toHaveLength(2);
});

test("reads the running configuration, which an edit does not change until it is activated", async () => {
  const { ask, change, clock, find, token } = await createEditor();
  const stateOf = async (query = "") =>
    (await find(`elementType=session-agent${query}`)).data.map((one) => attributesOf(one).state);
  await change(element("session-agent", { hostname: "core-proxy.example", state: "disabled" }));
  expect([await stateOf(), await stateOf("&running=true")]).toEqual([["disabled"], ["enabled"]]);
  await ask("saveVerifyOrRestore", { token, query: "action=save" });
  clock.advance(10_000);
  expect(await stateOf("&running=true")).toEqual(["enabled"]);
  await ask("activateOrBackUp", { token, query: "action=activate" });
  clock.advance(10_000);
  expect(await stateOf("&running=true")).toEqual(["disabled"]);
});

test("a verify fails for references to realms and interfaces that do not exist", async () => {
  const { add, ask, change, clock, token } = await createEditor();
  const verified = async () => {
    await ask("saveVerifyOrRestore", { token, query: "action=verify" });
    clock.advance(10_000);
    const { data } = (await ask("getAsyncStatus", { token })).body("AsyncStatusResponse");
    return data.operationState?.errorMessage;
  };
  expect(await verified()).toBeUndefined();
  await add(element("session-agent", { hostname: "sa1", "realm-id": "nowhere" }));
  await change(
    element("realm-config", { identifier: "core", "network-interfaces": ["M10:0", "M20:0"] }),
  );
  expect(await verified()).toBe(
    "realm-config [core] has reference to network-interfaces [M20:0] which does not exist; " +
      "session-agent [sa1] has reference to realm-id [nowhere] which does not exist.",
  );
});

test("a backup holds the elements, and a restore brings them back into the editing configuration", async () => {
  const { ask, clock, find, remove, token } = await createEditor();
  const until = async (id: OperationId, query: string) => {
    expect(await ask(id, { token, query })).toMatchObject({ status: 202 });
    clock.advance(10_000);
  };
  await until("activateOrBackUp", "action=backup&backupSource=editing&filename=before");
  await remove("elementType=host-route&dest-network=203.0.113.0");
  await until("saveVerifyOrRestore", "action=restore&restoreSource=backupFile&filename=before");
  expect((await find("elementType=host-route")).data).toHaveLength(1);
});

test("lists the element types and the attributes of one, also of a sub-element", async () => {
  const { ask, token } = await createEditor();
  const types = (await ask("getElementTypes", { token })).body("ElementTypesResponse").data;
  expect(types.filter(({ single }) => single).map(({ name }) => name)).toEqual(["system-config"]);
  expect(types.map(({ name }) => name)).toContain("local-policy");
  const metadata = async (elementType: string) =>
    (await ask("getElementTypeMetadata", { token, query: `elementType=${elementType}` })).body(
      "ElementTypeMetadataResponse",
    ).data;
  const keys = (await metadata("local-policy")).filter(({ key }) => key).map(({ name }) => name);
  expect(keys).toEqual(["from-address", "to-address", "source-realm"]);
  expect((await metadata("policy-attribute")).map(({ name }) => name)).toContain("next-hop");
  expect(
    await ask("getElementTypeMetadata", { token, query: "elementType=nothing" }),
  ).toMatchObject({
    status: 404,
  });
});

test("the unsaved edit of a GUI user is part of the next save", async () => {
  const { ask, clock, device, token } = await createEditor();
  device.edit(
    { add: [{ type: "host-route", attributes: { "dest-network": "192.0.2.0" } }] },
    { by: "Ines" },
  );
  await ask("saveVerifyOrRestore", { token, query: "action=save" });
  clock.advance(10_000);
  expect(device.findElements({ type: "host-route" }, "saved")).toHaveLength(2);
});

test("a change that changes nothing is no new version of the configuration", async () => {
  const { ask, change, clock, device, token } = await createEditor({
    assumptions: { saveWithoutChange: "keepsVersion" },
  });
  await change(element("session-agent", { hostname: "core-proxy.example", state: "enabled" }));
  await ask("saveVerifyOrRestore", { token, query: "action=save" });
  clock.advance(10_000);
  expect(device.configurationVersions().currentVersion).toBe(1);
});

test("a standby refuses edits and changes, and allows to read and verify", async () => {
  const { add, ask, change, find, remove, token } = await createEditor({
    peerName: "sbc-b",
    initialState: { role: "standby" },
  });
  const agent = element("session-agent", { hostname: "core-proxy.example" });
  const save = await ask("saveVerifyOrRestore", { token, query: "action=save" });
  for (const response of [await add(agent), await change(agent), save]) {
    expect(response).toMatchObject({
      status: 400,
      errorMessage: "The system is the standby of a high-availability pair.",
    });
  }
  expect(await remove("elementType=session-agent&hostname=a")).toMatchObject({ status: 400 });
  expect(await ask("saveVerifyOrRestore", { token, query: "action=verify" })).toMatchObject({
    status: 202,
  });
  expect((await find("elementType=session-agent")).data).toHaveLength(1);
});
