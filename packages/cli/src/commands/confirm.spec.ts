import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../run/exit-codes.ts";
import { interceptRequests } from "../testing/intercept-requests.ts";
import { newHome } from "../testing/new-home.ts";
import { schemaErrors } from "../testing/schema-errors.ts";
import { createWorld, password, type World, type WorldOptions } from "../testing/world.ts";

const change = `change: 1
elements:
  - { type: system-config, attributes: { location: attic } }
`;
const minute = 60_000;

async function worldWithChange(options: WorldOptions = {}) {
  const world = await createWorld(options);
  const file = join(world.home, "change.yaml");
  writeFileSync(file, change);
  const apply = (...argv: string[]) =>
    world.run("apply", file, "--yes", "--confirm", "10m", ...argv);
  return { world, apply };
}

const running = ({ device }: World) =>
  device.device.findElements({ type: "system-config" }, "running")[0]?.attributes.location?.[0];

const files = ({ home }: World): string[] => {
  const folder = join(home, ".local/state/asyncstatus/operations");
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
};

function resultOf(stdout: string) {
  const result = JSON.parse(stdout);
  expect(schemaErrors(result)).toEqual([]);
  return result;
}

/** Applies the change and is interrupted while it waits for the confirmation. */
async function interrupted(options: WorldOptions = {}, ...argv: string[]) {
  const { world, apply } = await worldWithChange(options);
  world.interruptAfter(5 * minute);
  const ran = await apply("--json", ...argv);
  const result = resultOf(ran.stdout);
  return { world, ran, result, file: result.confirmation.file as string };
}

test("a change that isn't confirmed in time is rolled back", async () => {
  const { world, apply } = await worldWithChange();
  const { code, stdout } = await apply("--json", "--comment", "Ticket 4711");
  const result = resultOf(stdout);
  expect(result).toMatchObject({
    command: "apply",
    outcome: "error",
    comment: "Ticket 4711",
    confirmation: { state: "rolled-back", version: 2 },
    data: { plan: { isRunning: false } },
    edit: { state: "replaced", summary: "the editing configuration is the restored one" },
  });
  expect(result.summary).toMatch(
    /^not confirmed by \S+Z, so the change was rolled back: version 3 is running$/,
  );
  expect(result.steps.map((step: { operation: string }) => step.operation)).toEqual([
    ...["verify", "save", "activate"],
    ...["save", "activate"],
  ]);
  expect(code).toBe(exitCodes.failed.code);
  expect(running(world)).toBe("lab");
  expect(files(world)).toEqual([]);
});

test("a command in another terminal confirms the change in time", async () => {
  const { world, apply } = await worldWithChange();
  let confirmed: Promise<unknown> | undefined;
  world.clock.after(3 * minute, () => {
    confirmed = world.run("confirm");
  });
  const { code, stdout } = await apply();
  expect(await confirmed).toMatchObject({ code: exitCodes.succeeded.code });
  expect(stdout).toContain("Succeeded: version 2 is now running (was 1); confirmed\n");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(running(world)).toBe("attic");
  expect(world.clock.now()).toBeLessThan(4 * minute);
});

test("a change that is confirmed before its activate was seen to end is confirmed", async () => {
  const { world, apply } = await worldWithChange({
    device: { durations: { activate: 10 } },
  });
  let confirmed: Promise<{ readonly code: number }> | undefined;
  const end = interceptRequests(world, async (request, send) => {
    const response = await send(request);
    if (!request.url.search.includes("action=activate")) return response;
    await world.clock.sleep(100);
    end();
    confirmed = world.run("confirm");
    expect(await confirmed).toMatchObject({ code: exitCodes.succeeded.code });
    return response;
  });
  const { code, stdout } = await apply();
  expect(confirmed).toBeDefined();
  expect(stdout).toContain("; confirmed\n");
  expect(code).toBe(exitCodes.succeeded.code);
  expect(running(world)).toBe("attic");
  expect(files(world)).toEqual([]);
});

test.each(["--quiet", "--json"])("%s still prints the command to confirm", async (flag) => {
  const { apply } = await worldWithChange();
  expect((await apply(flag)).stderr).toContain("run: asyncstatus confirm ");
});

test("a check command confirms the change once it succeeds", async () => {
  const { world, apply } = await worldWithChange();
  const runs: [string, number][] = [];
  Object.assign(world.io, {
    async runCommand(command: string) {
      runs.push([command, world.clock.now()]);
      return runs.length < 3 ? 1 : 0;
    },
  });
  const { code, stdout, stderr } = await apply("--confirm-command", "call +4930");
  expect(stdout).toContain("; confirmed\n");
  expect(stderr).toContain("the check command exited with code 1; waiting until ");
  expect(code).toBe(exitCodes.succeeded.code);
  const times = runs.map(([, at]) => at);
  expect(runs.map(([command]) => command)).toEqual(Array(3).fill("call +4930"));
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(10_000);
  expect(files(world)).toEqual([]);
});

test("a check command that never succeeds doesn't keep the change", async () => {
  const { world, apply } = await worldWithChange();
  const { code } = await apply("--confirm-command", "false");
  expect(code).toBe(exitCodes.failed.code);
  expect(running(world)).toBe("lab");
});

test("Ctrl-C leaves a private file, and says that nothing rolls the change back", async () => {
  const { world, ran, result, file } = await interrupted({}, "--comment", "Ticket 4711");
  expect(ran.code).toBe(exitCodes.interrupted.code);
  expect(result).toMatchObject({
    outcome: "aborted",
    summary: "the change isn't confirmed, and nothing rolls it back until the wait is resumed",
    next: [`To confirm, run: asyncstatus confirm ${file}`],
    resume: { file, command: `asyncstatus resume ${file}` },
    confirmation: { state: "unconfirmed" },
  });
  expect(files(world)).toEqual([file]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, "utf8");
  expect(text).not.toContain(password);
  expect(JSON.parse(text)).toMatchObject({ comment: "Ticket 4711" });
  expect(running(world)).toBe("attic");
});

test("confirm keeps a change, with its file or without", async () => {
  for (const named of [true, false]) {
    const { world, file } = await interrupted({}, "--comment", "Ticket 4711");
    const { code, stdout } = await world.run("confirm", ...(named ? [file] : []), "--json");
    expect(resultOf(stdout)).toMatchObject({
      command: "confirm",
      outcome: "completed",
      comment: "Ticket 4711",
      summary: "the change is confirmed; version 2 is running",
      confirmation: { state: "confirmed" },
    });
    expect(code).toBe(exitCodes.succeeded.code);
    expect(files(world)).toEqual([]);
  }
});

test("resume waits for the rest of the time, then rolls back", async () => {
  const { world, file } = await interrupted();
  const before = world.clock.now();
  const { code, stdout } = await world.run("resume", file, "--json");
  expect(resultOf(stdout)).toMatchObject({
    command: "resume",
    confirmation: { state: "rolled-back" },
  });
  expect(code).toBe(exitCodes.failed.code);
  expect(world.clock.now() - before).toBeGreaterThan(4.9 * minute);
  expect(running(world)).toBe("lab");
  expect(files(world)).toEqual([]);
});

test("resume with a check command confirms the change", async () => {
  const { world, file } = await interrupted();
  Object.assign(world.io, { runCommand: async () => 0 });
  const { code, stdout } = await world.run("resume", file, "--confirm-command", "true");
  expect(stdout).toBe("the change is confirmed\n");
  expect(code).toBe(exitCodes.succeeded.code);
});

test("resume with a check command doesn't confirm another version", async () => {
  const { world, file } = await interrupted();
  world.device.device.edit({
    change: [{ type: "system-config", attributes: { location: "cellar" } }],
  });
  await world.run("commit", "--yes");
  Object.assign(world.io, { runCommand: async () => 0 });
  const { code, stdout } = await world.run("resume", file, "--confirm-command", "true", "--json");
  expect(resultOf(stdout)).toMatchObject({
    summary: "version 3 is running, not version 2 with the change",
    confirmation: { state: "replaced" },
  });
  expect(code).toBe(exitCodes.locked.code);
  expect(running(world)).toBe("cellar");
  expect(files(world)).toEqual([]);
});

test("resume rolls back at once if the time is up", async () => {
  const { world, file } = await interrupted();
  await world.clock.sleep(60 * minute);
  const before = world.clock.now();
  expect((await world.run("resume", file)).code).toBe(exitCodes.failed.code);
  expect(world.clock.now() - before).toBeLessThan(minute);
  expect(running(world)).toBe("lab");
});

test("nothing is rolled back if another user activated a version since", async () => {
  const { world, file } = await interrupted();
  world.device.device.edit({
    change: [{ type: "system-config", attributes: { location: "cellar" } }],
  });
  await world.run("commit", "--yes");
  const confirmed = await world.run("confirm", file);
  expect(confirmed.stderr).toContain(
    "Error: version 3 is running, not version 2 with the change\n",
  );
  expect(confirmed.code).toBe(exitCodes.locked.code);
  const { code, stdout } = await world.run("resume", file, "--json");
  const result = resultOf(stdout);
  expect(result).toMatchObject({
    stopReason: "running-changed",
    confirmation: { state: "replaced" },
  });
  expect(result.summary).toMatch(
    /, but version 3 is running, not version 2 with the change, so nothing was rolled back$/,
  );
  expect(code).toBe(exitCodes.locked.code);
  expect(running(world)).toBe("cellar");
  expect(files(world)).toEqual([]);
});

test("a rollback that fails can be resumed, but not confirmed any more", async () => {
  const { world, apply } = await worldWithChange();
  // From the middle of the wait on, the device can't be reached.
  const { openTransport } = world.io;
  Object.assign(world.io, {
    async openTransport(...args: Parameters<typeof openTransport>) {
      if (world.clock.now() > 9 * minute) throw new Error("no route to host");
      return await openTransport(...args);
    },
  });
  const { code, stdout } = await apply("--json");
  const result = resultOf(stdout);
  const { file } = result.confirmation;
  expect(result.summary).toContain(", and the rollback didn't succeed: ");
  expect(result.next).toContain(
    `The change isn't rolled back. To try again, run: asyncstatus resume ${file}`,
  );
  expect(code).not.toBe(exitCodes.succeeded.code);
  expect(running(world)).toBe("attic");
  expect(files(world)).toEqual([file]);

  Object.assign(world.io, { openTransport });
  expect((await world.run("confirm", file)).stderr).toContain("the time to confirm is up");
  expect((await world.run("confirm")).stderr).toContain("no change is waiting to be confirmed");
  expect((await world.run("resume", file)).code).toBe(exitCodes.failed.code);
  expect(running(world)).toBe("lab");
});

test("an unconfirmed change is listed, is not removed as old, and doesn't disturb a commit", async () => {
  const { world, file } = await interrupted();
  expect((await world.run("resume", "list")).stdout).toMatch(
    /^192\.0\.2\.1: confirmation of an apply, .* ago\n {2}\S+\n$/,
  );
  await world.clock.sleep(30 * 24 * 60 * minute);
  expect((await world.run("resume", "clean")).stdout).toBe("removed 0 files\n");
  expect((await world.run("status")).code).toBe(exitCodes.succeeded.code);
  expect(files(world)).toEqual([file]);
});

test("the file is there before the activate is sent, for a process that is killed", async () => {
  const { world, apply } = await worldWithChange();
  let pending: unknown;
  interceptRequests(world, (request, send) => {
    const [file] = files(world).filter((name) => name.includes("confirm"));
    if (request.url.search.includes("action=activate") && file) {
      pending ??= JSON.parse(readFileSync(file, "utf8"));
    }
    return send(request);
  });
  await apply();
  expect(pending).toMatchObject({ unconfirmed: { version: 2 } });
});

test("Ctrl-C during the activate leaves both waits to resume", async () => {
  const { world, apply } = await worldWithChange({
    device: { durations: { activate: 2 * minute } },
  });
  world.interruptAfter(minute);
  const { code, stdout } = await apply("--json");
  const result = resultOf(stdout);
  expect(code).toBe(exitCodes.interrupted.code);
  expect(result.next).toEqual([
    expect.stringMatching(/^To confirm, run: asyncstatus confirm \S+-confirm-\S+\.json$/),
    expect.stringMatching(
      /^To resume the wait for the activate, run: asyncstatus resume \S+-activate-\S+\.json$/,
    ),
  ]);
  expect((await world.run("resume", result.resume.file)).code).toBe(exitCodes.failed.code);
  expect(running(world)).toBe("lab");
});

test("an activate that fails leaves nothing to confirm", async () => {
  const { world, apply } = await worldWithChange({
    device: { requests: [{ on: "activate", fails: "No such realm." }] },
  });
  const { code, stdout } = await apply("--json");
  expect(resultOf(stdout).confirmation).toBeUndefined();
  expect(code).toBe(exitCodes.failed.code);
  expect(files(world)).toEqual([]);
});

test("sends nothing if the resume file can't be written", async () => {
  const file = join(newHome(), "not-a-folder");
  writeFileSync(file, "");
  const { world, apply } = await worldWithChange({ env: { XDG_STATE_HOME: file } });
  const { code, stderr } = await apply();
  expect(stderr).toContain(
    `Error: no resume file can be written to ${file}/asyncstatus/operations`,
  );
  expect(stderr).toContain("nothing was sent");
  expect(code).toBe(exitCodes.usage.code);
  expect(running(world)).not.toBe("attic");
});

test.each([
  [["--confirm", "0s"], "--confirm: expected more than 0s"],
  [["--confirm", "10m", "--dry-run"], "--confirm and --dry-run can't be combined"],
  [
    ["--confirm", "10m", "--rest-version", "v1.0"],
    "--confirm: REST v1.0 has no backup to roll back to; nothing was sent\n  If the device supports v1.2, add: --rest-version v1.2",
  ],
  [["--confirm-command", "true"], "--confirm-command needs --confirm"],
])("refuses %j before anything is sent", async (argv, message) => {
  const world = await createWorld();
  Object.assign(world.io, { openTransport: () => Promise.reject(new Error("sent")) });
  const { code, stderr } = await world.run("apply", "change.yaml", "--yes", ...argv);
  expect(stderr).toContain(message);
  expect(code).toBe(exitCodes.usage.code);
});

test("refuses what isn't a change to confirm", async () => {
  const { world } = await worldWithChange({
    device: { initialState: { edited: { text: "new realm" } }, durations: { save: 1e9 } },
  });
  const { stdout } = await world.run("save", "--timeout", "5s", "--json");
  const { file } = JSON.parse(stdout).resume;
  expect((await world.run("confirm", file)).stderr).toContain("not a change to confirm");
  const argv = ["resume", file, "--confirm-command", "true"];
  expect((await world.run(...argv)).stderr).toContain(
    "is only for a change that apply --confirm made",
  );
});

test("asks which of several changes to confirm", async () => {
  const { world, file } = await interrupted();
  writeFileSync(file.replace("confirm", "confirm-other"), readFileSync(file));
  const { stderr, code } = await world.run("confirm");
  expect(stderr).toContain("several changes are waiting to be confirmed\n  Name a file: ");
  expect(code).toBe(exitCodes.usage.code);
});

test("the question tells the time to confirm", async () => {
  const { world } = await worldWithChange({ terminal: {} });
  world.terminal.typed = "n\n";
  const { stderr } = await world.run("apply", join(world.home, "change.yaml"), "--confirm", "10m");
  expect(stderr).toContain("activate it, and roll it back unless confirmed in 10 min? [y/N] ");
});

test("commands that change a device warn first of a change on it that isn't confirmed", async () => {
  const { world, file } = await interrupted({ others: { "192.0.2.2": {} } });
  const warnsOf = async (...argv: string[]) => {
    let warned: boolean | undefined;
    interceptRequests(world, (request, send) => {
      warned ??= world.terminal.stderrText.includes("WARNING: ");
      return send(request);
    });
    const { stderr } = await world.run(...argv);
    expect(stderr.includes("WARNING: the change of 192.0.2.1 to version 2")).toBe(warned);
    return warned;
  };
  const change = join(world.home, "change.yaml");
  for (const argv of [["commit"], ["save"], ["restore", "x"], ["apply", change, "--yes"]]) {
    expect(await warnsOf(...argv), argv[0]).toBe(true);
  }
  for (const argv of [["status"], ["verify"], ["commit", "--host", "192.0.2.2"]]) {
    expect(await warnsOf(...argv), argv[0]).toBe(false);
  }
  const { stderr } = await world.run("rollback", "--to", "x", "--quiet");
  expect(stderr).toContain(`To confirm it first, run: asyncstatus confirm ${file}`);
});

test("warns of a rollback that isn't complete", async () => {
  const { world, file } = await interrupted();
  renameSync(file, file.replace(/\.json$/, "-expired.json"));
  const expired = file.replace(/\.json$/, "-expired.json");
  const pending = JSON.parse(readFileSync(expired, "utf8"));
  writeFileSync(expired, JSON.stringify({ ...pending, isExpired: true }));
  const { stderr } = await world.run("activate");
  expect(stderr).toContain(
    `wasn't confirmed, and its rollback isn't complete. To complete it first, run: asyncstatus resume ${expired}`,
  );
});
