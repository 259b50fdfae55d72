import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { interceptRequests } from "../testing/intercept-requests.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, type World, type WorldOptions } from "../testing/world.ts";

const at = (location: string) => ({
  change: [{ type: "system-config", attributes: { location } }],
});
const edited = { edited: at("attic") };
const locations = ({ device }: World) =>
  (["editing", "running"] as const).map(
    (of) => device.device.findElements({ type: "system-config" }, of)[0]?.attributes.location?.[0],
  );

test("rolls back to the running configuration, with one result", async () => {
  const world = await createWorld({ device: { initialState: edited } });
  const { code, stdout, stderr } = await world.run("rollback", "--backup", "before");
  expect(stdout).toBe(
    "Succeeded: version 2 is now running (was 1)\n" +
      "  proven: the status changed to show your request while the lock was held, and the device didn't restart\n" +
      "  The previous editing configuration is in the backup before.\n",
  );
  expect(stderr.split("\n").map((line) => line.slice(21))).toEqual(
    expect.arrayContaining([
      "restore: backing up the editing configuration, then restoring the running configuration",
      "restore: done",
    ]),
  );
  expect(code).toBe(exitCodes.succeeded.code);
  expect(locations(world)).toEqual(["lab", "lab"]);
});

test("changes nothing if the editing configuration is the running one", async () => {
  const world = await createWorld();
  const { code, stdout } = await world.run("rollback", "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result).toMatchObject({
    outcome: "unchanged",
    summary: "the editing configuration is running; nothing was sent",
  });
  expect(code).toBe(exitCodes.succeeded.code);
  expect(world.device.device.configurationVersions().currentVersion).toBe(1);
  expect(world.device.device.asyncStatus().operationState).toBeUndefined();
});

test("rolls back to the running configuration if a value is hidden", async () => {
  const running = { change: [{ type: "system-config", attributes: { description: "********" } }] };
  const world = await createWorld({ device: { initialState: { running } } });
  const { stdout } = await world.run("rollback");
  expect(stdout).toMatch(/^Succeeded: version \d is now running/);
});

test("rolls back to a backup", async () => {
  const world = await createWorld();
  await world.run("backup", "good.gz");
  world.device.device.edit(at("attic"));
  await world.run("commit");
  expect(locations(world)).toEqual(["attic", "attic"]);
  const { stdout } = await world.run("rollback", "--to", "good.gz", "--json");
  expect(schemaErrors(JSON.parse(stdout))).toEqual([]);
  expect(JSON.parse(stdout)).toMatchObject({
    command: "rollback",
    outcome: "succeeded",
    steps: [{ operation: "verify" }, { operation: "save" }, { operation: "activate" }],
    edit: { state: "replaced", summary: "the editing configuration is the restored one" },
  });
  expect(locations(world)).toEqual(["lab", "lab"]);
});

const failures: readonly [string, string[], WorldOptions["device"], keyof typeof exitCodes][] = [
  ["the backup doesn't exist", ["--to", "nowhere"], {}, "failed"],
  ["the verify fails", [], { requests: [{ on: "verify", fails: "No such realm." }] }, "failed"],
  [
    "the verify doesn't end",
    ["--timeout", "20s"],
    { durations: { verify: 50_000 } },
    "stillRunning",
  ],
  [
    "the response to the verify is lost",
    [],
    { faults: [{ fault: "reset", on: "verify" }] },
    "unknown",
  ],
];
test.each(failures)("puts the editing configuration back if %s", async (_, argv, device, exit) => {
  const world = await createWorld({ device: { initialState: edited, ...device } });
  const { code, stdout } = await world.run("rollback", ...argv, "--json");
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  expect(result.edit).toMatchObject({
    state: "restored",
    summary: "the editing configuration is back in its previous state",
  });
  expect(result.resume).toBeUndefined();
  expect(code).toBe(exitCodes[exit].code);
  expect(locations(world)).toEqual(["attic", "lab"]);
  expect((await world.run("resume", "list")).stdout).toBe("no resume files\n");
});

test("says where the editing configuration is if the restore fails", async () => {
  const world = await createWorld({ device: { initialState: edited } });
  const { stdout, stderr } = await world.run("rollback", "--to", "nowhere", "--quiet");
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /^Error: the restore failed: .*\. The editing configuration is back in its previous state\.\n {2}The previous editing configuration is in the backup asyncstatus-\d+\.\n$/,
  );
});

test("says what is left in v1.0 if the verify fails", async () => {
  const requests = [{ on: "verify", fails: "No such realm." }] as const;
  const world = await createWorld({ device: { initialState: edited, requests } });
  const { code, stdout } = await world.run("rollback", "--rest-version", "v1.0");
  expect(stdout).toContain("The editing configuration is still the restored one");
  expect(code).toBe(exitCodes.failed.code);
});

test("says in v1.0 that the restored configuration is uncertain if the restore doesn't end", async () => {
  const durations = { restore: 60_000 };
  const world = await createWorld({ device: { initialState: edited, durations } });
  const argv = ["rollback", "--rest-version", "v1.0", "--timeout", "20s", "--quiet"];
  const { code, stderr } = await world.run(...argv);
  expect(stderr).toContain("the restore didn't finish within 20 s");
  expect(stderr).toContain("The editing configuration may be the restored one");
  expect(code).toBe(exitCodes.stillRunning.code);
});

test("says that the wait for the backup before a restore can't be resumed", async () => {
  const durations = { backup: 60_000 };
  const world = await createWorld({ device: { initialState: edited, durations } });
  const { code, stderr } = await world.run("rollback", "--timeout", "20s", "--quiet");
  expect(stderr).toContain("the backup didn't finish within 20 s. Nothing was edited.\n");
  expect(stderr).toContain(
    "This wait can't be resumed. Before you retry, make sure that no backup",
  );
  expect(code).toBe(exitCodes.stillRunning.code);
  expect((await world.run("resume", "list")).stdout).toBe("no resume files\n");
});

test("leaves a resume file after the save, which resume finishes", async () => {
  const world = await createWorld({
    device: { initialState: edited, durations: { save: 60_000 } },
  });
  const { code, stdout } = await world.run("rollback", "--timeout", "30s", "--json");
  expect(code).toBe(exitCodes.stillRunning.code);
  const { resume } = JSON.parse(stdout);
  await world.clock.sleep(60_000);
  const resumed = await world.run("resume", resume.file, "--continue", "--accept-probable");
  expect(resumed.code).toBe(exitCodes.succeeded.code);
  expect(locations(world)).toEqual(["lab", "lab"]);
  expect(world.device.device.configurationVersions().runningVersion).toBe(2);
});

test.each([
  ["n\n", [], exitCodes.interrupted],
  ["y\n", [], exitCodes.succeeded],
  [undefined, ["--yes"], exitCodes.succeeded],
])("answered with %j and %j, exits as expected", async (typed, argv, exit) => {
  const world = await createWorld({ device: { initialState: edited }, terminal: {} });
  world.terminal.typed = typed;
  const { code, stderr } = await world.run("rollback", ...argv);
  expect(stderr.includes("Roll back 192.0.2.1 to the running configuration, and discard")).toBe(
    typed !== undefined,
  );
  expect(code).toBe(exit.code);
});

test("says in v1.0, before and after, that there is no backup of the edits", async () => {
  const world = await createWorld({ device: { initialState: edited }, terminal: {} });
  world.terminal.typed = "y\n";
  const { code, stdout, stderr } = await world.run("rollback", "--rest-version", "v1.0");
  expect(stderr).toContain(
    "Roll back 192.0.2.1 to the running configuration, and discard the unsaved edits of all users, without a backup on 192.0.2.1 (REST v1.0 has none)?",
  );
  expect(stderr).not.toContain("backing up");
  expect(stdout.replace(/\s+/g, " ")).toContain(
    " The editing configuration is the restored one; REST v1.0 has no backup of the previous one. ",
  );
  expect(code).toBe(exitCodes.succeeded.code);
  expect(locations(world)).toEqual(["lab", "lab"]);
});

test("says in v1.0 that nothing changed if the backup to restore doesn't exist", async () => {
  const world = await createWorld({ device: { initialState: edited } });
  const { code, stderr } = await world.run("rollback", "--to", "nosuch", "--rest-version", "v1.0");
  expect(stderr).toMatch(/Error: the restore failed: .* Nothing was edited\.\n$/);
  expect(code).toBe(exitCodes.failed.code);
  expect(locations(world)).toEqual(["attic", "lab"]);
});

test.each([
  ["rollback", "--to", ""],
  ["rollback", "--to", "../.."],
  ["rollback", "--backup", "/tmp/before"],
  ["apply", "change.yaml", "--backup", ".."],
  ["backup", "backups/before.gz"],
  ["restore", ""],
])("sends nothing for a name that no backup can have: %s %s %j", async (...argv) => {
  const world = await createWorld();
  let requests = 0;
  interceptRequests(world, (request, send) => {
    requests += 1;
    return send(request);
  });
  const { code, stderr } = await world.run(...argv);
  expect(stderr).toMatch(
    /^Error: (--to|--backup|FILENAME): expected (running, or )?a file name without a path, got "/,
  );
  expect(code).toBe(exitCodes.usage.code);
  expect(requests).toBe(0);
});
