import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { SqliteLedger } from "@asyncstatus/fleet";
import { expect, test, vi } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { createWorld, password, type WorldOptions } from "../testing/world.ts";

const edited = { initialState: { edited: { text: "new realm" } } };
const fails = { ...edited, requests: [{ on: "activate", fails: "No such realm." }] } as const;
const two = "waves:\n  - { name: canary, count: 1, approve: true }\n  - { name: rest }\n";

/** Three devices with a plan and an inventory. */
async function fleet(plan = "waves: [{ name: all }]\n", options: WorldOptions = {}) {
  const world = await createWorld({
    device: edited,
    others: { "192.0.2.2": edited, "192.0.2.3": edited },
    ...options,
  });
  const inventory = join(world.home, "hosts.yaml");
  writeFileSync(
    inventory,
    `hosts:
  - { host: 192.0.2.1, site: fra, region: a, group: g, labels: { role: access } }
  - { host: 192.0.2.2, site: fra, region: b, group: g }
  - 192.0.2.3
`,
  );
  await world.run("config", "trust", world.home);
  const file = join(world.home, "plan.yaml");
  writeFileSync(file, `rollout: 1\nchange: { commit: {} }\n${plan}`);
  return {
    world,
    file,
    inventory,
    hosts: ["--inventory", inventory],
    run: (...argv: string[]) => world.run("rollout", ...argv),
  };
}

test("plans, starts and reports a rollout", async () => {
  const { world, file, hosts, run } = await fleet();
  const planned = await run("plan", file, ...hosts);
  expect(planned).toMatchObject({
    code: 0,
    stdout: "all: 3 unit(s): 192.0.2.1, 192.0.2.2, 192.0.2.3\n",
  });
  const started = await run("start", file, ...hosts);
  expect(started.stdout).toBe(
    "Rollout of 3 unit(s), started 2026-01-01T00:00:00.000Z: complete\n  all  passed  3 succeeded\n",
  );
  expect(started.code).toBe(0);
  expect(started.stderr).toContain("192.0.2.3: succeeded: version 2 is now running (was 1)\n");
  const { stdout } = await run("report", "--output", "json");
  expect(JSON.parse(stdout)).toMatchObject({
    status: "complete",
    units: [
      { name: "192.0.2.1", sites: ["fra"], groups: ["g"], state: "succeeded" },
      { name: "192.0.2.2" },
      { name: "192.0.2.3", sites: [] },
    ],
    audit: { hash: expect.stringMatching(/^sha256-[\w+/]{43}=$/) },
  });
  expect((await run("report", "--output", "junit")).stdout).toContain("<testcase ");
  expect((await run("report", "--output", "html")).stdout).toMatch(/^<!doctype html>/);
  const ledger = readFileSync(join(world.home, "rollout.ledger"));
  expect(ledger.includes(password)).toBe(false);
});

const changeText = `change: 1
elements:
  - type: system-config
    attributes: { location: attic }
`;

/** A fleet with a plan that applies a change file. */
async function applying(change = changeText) {
  const blank = { initialState: {} };
  const prepared = await fleet("waves: [{ name: all }]\nlimits: { total: 1 }\n", {
    device: blank,
    others: { "192.0.2.2": blank, "192.0.2.3": blank },
  });
  const text = readFileSync(prepared.file, "utf8");
  writeFileSync(prepared.file, text.replace("commit: {}", "apply: change.yaml"));
  const changeFile = join(prepared.world.home, "change.yaml");
  writeFileSync(changeFile, change);
  return { ...prepared, changeFile };
}

test("applies a change file on each device, and reports what was changed", async () => {
  const { file, hosts, run, world } = await applying();
  const { code, stderr } = await run("start", file, ...hosts);
  expect(stderr).toContain("192.0.2.3: succeeded: version 2 is now running (was 1)\n");
  expect(code).toBe(0);
  const [system] = world.device.device.findElements({ type: "system-config" }, "running");
  expect(system?.attributes.location).toEqual(["attic"]);
  const { units } = JSON.parse((await run("report", "--output", "json")).stdout);
  expect(units[0].change).toMatchObject({
    host: "192.0.2.1",
    backup: "pre-20260101000000000-192.0.2.1",
    edits: [{ action: "update", element: { type: "system-config" } }],
  });
});

test("continues with the change file of the start, and refuses another one", async () => {
  const { world, file, hosts, changeFile, run } = await applying();
  world.interruptAfter(1_000);
  await run("start", file, ...hosts);
  writeFileSync(changeFile, changeText.replace("attic", "cellar"));
  const other = await run("resume", file, ...hosts);
  expect(other.stderr).toContain("the plan or its change file differs from the one");
  expect(other.code).toBe(exitCodes.usage.code);
  expect((await run("resume", ...hosts)).code).toBe(0);
  const [system] = world.device.device.findElements({ type: "system-config" }, "running");
  expect(system?.attributes.location).toEqual(["attic"]);
});

test("rolls back the units that took the change, and no other", async () => {
  const { world, file, hosts, run } = await applying();
  world.interruptAfter(1_000);
  await run("start", file, ...hosts);
  const { code, stdout, stderr } = await run("rollback", ...hosts, "--reason", "alarms");
  expect(stderr).toContain("192.0.2.1: rolled-back: rollback: version 3 is now running (was 2)\n");
  expect(stdout).toContain("rolled back by ");
  expect(stdout).toContain("  all  rolled back  1 rolled-back, 2 waiting\n");
  expect(code).toBe(0);
  const [system] = world.device.device.findElements({ type: "system-config" }, "running");
  expect(system?.attributes.location).toEqual(["lab"]);
  // Nothing is changed any more.
  expect((await run("resume", ...hosts)).stdout).toContain("1 rolled-back, 2 waiting\n");
});

test("rolls a running rollout back in the process that runs it", async () => {
  const { world, file, hosts, run } = await applying();
  const started = run("start", file, ...hosts);
  await world.clock.sleep(1_000);
  expect(await run("rollback", ...hosts)).toMatchObject({
    code: 0,
    stdout: "The process that runs the rollout rolls it back.\n",
  });
  const { code, stdout } = await started;
  expect(stdout).toContain("  all  rolled back  1 rolled-back, 2 waiting\n");
  expect(code).toBe(exitCodes.failed.code);
});

test("follows a rollout until it is over", async () => {
  const { file, hosts, run } = await fleet("waves: [{ name: all }]\nlimits: { total: 1 }\n");
  const started = run("start", file, ...hosts);
  await new Promise((resolve) => setImmediate(resolve));
  const { code, stdout } = await started.then(() => run("watch"));
  expect(stdout).toMatch(/^2026-01-01T00:\d\d:\d\dZ Complete: 3 of 3 unit\(s\) over\n$/);
  expect(code).toBe(0);
});

test("redraws the board on a terminal, within its size", async () => {
  const { world, file, hosts, run } = await fleet(
    "waves: [{ name: all }]\nlimits: { total: 1 }\n",
    {
      terminal: { columns: 40, rows: 24 },
    },
  );
  await run("start", file, ...hosts);
  const { stdout } = await run("watch");
  expect(stdout).toContain("Complete: 3 of 3 unit(s) over, for");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThan(60);
  expect(stdout.endsWith("\x1b[?25h")).toBe(world.terminal.stdout.isTerminal);
});

test("a dry run shows the differences everywhere, saves nothing, and writes no ledger", async () => {
  const { world, file, hosts, run } = await applying();
  const { code, stdout, stderr } = await run("start", file, ...hosts, "--dry-run");
  expect(stdout).toBe(
    [
      "Dry run of 3 of 3 unit(s), nothing was saved: 3 succeeded",
      '  3 unit(s): update system-config: location from "lab" to "attic"',
      "",
    ].join("\n"),
  );
  expect(stderr).toContain("192.0.2.2: succeeded: the verify succeeded\n");
  expect(code).toBe(0);
  expect(world.device.device.configurationVersions()).toMatchObject({ currentVersion: 1 });
  expect((await run("status")).stderr).toContain("no such ledger");
  const { stdout: json } = await run("start", file, ...hosts, "--dry-run", "--json");
  expect(JSON.parse(json)).toMatchObject([{ state: "succeeded", wave: "all" }, {}, {}]);
});

test("exports the whole ledger", async () => {
  const { file, hosts, run } = await fleet();
  await run("start", file, ...hosts);
  const { stdout } = await run("export");
  const exported = JSON.parse(stdout);
  expect(exported).toMatchObject({
    format: 1,
    snapshot: { plan: { rollout: 1 }, devices: [{}, {}, {}] },
    units: [{ state: "succeeded", steps: [{}, {}, { operation: "activate" }] }, {}, {}],
  });
  expect(exported.audit.length).toBeGreaterThan(20);
  expect(stdout).not.toContain(password);
});

test("refuses to roll back commits, which have no backup", async () => {
  const { file, hosts, run } = await fleet();
  await run("start", file, ...hosts);
  const { code, stderr } = await run("rollback", ...hosts);
  expect(stderr).toContain("there is no backup to roll back to: the change is a commit");
  expect(code).toBe(exitCodes.usage.code);
});

test("commands to copy have the options of the ledger, the hosts and the connection", async () => {
  const { world, file, hosts, inventory, run } = await fleet(
    "waves: [{ name: all }]\nlimits: { total: 1 }\n",
    { device: fails },
  );
  const text = readFileSync(inventory, "utf8");
  writeFileSync(inventory, `user: admin\n${text}`);
  const options = ["--user", "admin", "--timeout", "1200000ms", "--ledger", "my.ledger"];
  const { stdout, stderr } = await run("start", file, ...hosts, ...options);
  const given = `--user admin --timeout 1200000ms --inventory ${inventory} --ledger my.ledger`;
  expect(stderr).toContain(`  To continue, run: asyncstatus rollout resume ${given}\n`);
  expect(stdout).toContain("  To look, run: asyncstatus status --host 192.0.2.1 --user admin\n");
  const again = await run("start", file, ...hosts, ...options);
  expect(again.stderr).toContain(`asyncstatus rollout resume ${given}\n`);
  const { lockRunner } = await import("@asyncstatus/fleet");
  const release = lockRunner(join(world.cwd, "my.ledger"));
  const locked = await run("resume", ...hosts, ...options);
  release();
  expect(locked.stderr).toContain("run: asyncstatus rollout status --ledger my.ledger\n");
});

test("a check command has a small environment without secrets", async () => {
  const { world, file, hosts, run } = await fleet("waves: [{ name: all }]\n");
  const seen: Parameters<typeof world.io.runCommand>[] = [];
  const runCommand: typeof world.io.runCommand = async (...args) => {
    seen.push(args);
    return 0;
  };
  Object.assign(world.io, { runCommand });
  const check = "gates: { after: [{ command: ./check.sh }] }\n";
  writeFileSync(file, readFileSync(file, "utf8") + check);
  expect((await run("start", file, ...hosts)).code).toBe(0);
  expect(seen.map(([command]) => command)).toEqual(["./check.sh", "./check.sh", "./check.sh"]);
  const env = seen.find(([, , env]) => env?.ASYNCSTATUS_HOST === "192.0.2.3")?.[2] ?? {};
  expect(env).toMatchObject({ ASYNCSTATUS_WAVE: "all", ASYNCSTATUS_CHANGE: "applied" });
  const given = Object.keys(env).filter((name) => env[name] !== undefined);
  expect(given.filter((name) => name.startsWith("ASYNCSTATUS_"))).toHaveLength(4);
  expect(Object.values(env)).not.toContain(password);
});

test("each host has its own time limits", async () => {
  const slow = { ...edited, durations: { activate: "5 min" } };
  const { inventory, file, hosts, run } = await fleet("waves: [{ name: all }]\n", {
    device: slow,
    others: { "192.0.2.2": slow, "192.0.2.3": edited },
  });
  const text = readFileSync(inventory, "utf8");
  writeFileSync(
    inventory,
    text.replace("{ host: 192.0.2.1,", "{ host: 192.0.2.1, timeout: 1m, waitForLock: 1m,"),
  );
  await run("start", file, ...hosts);
  const { units } = JSON.parse((await run("status", "--json")).stdout);
  type Unit = { steps: { outcome?: { outcome: string; confidence: string } }[] };
  const last = units.map(({ steps }: Unit) => steps.at(-1)?.outcome);
  // Its commit was cut off after two minutes, and settled.
  expect(last[0]).toMatchObject({ outcome: "succeeded", confidence: "documented" });
  expect(last[1]).toMatchObject({ outcome: "succeeded", confidence: "proven" });
});

test("plan --json prints an error as a JSON object", async () => {
  const { file, hosts, run } = await fleet("waves: [{ nam: all }]\n");
  const { code, stdout, stderr } = await run("plan", file, ...hosts, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    command: "rollout",
    error: { message: expect.stringContaining("waves[0].nam: unknown key") },
  });
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.usage.code);
});

test("refuses a change file with the line and the column", async () => {
  const { world, file, hosts, run } = await applying(changeText.replace("type", "typo"));
  for (const words of [
    ["plan", file],
    ["start", file],
  ]) {
    const { code, stderr } = await run(...words, ...hosts);
    expect(stderr).toContain(`${join(world.home, "change.yaml")}:3:5: unknown key "typo"`);
    expect(code).toBe(exitCodes.usage.code);
  }
});

test("waits for an approval, which another command gives", async () => {
  const { world, file, hosts, run } = await fleet(two);
  const early = run("start", file, ...hosts, "--json");
  await world.clock.sleep(60_000);
  const { stderr } = { stderr: world.terminal.stderrText };
  expect(stderr).toContain("wave rest: waiting for the approval of canary\n");
  expect(stderr).toContain("  To approve it, run: asyncstatus rollout approve canary\n");
  expect(await run("approve", "canary", "--by", "ines", "--reason", "no alarms")).toMatchObject({
    code: 0,
    stdout: "Approved canary.\n",
  });
  expect((await early).code).toBe(0);
  const report = JSON.parse((await run("status", "--json")).stdout);
  expect(report.control.approvals).toMatchObject({ canary: { by: "ines", reason: "no alarms" } });
});

test.each([
  {
    wave: "rest",
    says: "no wave waits for the approval of rest: it is waiting for the wave before",
  },
  { wave: "canary", says: "no wave waits for the approval of canary: it is stopped" },
  { wave: "x", says: "the rollout has no wave x\n  Waves: canary, rest.\n" },
])("refuses to approve $wave", async ({ wave, says }) => {
  const { file, hosts, run } = await fleet(two, { device: fails });
  await run("start", file, ...hosts);
  const { code, stderr } = await run("approve", wave);
  expect(code).toBe(exitCodes.usage.code);
  expect(stderr).toContain(says);
});

test("stops after a failure, and names the command to look and to continue", async () => {
  const { file, hosts, run } = await fleet("waves: [{ name: all }]\nlimits: { total: 1 }\n", {
    device: fails,
  });
  const { code, stdout, stderr } = await run("start", file, ...hosts);
  expect(code).toBe(exitCodes.failed.code);
  expect(stdout).toBe(
    [
      "Rollout of 3 unit(s), started 2026-01-01T00:00:00.000Z: paused by stop rule: 1 failed: 192.0.2.1",
      "  all  stopped  1 failed, 2 waiting",
      "192.0.2.1: failed: the device reported during activate: No such realm.",
      "  To look, run: asyncstatus status --host 192.0.2.1",
      "",
    ].join("\n"),
  );
  expect(stderr).toContain(
    `Paused: 1 failed: 192.0.2.1.\n  To continue, run: asyncstatus rollout resume ${hosts.join(" ")}\n`,
  );
});

const otherPassword = { ...edited, password: "another canary-in-the-mine" };
const silent = { ...edited, faults: [{ fault: "reset", times: 10_000 }] } as const;
const locked = { initialState: { ...edited.initialState, lockedBy: "Maria" } } as const;

test.each([
  {
    given: "the login fails",
    device: otherPassword,
    says: "\na: needs-person: 192.0.2.2: login failed: wrong user name or password\n",
    hint: "To see which user and password source are used, run: asyncstatus config show",
    exit: exitCodes.refused,
  },
  {
    given: "the device doesn't respond",
    device: silent,
    says: "request failed for an unknown reason: ",
    hint: "To find the cause, run: asyncstatus doctor --host 192.0.2.2",
    exit: exitCodes.unreachable,
  },
  {
    given: "another user holds the lock",
    device: locked,
    says: "\na: needs-person: 192.0.2.2: another user holds the configuration lock\n",
    hint: "The device doesn't report who. To wait for the lock, add: --wait-for-lock 10m",
    exit: exitCodes.locked,
  },
] as const)(
  "if $given, stops with the exit code for it, the host and the fix",
  async ({ device, says, hint, exit }) => {
    const standby = { initialState: { role: "standby" }, peerName: "b" } as const;
    const { inventory, file, hosts, run } = await fleet(undefined, {
      device: standby,
      others: { "192.0.2.2": device, "192.0.2.3": edited },
    });
    writeFileSync(
      inventory,
      "hosts: [{ host: 192.0.2.1, pair: a }, { host: 192.0.2.2, pair: a }, 192.0.2.3]\n",
    );
    for (const dryRun of [["--dry-run"], []]) {
      const { code, stdout, stderr } = await run("start", file, ...hosts, ...dryRun);
      expect(stdout).toContain(says);
      expect(stdout).toContain(
        `\n  ${hint}\n  To look, run: asyncstatus status --host 192.0.2.2\n`,
      );
      expect(code).toBe(exit.code);
      if (dryRun.length === 0) {
        expect(stderr).toContain("Paused: 1 needs a person: a.\n");
        expect(stderr).toContain("  To also retry what didn't succeed, add: --retry\n");
      }
    }
    const { units } = JSON.parse((await run("status", "--json")).stdout);
    expect(units[0]).toMatchObject({ host: "192.0.2.2", obstacle: expect.any(String), hint });
  },
);

test("resumes a paused rollout with the same inventory only", async () => {
  const { file, hosts, inventory, run } = await fleet(
    "waves: [{ name: all }]\nlimits: { total: 1 }\n",
    {
      device: fails,
    },
  );
  await run("start", file, ...hosts);
  const text = readFileSync(inventory, "utf8");
  writeFileSync(inventory, text.replace("site: fra", "site: ber"));
  const other = await run("resume", ...hosts);
  expect(other.code).toBe(exitCodes.usage.code);
  expect(other.stderr).toContain(
    "the inventory differs from the one that the rollout was started with",
  );
  writeFileSync(inventory, text);
  const { code, stdout } = await run("resume", ...hosts, "--reason", "known");
  // The failed unit stays failed.
  expect(stdout).toContain("  all  passed  1 failed, 2 succeeded\n");
  expect(code).toBe(exitCodes.failed.code);
});

test.each([
  { action: "pause", says: "Paused.", status: "paused" },
  { action: "abort", says: "Aborted.", status: "aborted" },
] as const)(
  "$action starts no further unit of a running rollout",
  async ({ action, says, status }) => {
    const { world, file, hosts, run } = await fleet(
      "waves: [{ name: all }]\nlimits: { total: 1 }\n",
    );
    const started = run("start", file, ...hosts);
    await world.clock.sleep(1_000);
    expect((await run(action, "--by", "ines")).stdout).toMatch(new RegExp(`^${says}`));
    expect((await started).code).toBe(exitCodes.stillRunning.code);
    const report = JSON.parse((await run("status", "--json")).stdout);
    expect(report).toMatchObject({
      status,
      units: [{ state: "succeeded" }, { state: "waiting" }, { state: "waiting" }],
    });
  },
);

test("Ctrl-C starts no further unit, and finishes those that have begun", async () => {
  const { world, file, hosts, run } = await fleet("waves: [{ name: all }]\nlimits: { total: 1 }\n");
  world.interruptAfter(1_000);
  const { code, stdout, stderr } = await run("start", file, ...hosts);
  expect(code).toBe(exitCodes.interrupted.code);
  expect(stdout).toContain("all  running  1 succeeded, 2 waiting");
  expect(stderr).toContain(`To continue, run: asyncstatus rollout resume ${hosts.join(" ")}\n`);
  expect((await run("resume", ...hosts)).code).toBe(0);
});

test("says whether a process runs it, and how to continue it", async () => {
  const { world, file, hosts, run } = await fleet("waves: [{ name: all }]\nlimits: { total: 1 }\n");
  world.interruptAfter(1_000);
  const { stdout } = await run("start", file, ...hosts);
  expect(stdout).toMatch(/^Rollout of 3 unit\(s\), .*: interrupted, no process is running it\n/);
  const next = "To continue it with the same hosts, run: asyncstatus rollout resume\n";
  for (const command of ["status", "report"]) {
    const { code, stdout } = await run(command);
    expect(stdout).toContain(": interrupted, no process is running it\n");
    expect(stdout.endsWith(next)).toBe(true);
    expect(code).toBe(0);
  }
  expect(JSON.parse((await run("status", "--json")).stdout)).toMatchObject({ hasRunner: false });
  const { lockRunner } = await import("@asyncstatus/fleet");
  const release = lockRunner(join(world.cwd, "rollout.ledger"));
  const running = await run("status");
  release();
  expect(running.stdout).toMatch(/^Rollout of 3 unit\(s\), .*: running\n/);
  expect(running.stdout).not.toContain("To continue");
  await run("pause", "--reason", "lunch");
  expect((await run("status")).stdout).toContain(next);
});

test.each([
  { content: "", says: "is empty, perhaps from a start that failed\n  Delete it, or use --ledger" },
  { content: "hosts: []\n", says: "isn't a ledger of a rollout\n  Use --ledger for another one." },
])("says what is in the place of the ledger: $says", async ({ content, says }) => {
  const { world, file, hosts, run } = await fleet();
  writeFileSync(join(world.cwd, "rollout.ledger"), content, { mode: 0o600 });
  const { code, stderr } = await run("start", file, ...hosts);
  expect(stderr).toContain(`rollout.ledger ${says}`);
  expect(code).toBe(exitCodes.usage.code);
});

test("keeps who paused it first, and says so", async () => {
  const { world, file, hosts, run } = await fleet("waves: [{ name: all }]\nlimits: { total: 1 }\n");
  world.interruptAfter(1_000);
  await run("start", file, ...hosts);
  const first = await run("pause", "--by", "ines", "--reason", "alarms");
  expect(first.stdout).toBe("Paused. Units in progress are finished.\n");
  expect((await run("pause", "--by", "max")).stdout).toBe(
    "Paused. Units in progress are finished. It already was, by ines: alarms.\n",
  );
  expect((await run("status")).stdout).toContain(": paused by ines: alarms\n");
});

test("a changed audit log is an error of each command that prints it", async () => {
  const { world, file, hosts, run } = await fleet();
  await run("start", file, ...hosts);
  const database = new DatabaseSync(join(world.cwd, "rollout.ledger"));
  database.exec("DROP TRIGGER audit_is_not_updated; UPDATE audit SET event = 'x' WHERE number = 2");
  database.close();
  const says = "the audit log isn't intact: entry 2 of the audit log was changed";
  for (const argv of [
    ["status"],
    ["status", "--json"],
    ...["text", "json", "junit", "html"].map((format) => ["report", "--output", format]),
    ["export"],
  ]) {
    const { code, stdout, stderr } = await run(...argv);
    expect(`${stdout}${stderr}`.toLowerCase()).toContain(says);
    expect(code).toBe(exitCodes.unknown.code);
  }
  expect((await run("resume", ...hosts)).code).toBe(exitCodes.unknown.code);
});

test("each command that prints a result has --output json and --json", async () => {
  const { world, file, hosts, run } = await fleet(two);
  world.interruptAfter(60_000);
  await run("start", file, ...hosts);
  for (const argv of [
    ["plan", file, ...hosts],
    ["status"],
    ["report"],
    ["approve", "canary"],
    ["pause"],
    ["resume", ...hosts],
    ["worker", ...hosts],
  ]) {
    const json = argv[0] === "worker" ? ["--json"] : ["--output", "json"];
    const { code, stdout } = await run(...argv, ...json);
    expect(JSON.parse(stdout), argv.join(" ")).toBeTypeOf("object");
    expect(code).toBe(0);
    const both =
      argv[0] === "approve" ? undefined : await run(...argv, "--json", "--output", "text");
    if (both) expect(() => JSON.parse(both.stdout)).toThrow(SyntaxError);
  }
  const unfinished = await fleet(two);
  unfinished.world.interruptAfter(60_000);
  await unfinished.run("start", unfinished.file, ...unfinished.hosts);
  const { stdout } = await unfinished.run("abort", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ status: "aborted" });
});

test("serves metrics while it runs", async () => {
  const { world, file, hosts, run } = await fleet(two);
  const started = run("start", file, ...hosts, "--metrics-listen", "127.0.0.1:0");
  const told = () => /^Metrics: (\S+)$/m.exec(world.terminal.stderrText)?.[1];
  await expect.poll(told).toBeDefined();
  const url = told() ?? "";
  await world.clock.sleep(60_000);
  const again = await run("worker", ...hosts, "--metrics-listen", new URL(url).host);
  expect(again.stderr).toContain("another process is running the rollout of ");
  expect(await (await fetch(url)).text()).toContain(
    'asyncstatus_rollout_devices{state="succeeded"} 1\n',
  );
  await run("abort");
  await started;
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});

test.each(["9464", "127.0.0.1", "127.0.0.1:99999", "::1:9464", "http://127.0.0.1:9464"])(
  "refuses --metrics-listen %s",
  async (address) => {
    const { file, hosts, run } = await fleet(two);
    const { code, stderr } = await run("start", file, ...hosts, "--metrics-listen", address);
    expect(stderr).toContain("expected an address and a port, such as 127.0.0.1:9464");
    expect(code).toBe(exitCodes.usage.code);
  },
);

test("a worker waits while the rollout is paused, and runs it to its end", async () => {
  const { world, file, hosts, run } = await fleet(two);
  world.interruptAfter(1_000);
  await run("start", file, ...hosts);
  await run("pause");
  const working = run("worker", ...hosts, "--concurrency", "1");
  await world.clock.sleep(60_000);
  await run("approve", "canary");
  // A second worker of the same computer would need PostgreSQL.
  const second = await run("worker", ...hosts);
  expect(second.stderr).toContain("another process is running the rollout of ");
  const ledger = SqliteLedger.open(join(world.cwd, "rollout.ledger"));
  await ledger.resume({ by: "ines", atMs: 0 });
  await ledger.close();
  expect((await working).code).toBe(0);
  expect((await run("status")).stdout).toMatch(/^ {2}rest +passed {2}2 succeeded$/m);
});

test.each([
  {
    argv: ["--ledger", "postgres://asyncstatus:s3cret@192.0.2.9/db"],
    says: "--ledger: other users of this computer can read a password on the command line",
  },
  {
    argv: ["--ledger", "postgres://192.0.2.9/db?password=s3cret"],
    says: "--ledger: other users of this computer can read a password on the command line",
  },
  {
    argv: ["--ledger", "a", "--ledger-url-file", "b"],
    says: "--ledger and --ledger-url-file can't be combined",
  },
  { argv: ["--ledger-url-file", "b"], says: "file not found: b" },
  { argv: ["--ledger", "postgres:?schema=A%20B"], says: "the URL of the ledger is invalid" },
  { argv: [], says: "can't use the ledger postgres://127.0.0.1:1/db?schema=asyncstatus: " },
])("refuses the ledger $argv, and shows no password", async ({ argv, says }) => {
  const url = "postgres://asyncstatus:s3cret@127.0.0.1:1/db";
  const { run } = await fleet(two, { env: { ASYNCSTATUS_LEDGER: url } });
  const { code, stderr } = await run("status", ...argv);
  expect(stderr).toContain(says);
  expect(stderr).not.toContain("s3cret");
  expect(code).toBe(exitCodes.usage.code);
});

test("reads the URL of a ledger from a file that only the user can read", async () => {
  const { world, run } = await fleet();
  const file = join(world.home, "ledger-url");
  writeFileSync(file, "postgres://asyncstatus:s3cret@127.0.0.1:1/db?schema=june\n", {
    mode: 0o600,
  });
  const { stderr } = await run("status", "--ledger-url-file", file);
  expect(stderr).toContain("can't use the ledger postgres://127.0.0.1:1/db?schema=june: ");
  chmodSync(file, 0o644);
  const readable = await run("status", "--ledger-url-file", file);
  expect(readable.stderr).toContain(`every user can read ${file}`);
});

test("warns once of a URL file that is readable by its group", async () => {
  const { world, file: plan, hosts, run } = await fleet();
  const file = join(world.home, "ledger-url");
  writeFileSync(file, "postgres://127.0.0.1:1/db\n", { mode: 0o640 });
  chmodSync(file, 0o640);
  const { stderr } = await run("start", plan, ...hosts, "--ledger-url-file", file);
  expect(stderr.match(/WARNING: .*/g)).toEqual([
    `WARNING: ${file}: the group of ${file} can read it.`,
  ]);
});

test("refuses a ledger that another user can change", async () => {
  const { world, file, hosts, run } = await fleet();
  await run("start", file, ...hosts);
  const ledger = join(world.cwd, "rollout.ledger");
  chmodSync(ledger, 0o666);
  for (const argv of [["status"], ["report"], ["resume", ...hosts]]) {
    const { code, stderr } = await run(...argv);
    expect(stderr).toContain(`other users can change ${ledger}`);
    expect(code).toBe(exitCodes.usage.code);
  }
});

test.each([
  { argv: ["status"], says: "no such ledger: " },
  { argv: ["start", "missing.yaml"], says: "no such plan: missing.yaml" },
  { argv: ["status", "--ledger", "hosts.yaml"], says: "hosts.yaml isn't a ledger of a rollout" },
])("refuses $argv", async ({ argv, says }) => {
  const { run } = await fleet();
  const { code, stderr } = await run(...argv);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test("refuses a plan with the line and the column, and a second start", async () => {
  const { file, hosts, run } = await fleet("waves: [{ nam: all }]\n");
  const bad = await run("plan", file, ...hosts);
  expect(bad.stderr).toBe(
    `Error: ${file}:3:9: waves[0].name: missing\n${file}:3:11: waves[0].nam: unknown key\n`,
  );
  expect(bad.code).toBe(exitCodes.usage.code);
  const good = await fleet();
  await good.run("start", good.file, ...good.hosts);
  const again = await good.run("start", good.file, ...good.hosts);
  expect(again.stderr).toContain(
    `To continue that rollout, run: asyncstatus rollout resume ${good.hosts.join(" ")}\n`,
  );
});

test.each([
  { entry: "{ host: 192.0.2.1, site: 7 }", says: "hosts.yaml:2: site: expected a text" },
  {
    entry: "{ host: 192.0.2.1, labels: access }",
    says: "hosts.yaml:2: labels: expected texts by name",
  },
  { entry: "{ host: 192.0.2.1, rack: 7 }", says: 'hosts.yaml:2: unknown setting "rack"' },
])("refuses the inventory entry $entry", async ({ entry, says }) => {
  const { file, inventory, hosts, run } = await fleet();
  writeFileSync(inventory, `hosts:\n  - ${entry}\n`);
  const { code, stderr } = await run("plan", file, ...hosts);
  expect(stderr).toContain(says);
  expect(code).toBe(exitCodes.usage.code);
});

test.each(["pause", "abort"])("refuses to %s a complete rollout", async (action) => {
  const { file, hosts, run } = await fleet();
  await run("start", file, ...hosts);
  const { code, stdout, stderr } = await run(action);
  expect(stderr).toBe(
    `Error: can't ${action} the rollout: it is complete\n  To see it, run: asyncstatus rollout status\n`,
  );
  expect(stdout).toBe("");
  expect(code).toBe(exitCodes.usage.code);
});

test("reports that it waits for a device that doesn't respond", async () => {
  const resets = { ...edited, faults: [{ fault: "reset", times: 3 }] } as const;
  const { file, hosts, run } = await fleet(undefined, {
    others: { "192.0.2.2": resets, "192.0.2.3": edited },
  });
  const { code, stderr } = await run("start", file, ...hosts);
  expect(stderr).toContain("192.0.2.2: can't be reached, retrying for up to 5 min: ");
  expect(code).toBe(0);
});

test("says what to do if the ledger can't be created, is damaged, or the disk is full", async () => {
  const { world, file, hosts, run } = await fleet();
  const missing = await run("start", file, ...hosts, "--ledger", "missing/my.ledger");
  expect(missing.stderr).toBe(
    `Error: can't open the ledger ${join(world.cwd, "missing/my.ledger")}: check that its folder exists and that you can write to it\n`,
  );
  expect(missing.code).toBe(exitCodes.usage.code);
  await run("start", file, ...hosts);
  const ledger = join(world.cwd, "rollout.ledger");
  const all = vi.spyOn(StatementSync.prototype, "all").mockImplementation(() => {
    throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
  });
  const full = await run("pause");
  all.mockRestore();
  expect(full.stderr).toBe(
    `Error: the disk is full, so the ledger ${ledger} can't be written: make room\n  Units may be in progress. To continue, run: asyncstatus rollout resume\n`,
  );
  expect(full.code).toBe(exitCodes.unknown.code);
  writeFileSync(ledger, readFileSync(ledger).fill(0xff, 4096));
  const damaged = await run("status");
  expect(damaged.stderr).toBe(`Error: the ledger ${ledger} is damaged: restore it from a copy\n`);
  expect(damaged.code).toBe(exitCodes.usage.code);
});
