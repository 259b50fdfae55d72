import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, password, type World } from "../testing/world.ts";

const route = `<configElement>
  <elementType>host-route</elementType>
  <attribute><name>dest-network</name><value>10.0.0.0</value></attribute>
</configElement>`;
const path = "configuration/configElements";
const post = ["request", "POST", path, "--data", route];
const routesOf = ({ device }: World) =>
  device.device
    .findElements({ type: "host-route" })
    .filter(({ attributes }) => attributes["dest-network"]?.[0] === "10.0.0.0");

test("prints the body as it is to a pipe, and the status on standard error", async () => {
  const added = {
    type: "host-route",
    attributes: { "dest-network": "10.0.0.0", description: "a\u009bb" },
  };
  const world = await createWorld({ device: { initialState: { edited: { add: [added] } } } });
  const query = ["--query", "elementType=host-route", "--query", "dest-network=10.0.0.0"];
  const { code, stdout, stderr } = await world.run("request", "GET", path, ...query);
  expect(stdout).toMatch(/^<\?xml.*<response>.*<value>a\u009bb<\/value>/s);
  expect(stderr).toMatch(/Z request: GET configuration\/configElements\n.*Z request: 200\n$/);
  expect(code).toBe(exitCodes.succeeded.code);
  const { stdout: json } = await world.run("request", "GET", path, ...query, "--json");
  expect(schemaErrors(JSON.parse(json))).toEqual([]);
  expect(JSON.parse(json).data.response).toEqual({ status: 200, body: stdout });
});

test("escapes the body for a terminal", async () => {
  const added = {
    type: "host-route",
    attributes: { "dest-network": "10.0.0.0", description: "a\u009bb" },
  };
  const initialState = { edited: { add: [added] } };
  const world = await createWorld({ device: { initialState }, terminal: {} });
  const query = ["--query", "elementType=host-route"];
  const { stdout } = await world.run("request", "GET", path, ...query);
  expect(stdout).toMatch(/^<\?xml.*<response>.*<value>a\\u009bb<\/value>.*\n$/s);
});

test("adds an element with --lock, from a file, and releases the lock", async () => {
  const world = await createWorld();
  const file = join(world.home, "route.xml");
  writeFileSync(file, route);
  const { code } = await world.run("request", "POST", path, "--data", `@${file}`, "--lock");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(routesOf(world)).toHaveLength(1);
  expect((await world.run("verify")).code).toBe(exitCodes.succeeded.code);
});

test("reads the body from standard input", async () => {
  const world = await createWorld();
  world.terminal.typed = route;
  await world.run("request", "POST", path, "--data", "-", "--lock");
  expect(routesOf(world)).toHaveLength(1);
});

test("names --lock if the device wants the lock", async () => {
  const world = await createWorld();
  const { code, stderr } = await world.run(...post, "--quiet");
  expect(stderr).toContain("returned 423");
  expect(stderr).toContain("To hold the lock during the request, add: --lock");
  expect(code).toBe(exitCodes.locked.code);
});

test.each([
  ["n\n", exitCodes.interrupted, 0],
  ["y\n", exitCodes.succeeded, 1],
])("asks on a terminal, and takes %j for an answer", async (typed, exit, count) => {
  const world = await createWorld({ terminal: {} });
  world.terminal.typed = typed;
  const { code, stderr } = await world.run(...post, "--lock");
  expect(stderr).toContain("Send POST configuration/configElements to 192.0.2.1? [y/N] ");
  expect(code).toBe(exit.code);
  expect(routesOf(world)).toHaveLength(count);
});

test.each([[[...post, "--lock", "--yes"]], [["request", "GET", "configuration/versions"]]])(
  "doesn't ask for %j",
  async (argv) => {
    const world = await createWorld({ terminal: {} });
    const { code, stderr } = await world.run(...argv);
    expect(stderr).not.toContain("[y/N]");
    expect(code).toBe(exitCodes.succeeded.code);
  },
);

test.each([
  ["a refusal", [...post, "--lock"], { fault: "status", status: 409 }, exitCodes.failed],
  ["a lost response", [...post, "--lock"], { fault: "reset" }, exitCodes.unknown],
  ["a failed read", ["request", "GET", path], { fault: "reset" }, exitCodes.unreachable],
] as const)("exits for %s as other commands do", async (_, argv, fault, exit) => {
  const on = argv[1] === "GET" ? "getConfigElements" : "addConfigElement";
  const world = await createWorld({ device: { faults: [{ ...fault, on, times: 9 }] } });
  const { code, stdout } = await world.run(...argv, "--json");
  expect(schemaErrors(JSON.parse(stdout))).toEqual([]);
  expect(code).toBe(exit.code);
});

test.each([
  [["request", "GET", "../x"], "path: expected a path after the version"],
  [["request", "GET", path, "--query", "host-route"], "--query: expected KEY=VALUE"],
  [["request", "POST", path, "--data", "@/missing.xml"], "--data: file not found: /missing.xml"],
  [["request", "PATCH", path], "METHOD: expected GET or POST or PUT or DELETE"],
  [["request", "POST", path, "--data", "-", "--password-stdin"], "can't be combined"],
])("refuses %j", async (argv, message) => {
  const world = await createWorld();
  world.terminal.typed = password;
  const { code, stderr } = await world.run(...argv);
  expect(stderr).toContain(message);
  expect(code).toBe(exitCodes.usage.code);
});
