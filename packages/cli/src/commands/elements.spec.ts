import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld } from "../testing/world.ts";

const policy = ["from-address=*", "to-address=*", "source-realm=access"];
const add = Array.from({ length: 250 }, (_, index) => ({
  type: "host-route",
  attributes: { "dest-network": `10.0.${index}.0`, description: "sip:100@192.0.2.1" },
}));

test("lists the elements of a type with sub-elements, then their number", async () => {
  const world = await createWorld();
  const { code, stdout, stderr } = await world.run("elements", "list", "local-policy");
  expect(stdout).toBe(`local-policy
  from-address     *
  to-address       *
  source-realm     access
  description      ""
  state            enabled
  policy-priority  none
  policy-attribute
    next-hop  core-proxy.example
    realm     core
    action    none
    cost      0
    state     enabled
1 local-policy element in the editing configuration
`);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.succeeded.code);
});

test("lists all pages, with values as they are", async () => {
  const world = await createWorld({ device: { initialState: { edited: { add } } } });
  const { stdout } = await world.run("elements", "list", "host-route", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.data.elements).toHaveLength(251);
  expect(result.data.elements[250].attributes.description).toEqual(["sip:100@192.0.2.1"]);
});

test("lists the elements with a key attribute, and those of the running configuration", async () => {
  const world = await createWorld({ device: { initialState: { edited: { add } } } });
  const list = ["elements", "list", "host-route"];
  const one = await world.run(...list, "dest-network=10.0.7.0");
  expect(one.stdout).toContain("\n1 host-route element in the editing configuration\n");
  const none = await world.run(...list, "dest-network=10.9.9.0");
  expect(none).toMatchObject({
    code: 0,
    stdout: "0 host-route elements in the editing configuration\n",
  });
  const running = await world.run(...list, "--running");
  expect(running.stdout).toContain("\n1 host-route element in the running configuration\n");
});

test.each([[["system-config"]], [["local-policy", ...policy]]])("gets %j", async (words) => {
  const world = await createWorld();
  const { code, stdout } = await world.run("elements", "get", ...words, "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.data.elements).toMatchObject([{ type: words[0] }]);
  expect(code).toBe(exitCodes.succeeded.code);
});

test("gets an element of a key with several values", async () => {
  const attributes = { "from-address": ["1", "2"], "to-address": "*", "source-realm": "core" };
  const added = { type: "local-policy", attributes };
  const world = await createWorld({ device: { initialState: { edited: { add: [added] } } } });
  const key = ["from-address=1", "from-address=2", "to-address=*", "source-realm=core"];
  const { stdout } = await world.run("elements", "get", "local-policy", ...key);
  expect(stdout).toContain("from-address     [1, 2]\n");
});

test("reports an element that doesn't exist", async () => {
  const world = await createWorld();
  const { code, stdout } = await world.run(
    "elements",
    "get",
    "host-route",
    "dest-network=a",
    "--json",
  );
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    summary: "no host-route dest-network=a in the editing configuration",
    error: { code: "not-found" },
  });
  expect(code).toBe(exitCodes.failed.code);
});

test("names the key attributes that are missing if several elements match", async () => {
  const world = await createWorld();
  const { code, stderr } = await world.run("elements", "get", "realm-config");
  expect(stderr).toBe(
    "Error: more than one realm-config matches; key attributes that aren't given: identifier\n" +
      "  To show all, run: asyncstatus elements list realm-config --host 192.0.2.1\n",
  );
  expect(code).toBe(exitCodes.usage.code);
});

test.each(["list", "get", "metadata"])("elements %s refuses an unknown type", async (command) => {
  const world = await createWorld();
  const { code, stderr } = await world.run("elements", command, "session-agnt");
  expect(stderr).toMatch(
    /^Error: the device has no element type session-agnt\n {2}To show them, run: asyncstatus elements types /,
  );
  expect(code).toBe(exitCodes.usage.code);
});

test.each([
  [["elements", "list"], "missing argument TYPE"],
  [["elements", "get", "host-route", "192.0.2.0"], 'expected KEY=VALUE, got "192.0.2.0"'],
])("refuses %j", async (argv, message) => {
  const world = await createWorld();
  const { code, stderr } = await world.run(...argv);
  expect(stderr).toContain(message);
  expect(code).toBe(exitCodes.usage.code);
});

test("shows types and the attributes of a type", async () => {
  const world = await createWorld();
  const types = await world.run("elements", "types");
  expect(types.stdout).toMatch(/^host-route +A route of the management interface\.$/m);
  expect(types.stdout).toMatch(/^system-config +singleton +\w/m);
  const metadata = await world.run("elements", "metadata", "session-agent");
  expect(metadata.stdout).toMatch(/^hostname +key +name text/m);
  for (const words of [["types"], ["metadata", "session-agent"]]) {
    const { stdout } = await world.run("elements", ...words, "--json");
    expect(schemaErrors(JSON.parse(stdout))).toEqual([]);
  }
});

test("escapes control characters in elements", async () => {
  const attributes = { "dest-network": "bad\u202e", description: "\u009b31m" };
  const added = { type: "host-route", attributes };
  const world = await createWorld({ device: { initialState: { edited: { add: [added] } } } });
  const { stdout } = await world.run("elements", "list", "host-route");
  expect(stdout).toContain("bad\\u202e");
  expect(stdout).not.toMatch(/[\u202e\u009b]/);
});
