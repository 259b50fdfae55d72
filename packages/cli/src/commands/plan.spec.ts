import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { interceptRequests } from "../testing/intercept-requests.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, type World, type WorldOptions } from "../testing/world.ts";

const change = `change: 1
comment: Move to the new proxy
elements:
  - type: session-agent
    attributes: { hostname: sa1.example, realm-id: core, description: "" }
  - type: local-policy
    comment: Ticket 4711
    attributes: { from-address: "*", to-address: "*", source-realm: access, state: disabled }
    subElements:
      - { type: policy-attribute, attributes: { next-hop: sa1.example, realm: core } }
      - { type: policy-attribute, attributes: { next-hop: sa2.example, cost: 1 } }
  - { type: host-route, attributes: { dest-network: 203.0.113.0 }, state: absent }
`;

async function worldWith(text: string, options: WorldOptions = {}) {
  const world = await createWorld(options);
  const file = join(world.home, "change.yaml");
  writeFileSync(file, text);
  const paths = countRequests(world);
  return { world, file, paths, plan: (...argv: string[]) => world.run("plan", file, ...argv) };
}

/** Returns the method and the path of each request, without the login. */
function countRequests(world: World): string[] {
  const paths: string[] = [];
  interceptRequests(world, (request, send) => {
    const { pathname } = request.url;
    if (!pathname.endsWith("/auth/token")) paths.push(`${request.method} ${pathname}`);
    return send(request);
  });
  return paths;
}

const note =
  "  Other element types weren't compared; a commit includes their unsaved edits, too. To see them, run: asyncstatus diff --host 192.0.2.1\n";

const text = `# Move to the new proxy
+ session-agent hostname=sa1.example
    realm-id  core
    description  ""
~ local-policy 'from-address=*' 'to-address=*' source-realm=access
    # Ticket 4711
    state  enabled → disabled
    ~ policy-attribute
        next-hop  core-proxy.example → sa1.example
    + policy-attribute  next-hop sa2.example, cost 1
- host-route dest-network=203.0.113.0
plan: 1 to add, 1 to update, 1 to delete
${note}`;

test("prints what a change adds, updates and deletes, and changes nothing", async () => {
  const { world, plan, paths } = await worldWith(change);
  const before = JSON.stringify(world.device.device.findElements({ type: "local-policy" }));
  const { code, stdout } = await plan();
  expect(stdout).toBe(text);
  expect(code).toBe(exitCodes.succeeded.code);
  expect(paths.filter((path) => !path.startsWith("GET "))).toEqual([]);
  expect(JSON.stringify(world.device.device.findElements({ type: "local-policy" }))).toBe(before);
});

test("colors the difference on a terminal", async () => {
  const { plan } = await worldWith(change, { terminal: { columns: 40 } });
  const { stdout } = await plan();
  expect(stdout).toContain("\u001b[32m+ session-agent hostname=sa1.example\u001b[39m\n");
  expect(stdout).toContain("\u001b[31m- host-route dest-network=203.0.113.0\u001b[39m\n");
  expect(stdout).toContain(
    "\u001b[33m~ local-policy 'from-address=*' 'to-address=*' source-realm=access\u001b[39m\n",
  );
});

test("prints JSON by the schema", async () => {
  const { plan } = await worldWith(change);
  const { stdout } = await plan("--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.data.plan).toMatchObject({
    comment: "Move to the new proxy",
    edits: [
      { action: "add", key: { hostname: "sa1.example" } },
      {
        action: "update",
        comment: "Ticket 4711",
        changes: [{ name: "state", from: ["enabled"], to: ["disabled"] }, { subElements: true }],
      },
      { action: "delete", key: { "dest-network": "203.0.113.0" } },
    ],
  });
});

const nothing =
  "change: 1\nelements:\n  - { type: system-config, attributes: { location: lab } }\n";

test.each([
  ["something", change, [], exitCodes.succeeded],
  ["something", change, ["--detailed-exit-code"], exitCodes.toDo],
  ["nothing", nothing, [], exitCodes.succeeded],
  ["nothing", nothing, ["--detailed-exit-code"], exitCodes.succeeded],
])("if there is %s to do, exits as expected", async (_, given, argv, exit) => {
  const { plan } = await worldWith(given);
  expect((await plan(...argv)).code).toBe(exit.code);
});

const proxy = { hostname: "core-proxy.example", state: "disabled" };

test("shows what was edited before, and other edits that aren't running", async () => {
  const edited = {
    change: [
      { type: "session-agent", attributes: proxy },
      { type: "system-config", attributes: { location: "attic" } },
    ],
  };
  const wanted = `change: 1
elements:
  - { type: session-agent, attributes: { hostname: sa1.example } }
  - { type: system-config, attributes: { location: attic } }
`;
  const { plan } = await worldWith(wanted, { device: { initialState: { edited } } });
  const { stdout } = await plan();
  expect(stdout).toBe(`+ session-agent hostname=sa1.example
Edited before, but not running:
~ system-config
    location  lab → attic
Other edits that aren't running, which a commit includes:
~ session-agent hostname=core-proxy.example
    state  enabled → disabled
plan: 1 to add
${note}`);
  expect(schemaErrors(JSON.parse((await plan("--json")).stdout))).toEqual([]);
});

test("has something to do for a change that is edited but not running", async () => {
  const edited = { change: [{ type: "system-config", attributes: { location: "attic, left" } }] };
  const wanted = nothing.replace("lab", '"attic, left"');
  const { plan } = await worldWith(wanted, { device: { initialState: { edited } } });
  const { code, stdout } = await plan("--detailed-exit-code");
  expect(stdout).toContain("plan: save and activate what was edited before\n");
  expect(stdout).toContain('location  lab → "attic, left"\n');
  expect(code).toBe(exitCodes.toDo.code);
});

test("never calls a change running whose types have hidden values", async () => {
  const initialState = {
    running: { change: [{ type: "system-config", attributes: { description: "********" } }] },
  };
  const { plan } = await worldWith(nothing, { device: { initialState } });
  const { code, stdout } = await plan("--detailed-exit-code");
  expect(stdout).toBe(
    "not compared: system-config, because the device hides a value\n" +
      `the change is edited; whether it is running is unknown\n${note}`,
  );
  expect(code).toBe(exitCodes.toDo.code);
});

test("sends at most 1 + types × (1 + 2 × pages) requests", async () => {
  const add = Array.from({ length: 250 }, (_, index) => ({
    type: "host-route",
    attributes: { "dest-network": `10.0.${index}.0` },
  }));
  const several = `${change}  - type: system-config\n`;
  const initialState = { running: { add } };
  const { plan, paths } = await worldWith(several, { device: { initialState } });
  await plan();
  const elements = paths.filter((path) => /configElements|elementTypes/.test(path));
  // Of the four types, host-route has three pages.
  const most = 1 + (3 * (1 + 2 * 1) + (1 + 2 * 3));
  expect(elements.length).toBeGreaterThan(4);
  expect(elements.length).toBeLessThanOrEqual(most);
  expect(paths.length - elements.length).toBe(1); // the versions
});

test.each([
  ["- type: session-agnt", ":3:5: the device has no element type session-agnt"],
  ["- type: session-agent", ":3:5: lacks hostname, a key attribute of session-agent"],
  [
    "- { type: session-agent, attributes: { hostname: a, prot: 1 } }",
    ":3:5: session-agent has no attribute prot",
  ],
  [
    "- { type: system-config, attributes: { process-log-level: LOUD } }",
    ":3:5: process-log-level: expected EMERGENCY, CRITICAL, MAJOR, MINOR, WARNING, NOTICE, INFO",
  ],
  ["- type: system-config\n  - type: system-config", ":4:5: repeats an element of the change"],
  ["- type: system-config\n    attributs: {}", ':4:5: unknown key "attributs"'],
])("refuses %j with its place", async (element, message) => {
  const { plan, file } = await worldWith(`change: 1\nelements:\n  ${element}\n`);
  const { code, stderr } = await plan();
  expect(stderr).toContain(`Error: ${file}${message}`);
  expect(code).toBe(exitCodes.usage.code);
});

test("reads a change from standard input", async () => {
  const { world } = await worldWith("");
  world.terminal.typed = change;
  expect((await world.run("plan", "-")).stdout).toBe(text);
  world.terminal.typed = "change: 1\nelements:\n  - type: session-agnt";
  const { code, stderr } = await world.run("plan", "-");
  expect(stderr).toContain(
    "Error: standard input:3:5: the device has no element type session-agnt",
  );
  expect(code).toBe(exitCodes.usage.code);
  const both = await world.run("plan", "-", "--password-stdin");
  expect(both.stderr).toContain("Error: FILE - and --password-stdin can't be combined");
});
