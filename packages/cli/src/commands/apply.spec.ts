import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TransportRequest } from "@asyncstatus/client";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { interceptRequests } from "../testing/intercept-requests.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, type World, type WorldOptions } from "../testing/world.ts";

const change = `change: 1
comment: Move to the new proxy
elements:
  - { type: session-agent, attributes: { hostname: sa1.example, realm-id: core } }
  - type: system-config
    comment: Ticket 4711
    attributes: { location: attic }
  - { type: host-route, attributes: { dest-network: 203.0.113.0 }, state: absent }
`;
const others = {
  change: [
    {
      type: "session-agent",
      attributes: { hostname: "core-proxy.example", state: "disabled" },
    },
  ],
};

async function worldWith(text: string, options: WorldOptions = {}) {
  const world = await createWorld(options);
  const file = join(world.home, "change.yaml");
  writeFileSync(file, text);
  return { world, file, apply: (...argv: string[]) => world.run("apply", file, ...argv) };
}

/** Calls a function before each request. */
function beforeRequests(world: World, call: (request: TransportRequest) => void): void {
  interceptRequests(world, (request, send) => {
    call(request);
    return send(request);
  });
}

const locations = ({ device }: World) =>
  (["editing", "running"] as const).map(
    (of) => device.device.findElements({ type: "system-config" }, of)[0]?.attributes.location?.[0],
  );

test("edits, verifies, saves and activates, with progress and one result", async () => {
  const { world, apply } = await worldWith(change);
  const { code, stdout, stderr } = await apply("--yes", "--backup", "before");
  expect(stdout).toBe(`# Move to the new proxy
+ session-agent hostname=sa1.example
    realm-id  core
~ system-config
    # Ticket 4711
    location  lab → attic
- host-route dest-network=203.0.113.0
Succeeded: version 2 is now running (was 1)
  proven: the status changed to show your request while the lock was held, and the device didn't restart
  The previous editing configuration is in the backup before.
`);
  const progress = stderr.split("\n").map((line) => line.slice(21));
  expect(progress.filter((line) => line.startsWith("edit: "))).toEqual([
    "edit: backing up the editing configuration",
    "edit: 1 of 3",
    "edit: 2 of 3",
    "edit: 3 of 3",
    "edit: done",
  ]);
  expect(progress[0]).toBe(
    "Other element types weren't compared; a commit includes their unsaved edits, too. To see them, run: asyncstatus diff --host 192.0.2.1",
  );
  expect(code).toBe(exitCodes.succeeded.code);
  expect(locations(world)).toEqual(["attic", "attic"]);
});

test("reports that the edits are running after an activate that succeeded", async () => {
  const { apply } = await worldWith(change);
  const { stdout } = await apply("--yes", "--json");
  expect(JSON.parse(stdout).edit).toMatchObject({
    state: "kept",
    summary: "the edits are running",
  });
});

test("changes nothing the second time", async () => {
  const { world, apply } = await worldWith(change);
  await apply("--yes");
  const methods = new Set<string>();
  beforeRequests(world, ({ method, url }) => {
    if (!url.pathname.endsWith("/auth/token")) methods.add(method);
  });
  const { code, stdout } = await apply("--yes", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    outcome: "unchanged",
    summary: "the change is in the running configuration; nothing was sent",
    data: { plan: { edits: [], isRunning: true } },
  });
  expect(code).toBe(exitCodes.succeeded.code);
  expect([...methods]).toEqual(["GET"]);
  expect(world.device.device.configurationVersions().currentVersion).toBe(2);
});

test.each([
  ["n\n", exitCodes.interrupted, "lab"],
  ["y\n", exitCodes.succeeded, "attic"],
])(
  "shows the plan once and asks on a terminal, and takes %j for an answer",
  async (typed, exit, location) => {
    const { world, apply } = await worldWith(change, { terminal: {} });
    world.terminal.typed = typed;
    const { code, stdout, stderr } = await apply();
    expect(stderr).toContain("location  lab → attic\n");
    expect(stderr).toContain("plan: 1 to add, 1 to update, 1 to delete\n");
    expect(stderr).toContain("Apply this to 192.0.2.1, then save and activate it? [y/N] ");
    expect(stdout).not.toContain("location");
    expect(code).toBe(exit.code);
    expect(locations(world)).toEqual([location, location]);
  },
);

test("applies a change from standard input with --yes", async () => {
  const world = await createWorld({ terminal: {} });
  world.terminal.typed = change;
  const refused = await world.run("apply", "-");
  expect(refused.stderr).toContain(
    "can't prompt: the change is read from standard input\n  Use --yes.\n",
  );
  expect(refused.code).toBe(exitCodes.usage.code);
  expect((await world.run("apply", "-", "--yes")).code).toBe(exitCodes.succeeded.code);
  expect(locations(world)).toEqual(["attic", "attic"]);
});

test("doesn't ask if there is nothing to do", async () => {
  const { apply } = await worldWith("change: 1\nelements: []", { terminal: {} });
  const { code, stderr } = await apply();
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.succeeded.code);
});

test.each([
  ["no terminal to prompt on", {}, []],
  [
    "can't prompt for several hosts",
    { terminal: {}, others: { "192.0.2.2": {} } },
    ["--host", "192.0.2.1", "--host", "192.0.2.2"],
  ],
] as const)("needs --yes: %s", async (message, options, argv) => {
  const { world, apply } = await worldWith(change, options);
  const { code, stderr } = await apply(...argv);
  expect(stderr).toContain(`${message}\n  Use --yes.\n`);
  expect(code).toBe(exitCodes.usage.code);
  expect(locations(world)).toEqual(["lab", "lab"]);
});

test("stops at other edits that aren't running, unless told to include them", async () => {
  const { world, apply } = await worldWith(change, {
    device: { initialState: { edited: others } },
  });
  const { code, stdout } = await apply("--yes", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    stopReason: "others-edits",
    summary: "other edits aren't running, and a commit would include them; nothing was sent",
    next: ["To save and activate them too, add: --include-others"],
    data: { plan: { others: [{ action: "update" }] } },
  });
  expect(code).toBe(exitCodes.locked.code);
  expect(locations(world)).toEqual(["lab", "lab"]);
  expect((await apply("--yes", "--include-others")).code).toBe(exitCodes.succeeded.code);
});

test("sends nothing if the plan no longer holds once the lock is held", async () => {
  const { world, apply } = await worldWith(change);
  const sent: string[] = [];
  beforeRequests(world, ({ method, url }) => {
    const isLock = url.pathname.endsWith("/configuration/lock");
    if (isLock) world.device.device.edit(others);
    sent.push(`${method} ${url.pathname.split("/").slice(3).join("/")}`);
  });
  const { code, stderr } = await apply("--yes", "--quiet");
  expect(stderr).toContain(
    "Stopped: the configuration changed since the plan; nothing was sent\n" +
      "  To see the plan as it is now, run: asyncstatus plan FILE --host 192.0.2.1\n",
  );
  expect(code).toBe(exitCodes.locked.code);
  expect(sent.filter((request) => !request.startsWith("GET"))).toEqual([
    "POST auth/token",
    "POST configuration/lock",
    "POST configuration/unlock",
  ]);
});

test("has nothing to do if another user activates what is planned before the lock", async () => {
  const text = "change: 1\nelements:\n  - { type: system-config, attributes: { location: lab } }\n";
  const saved = { add: [{ type: "host-route", attributes: { "dest-network": "10.0.0.0" } }] };
  const { world, apply } = await worldWith(text, {
    device: { initialState: { saved }, durations: { activate: 0 } },
  });
  beforeRequests(world, ({ url }) => {
    if (url.pathname.endsWith("/configuration/lock")) {
      world.device.device.issue("activate", { by: "ACLI" });
    }
  });
  const { code, stdout, stderr } = await apply("--yes");
  expect(stderr).toContain("edit: nothing was sent\n");
  expect(stdout).toBe("Unchanged: the change is in the running configuration; nothing was sent\n");
  expect(code).toBe(exitCodes.succeeded.code);
});

test("puts the editing configuration back if an edit fails, and names its place", async () => {
  const invalid = change.replace("realm-id: core", "description: [a, b]");
  const { world, apply, file } = await worldWith(invalid);
  const { code, stdout } = await apply("--yes", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.summary).toMatch(`${file}:4:5: the edit failed: `);
  expect(result.edit).toMatchObject({
    edits: [{ action: "add", state: "refused" }],
    state: "none",
  });
  expect(code).toBe(exitCodes.failed.code);
  expect(locations(world)).toEqual(["lab", "lab"]);
});

test.each([
  [[], { requests: [{ on: "verify", fails: "No such realm." }] }, exitCodes.failed],
  [["--dry-run"], {}, exitCodes.succeeded],
] as const)(
  "puts the editing configuration back after a verify: %j %j",
  async (argv, device, exit) => {
    const { world, apply } = await worldWith(change, { device });
    const { code, stdout } = await apply("--yes", ...argv);
    expect(stdout).toContain("The editing configuration is back in its previous state.");
    expect(code).toBe(exit.code);
    expect(locations(world)).toEqual(["lab", "lab"]);
  },
);

test("commits what was edited before, without editing again", async () => {
  const only =
    "change: 1\nelements:\n  - { type: system-config, attributes: { location: attic } }\n";
  const edited = { change: [{ type: "system-config", attributes: { location: "attic" } }] };
  const { world, apply } = await worldWith(only, { device: { initialState: { edited } } });
  const { code, stderr } = await apply("--yes");
  expect(stderr).toContain("edit: nothing to edit\n");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(locations(world)).toEqual(["attic", "attic"]);
});

test("succeeds if the running configuration has the elements, although another request replaced the activate", async () => {
  const { world, apply } = await worldWith(change, {
    device: { assumptions: { lockBinds: "restClients", secondRequest: "replaces" } },
  });
  beforeRequests(world, ({ url }) => {
    if (!url.search.includes("action=activate")) return;
    world.clock.after(100, () => world.device.device.issue("verify", { by: "ACLI" }));
  });
  const { code, stdout } = await apply("--yes", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    outcome: "succeeded",
    summary: "the change is in the running configuration",
  });
  expect(result.steps.at(-1)).toMatchObject({ outcome: "superseded" });
  expect(result.resume).toBeUndefined();
  expect(code).toBe(exitCodes.succeeded.code);
});

const backupEnds: readonly [
  string,
  NonNullable<WorldOptions["device"]>,
  (world: World) => void,
  keyof typeof exitCodes,
][] = [
  [
    "another user's request replaced it",
    { assumptions: { lockBinds: "restClients", secondRequest: "replaces" } },
    ({ device }) => device.device.issue("verify", { by: "ACLI" }),
    "unknown",
  ],
  ["the lock was lost", { durations: { token: 60_000, backup: 5 * 60_000 } }, () => {}, "locked"],
  [
    "the device restarted",
    { durations: { backup: 60_000 } },
    ({ device }) => device.device.reboot(),
    "locked",
  ],
  ["it failed", { requests: [{ on: "backup", fails: "No space left." }] }, () => {}, "failed"],
];
test.each(backupEnds)(
  "names no backup, and exits as the table says, if during the backup %s",
  async (_, device, act, exit) => {
    const { world, apply } = await worldWith(change, { device });
    beforeRequests(world, ({ url }) => {
      if (url.search.includes("action=backup")) world.clock.after(100, () => act(world));
    });
    const { code, stdout } = await apply("--yes", "--json");
    const result = JSON.parse(stdout);
    expect(result.summary).toMatch(
      exit === "failed" ? /^the backup failed: / : /^the backup may have failed: /,
    );
    expect(schemaErrors(result)).toEqual([]);
    expect(result.edit).toMatchObject({ state: "none", edits: [] });
    expect(result.edit.backup).toBeUndefined();
    expect(code).toBe(exitCodes[exit].code);
    expect(locations(world)).toEqual(["lab", "lab"]);
  },
);

test("names the place of an edit that failed, and what is left, if the lock stays too", async () => {
  const { world, apply, file } = await worldWith(
    change.replace("realm-id: core", "description: [a, b]"),
  );
  beforeRequests(world, ({ url }) => {
    if (url.pathname.endsWith("/configuration/unlock")) throw new Error("connection reset");
  });
  const { code, stdout, stderr } = await apply("--yes", "--json");
  const result = JSON.parse(stdout);
  expect(result.summary).toMatch(`${file}:4:5: the edit failed: `);
  expect(result.summary).toContain("The configuration lock couldn't be released either");
  expect(result.edit).toMatchObject({ edits: [{ state: "refused" }], state: "none" });
  expect(stderr).toContain("edit: the edit failed: ");
  expect(code).toBe(exitCodes.failed.code);
});

test("shows no row of the edit while another user holds the lock", async () => {
  const { world, apply } = await worldWith(change);
  world.device.device.lock("ACLI");
  const { code, stderr } = await apply("--yes");
  expect(stderr).toContain("lock: not acquired");
  expect(stderr).not.toContain("edit:");
  expect(code).toBe(exitCodes.locked.code);
});

/** Runs a command that is killed while the device executes its save. */
async function killedInSave(world: World, run: () => Promise<unknown>): Promise<void> {
  const killed = Promise.withResolvers<void>();
  let isKilled = false;
  const end = interceptRequests(world, async (request, send) => {
    if (isKilled) return await new Promise<never>(() => {});
    if (!request.url.search.includes("action=save")) return await send(request);
    isKilled = true;
    await send(request);
    killed.resolve();
    return await new Promise<never>(() => {});
  });
  await Promise.race([killed.promise, run()]);
  end();
}

test("doesn't repeat the save of an earlier apply that was killed", async () => {
  const { world, apply } = await worldWith(change);
  await killedInSave(world, () => apply("--yes"));
  const { code, stdout, stderr } = await apply("--yes", "--wait-for-lock", "11m", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({ outcome: "succeeded", steps: [{ operation: "activate" }] });
  expect(result.steps).toHaveLength(1);
  expect(stderr).toContain("edit: done");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(world.device.device.configurationVersions()).toEqual({
    currentVersion: 2,
    runningVersion: 2,
  });
  expect((await world.run("resume", "list")).stdout).toBe("no resume files\n");
});

test("saves what another change edited, after an apply that was killed", async () => {
  const { world, apply, file } = await worldWith(change);
  await killedInSave(world, () => apply("--yes"));
  writeFileSync(file, change.replace("attic", "cellar"));
  const argv = ["--yes", "--wait-for-lock", "11m", "--json"];
  const { stdout } = await apply(...argv, "--include-others");
  expect(JSON.parse(stdout).steps).toMatchObject([
    { operation: "verify" },
    { operation: "save" },
    { operation: "activate" },
  ]);
  expect(locations(world)).toEqual(["cellar", "cellar"]);
});
