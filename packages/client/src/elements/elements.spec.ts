import { type ConfigElement, encode } from "@asyncstatus/model";
import { expect, test } from "vitest";
import { DeviceError } from "../errors/device-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { ResponseError } from "../errors/response-error.ts";
import { virtualSbc } from "../testing/virtual-sbc.ts";
import type { ConfigurationElement } from "./element.ts";
import { ElementError } from "./element-error.ts";

const agent = (hostname: string): ConfigElement => ({
  elementType: "session-agent",
  attributes: [
    { name: "hostname", values: [hostname] },
    { name: "port", values: ["5060"] },
  ],
  subElements: [],
});

const page = (elements: ConfigElement[], ...links: string[]) => ({
  status: 200,
  body: encode("ConfigElementsResponse", { data: elements, messages: [], links }),
});

async function collect(elements: AsyncIterable<ConfigurationElement>) {
  const hostnames: (string | undefined)[] = [];
  for await (const { attributes } of elements) hostnames.push(attributes.hostname?.[0]);
  return hostnames;
}

const error = (response: Promise<unknown>) => response.catch((thrown: unknown) => thrown);

test("lists the elements of all pages, by the offset of the link", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getConfigElements = [
    page([agent("a"), agent("b")], "https://192.0.2.1/x?offset=2&maxElements=2"),
    page([agent("c")]),
  ];
  const elements = sbc.elements.list("session-agent", { running: true });
  expect(await collect(elements)).toEqual(["a", "b", "c"]);
  const queries = device.calls.filter(({ id }) => id === "getConfigElements");
  expect(queries.map(({ query }) => query)).toEqual([
    { elementType: "session-agent", running: "true" },
    { elementType: "session-agent", running: "true", offset: "2", maxElements: "2" },
  ]);
});

test.for(["next page", "https://192.0.2.9/rest/v1.2?offset=0", "https://192.0.2.9/?offset=-5", ""])(
  "never follows the link '%s', and continues after the elements it has read",
  async (link) => {
    const { sbc, device } = await virtualSbc();
    device.next.getConfigElements = [page([agent("a"), agent("b")], link), page([agent("c")])];
    expect(await collect(sbc.elements.list("session-agent"))).toEqual(["a", "b", "c"]);
    const { url, query } = device.calls.at(-1) ?? {};
    expect(query?.offset).toBe("2");
    expect(url?.origin).toBe("https://192.0.2.1");
  },
);

test("ends at an empty page with a link", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getConfigElements = [page([agent("a")], "more"), page([], "more")];
  expect(await collect(sbc.elements.list("session-agent"))).toEqual(["a"]);
});

test("throws if a device repeats a page", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getConfigElements = [page([agent("a")], "more"), page([agent("a")], "more")];
  const thrown = await error(collect(sbc.elements.list("session-agent")));
  expect(thrown).toBeInstanceOf(ResponseError);
  expect(thrown).toMatchObject({ code: "undecodable", operationId: "getConfigElements" });
});

test("throws if a device returns pages endlessly", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.getConfigElements = Array.from({ length: 1_001 }, (_, index) =>
    page([agent(`sa${index}`)], "more"),
  );
  const thrown = await error(collect(sbc.elements.list("session-agent")));
  expect(thrown).toMatchObject({ code: "undecodable" });
  expect(String(thrown)).toContain("more than 1000 pages");
});

test("reads a page of 100 large elements", async () => {
  const { sbc, device } = await virtualSbc();
  const attributes = Array.from({ length: 80 }, (_, index) => ({
    name: `attribute-number-${index}`,
    values: ["a value of some length"],
  }));
  const elements = Array.from({ length: 100 }, () => ({ ...agent("a"), attributes }));
  device.next.getConfigElements = [page(elements)];
  expect(await collect(sbc.elements.list("session-agent"))).toHaveLength(100);
});

test("gets one element by its key, with several values and sub-elements", async () => {
  const { sbc, device } = await virtualSbc();
  const subElement = {
    attributes: [{ name: "next-hop", values: ["sa1"] }],
    subElements: [],
  };
  const policy = {
    elementType: "local-policy",
    attributes: [
      { name: "to-address", values: ["1", "2"] },
      { name: "to-address", values: ["3"] },
    ],
    subElements: [{ elementType: "policy-attribute", ...subElement }, subElement],
  };
  device.next.getConfigElements = [page([policy])];
  const key = { "from-address": "*", "to-address": ["1", "2", "3"] };
  expect(await sbc.elements.get("local-policy", key)).toEqual({
    type: "local-policy",
    attributes: { "to-address": ["1", "2", "3"] },
    subElements: [
      { type: "policy-attribute", attributes: { "next-hop": ["sa1"] }, subElements: [] },
      { attributes: { "next-hop": ["sa1"] }, subElements: [] },
    ],
  });
  const search = "?from-address=*&to-address=1&to-address=2&to-address=3&elementType=local-policy";
  expect(device.calls.at(-1)?.url.search).toBe(search);
});

test.for([
  ["404", { status: 404, reason: "No such element." }],
  ["an empty list", page([])],
] as const)("gets undefined for %s", async ([, response]) => {
  const { sbc, device } = await virtualSbc();
  device.next.getConfigElements = [response];
  expect(await sbc.elements.get("session-agent", { hostname: "a" })).toBeUndefined();
});

test("adds and updates an element, and returns the complete one", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.addConfigElement = [page([agent("a")])];
  device.next.changeConfigElement = [page([agent("b")])];
  const input = { type: "session-agent", attributes: { hostname: "a", "realm-id": "core" } };
  const complete = (hostname: string) => ({
    type: "session-agent",
    attributes: { hostname: [hostname], port: ["5060"] },
    subElements: [],
  });
  expect(await sbc.elements.add(input)).toEqual(complete("a"));
  expect(await sbc.elements.update(input)).toEqual(complete("b"));
  const element = {
    elementType: "session-agent",
    attributes: [
      { name: "hostname", values: ["a"] },
      { name: "realm-id", values: ["core"] },
    ],
    subElements: [],
  };
  expect(device.calls.slice(-2).map(({ body }) => body)).toEqual([
    encode("ConfigElement", element),
    encode("ConfigElement", element),
  ]);
});

test("sends an edit once, also if its response is lost", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.addConfigElement = [{ fails: "reset" }];
  await expect(sbc.elements.add({ type: "host-route" })).rejects.toThrow("Connection ended");
  expect(device.ids("addConfigElement")).toHaveLength(1);
});

test("deletes an element by its key, with 204 or 200", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.deleteConfigElement = [{ status: 204 }, { status: 200, body: "whatever" }];
  await sbc.elements.delete("host-route", { "dest-network": "192.0.2.0" });
  await sbc.elements.delete("system-config");
  expect(device.calls.slice(-2).map(({ query }) => query)).toEqual([
    { "dest-network": "192.0.2.0", elementType: "host-route" },
    { elementType: "system-config" },
  ]);
});

test.for([
  [409, "conflict", "The element exists already.", undefined],
  [404, "not-found", "The element does not exist.", undefined],
  [400, "bad-request", "Invalid value of attribute port: must be 0 to 65535", "port"],
  [400, "bad-request", "hostname and port are wrong", undefined],
  [400, "bad-request", "port-mapping is wrong", undefined],
] as const)("throws ElementError for %i %s: %s", async ([status, code, reason, attribute]) => {
  const { sbc, device } = await virtualSbc();
  device.next.changeConfigElement = [{ status, reason }];
  const attributes = { hostname: "a", port: "70000" };
  const thrown = await error(sbc.elements.update({ type: "session-agent", attributes }));
  expect(thrown).toBeInstanceOf(ElementError);
  expect(thrown).toBeInstanceOf(DeviceError);
  expect(thrown).toMatchObject({
    name: "ElementError",
    code,
    status,
    elementType: "session-agent",
    attribute,
    messages: [{ errorMessage: reason }],
  });
});

test("throws DeviceError locked without the lock", async () => {
  const { sbc, device } = await virtualSbc();
  device.next.deleteConfigElement = [{ status: 423, reason: "User does not have the lock." }];
  const thrown = await error(sbc.elements.delete("host-route", { "dest-network": "a" }));
  expect(thrown).toBeInstanceOf(DeviceError);
  expect(thrown).not.toBeInstanceOf(ElementError);
  expect(thrown).toMatchObject({ code: "locked" });
});

test("refuses characters that XML does not allow before anything is sent", async () => {
  const { sbc, device } = await virtualSbc();
  const attributes = { hostname: "a\u0000" };
  const thrown = await error(sbc.elements.add({ type: "session-agent", attributes }));
  expect(thrown).toBeInstanceOf(OptionError);
  expect(device.ids("addConfigElement")).toEqual([]);
});

test("reads types and metadata", async () => {
  const { sbc, device } = await virtualSbc();
  const envelope = { messages: [], links: [] };
  const types = [{ name: "session-agent" }, { name: "system-config", single: true }];
  const metadata = [{ name: "hostname", key: true }, { name: "port" }];
  device.next.getElementTypes = [
    { status: 200, body: encode("ElementTypesResponse", { data: types, ...envelope }) },
  ];
  device.next.getElementTypeMetadata = [
    { status: 200, body: encode("ElementTypeMetadataResponse", { data: metadata, ...envelope }) },
  ];
  expect(await sbc.elements.types()).toEqual(types);
  expect(await sbc.elements.metadata("session-agent")).toEqual(metadata);
  expect(device.calls.at(-1)?.query).toEqual({ elementType: "session-agent" });
});

test("keeps values that equal the password", async () => {
  const { sbc, device } = await virtualSbc();
  const password = "secret-canary-in-the-mine";
  device.next.getConfigElements = [page([agent(password)])];
  const element = await sbc.elements.get("session-agent", { hostname: "a" });
  expect(element?.attributes.hostname).toEqual([password]);
});

test("allows large responses to elements and other requests only", async () => {
  const { sbc, device } = await virtualSbc();
  const limits: [string, number | undefined][] = [];
  const request = device.request.bind(device);
  device.request = (sent) => {
    limits.push([sent.url.pathname, sent.maxResponseBytes]);
    return request(sent);
  };
  await sbc.elements.get("session-agent");
  await sbc.status();
  expect(limits).toEqual([
    ["/rest/v1.2/configuration/configElements", 4_194_304],
    ["/rest/v1.2/admin/asyncstatus", undefined],
  ]);
});
