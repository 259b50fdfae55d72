// Each row of the table in the guide "Outcomes and errors", under "What an edit leaves behind".

import {
  type CommitOptions,
  type CommitResult,
  type ConnectOptions,
  EditError,
  type ElementEditor,
} from "@asyncstatus/client";
import type { EmbedOptions } from "@asyncstatus/server";
import { expect, test } from "vitest";
import { createFaultyWorld, type World } from "./world.ts";

const agent = {
  type: "session-agent",
  attributes: { hostname: "sa1.example", "realm-id": "core" },
};
const route = { "dest-network": "203.0.113.0", netmask: "255.255.255.0" };

/** Adds, changes and deletes an element. */
async function edit(elements: ElementEditor): Promise<void> {
  await elements.add(agent);
  await elements.update({ type: "system-config", attributes: { location: "attic" } });
  await elements.delete("host-route", route);
}

async function committed(
  options: CommitOptions,
  setup: EmbedOptions = {},
  version?: ConnectOptions["version"],
  prepare: (world: World) => void = () => {},
) {
  const world = await createFaultyWorld(setup);
  const { device } = world;
  // An edit of another user that is not saved.
  device.edit({
    change: [
      { type: "session-agent", attributes: { hostname: "core-proxy.example", state: "disabled" } },
    ],
  });
  const elements = (of: "editing" | "running") =>
    ["session-agent", "system-config", "host-route"].map((type) =>
      device.findElements({ type }, of),
    );
  const before = elements("editing");
  const runningBefore = elements("running");
  const sbc = await world.connect(version ? { version } : {});
  prepare(world);
  const result: CommitResult | Error = await sbc.commit(options).catch((error) => error);
  const [editing, running] = [elements("editing"), elements("running")];
  return { ...world, result, before, runningBefore, editing, running };
}

const versions = ["v1.2", "v1.1", "v1.0"] as const;

test.for(versions)("%s: keeps and runs the edits of a commit that succeeds", async (version) => {
  const { result, editing, running, before } = await committed({ edit }, {}, version);
  expect(result).toMatchObject({
    outcome: "succeeded",
    edit: {
      state: "kept",
      left: [],
      edits: [
        {
          action: "add",
          type: "session-agent",
          key: { hostname: "sa1.example" },
          state: "accepted",
        },
        { action: "update", type: "system-config", key: {}, state: "accepted" },
        { action: "delete", type: "host-route", state: "accepted" },
      ],
    },
  });
  expect(editing).toEqual(running);
  expect(editing).not.toEqual(before);
});

test.for(versions)(
  "%s: puts back the edits before one that the device refuses",
  async (version) => {
    const { result, editing, before, lockIsFree } = await committed(
      {
        edit: async (elements) => {
          await edit(elements);
          await elements.add(agent);
        },
      },
      {},
      version,
    );
    expect(result).toBeInstanceOf(EditError);
    expect(result).toMatchObject({
      code: "edit-failed",
      step: "edit",
      cause: { code: "conflict", elementType: "session-agent" },
      edit: { state: "restored", left: [] },
    });
    expect((result as EditError).edit.edits.at(-1)).toMatchObject({
      action: "add",
      state: "refused",
    });
    expect(editing).toEqual(before);
    expect(lockIsFree()).toBe(true);
  },
);

test.for(versions)("%s: puts back the edits if the callback throws", async (version) => {
  const { result, editing, before } = await committed(
    {
      edit: async (elements) => {
        await edit(elements);
        throw new Error("no");
      },
    },
    {},
    version,
  );
  expect(result).toMatchObject({ cause: { message: "no" }, edit: { state: "restored" } });
  expect(editing).toEqual(before);
});

test.for(versions)("%s: puts back the edits if the verify fails", async (version) => {
  const requests = [{ on: "verify", fails: "No such realm." }] as const;
  const { result, editing, before } = await committed({ edit }, { requests }, version);
  expect(result).toMatchObject({
    outcome: "failed",
    steps: [{ operation: "verify", outcome: "failed" }],
    edit: { state: "restored", left: [] },
  });
  expect(editing).toEqual(before);
});

test.for(versions)("%s: puts back the edits after a dry run", async (version) => {
  const { result, editing, before } = await committed({ edit, dryRun: true }, {}, version);
  expect(result).toMatchObject({ outcome: "succeeded", dryRun: true, edit: { state: "restored" } });
  expect(editing).toEqual(before);
});

test.for(versions)("%s: puts back an edit whose response was lost", async (version) => {
  const { result, editing, before } = await committed({ edit }, {}, version, ({ device }) =>
    device.injectFault({ on: "addConfigElement", fault: "reset", accepted: true }),
  );
  expect(result).toMatchObject({
    edit: { state: "restored", edits: [{ action: "add", state: "unknown" }] },
  });
  expect(editing).toEqual(before);
});

test("edits nothing if the backup fails", async () => {
  const requests = [{ on: "backup", fails: "No space left." }] as const;
  const { result, editing, before, lockIsFree } = await committed({ edit }, { requests });
  expect(result).toMatchObject({
    step: "backup",
    message: expect.stringMatching(/No space left\. Nothing was edited\.$/),
    edit: { state: "none", edits: [] },
  });
  expect(editing).toEqual(before);
  expect(lockIsFree()).toBe(true);
});

test("lists the edits that are left if the restore fails, and the backup", async () => {
  const requests = [
    { on: "verify", fails: "No such realm." },
    { on: "restore", fails: "Cannot read." },
  ] as const;
  const { result, editing, before } = await committed({ edit, backup: "mine" }, { requests });
  expect(result).toMatchObject({
    outcome: "failed",
    edit: {
      state: "left",
      backup: "mine",
      left: [{ action: "add" }, { action: "update" }, { action: "delete" }],
      restoreError: { message: expect.stringContaining("Cannot read.") },
    },
  });
  expect(editing).not.toEqual(before);
});

test("v1.0: lists only the edits that cannot be taken back", async () => {
  const requests = [{ on: "verify", fails: "No such realm." }] as const;
  const { result } = await committed({ edit }, { requests }, "v1.0", ({ device }) =>
    device.injectFault({
      on: "deleteConfigElement",
      fault: "status",
      status: 403,
      nth: 2,
    }),
  );
  expect(result).toMatchObject({
    edit: { state: "left", left: [{ action: "add", type: "session-agent" }] },
  });
});

test.for(["save", "activate"] as const)("keeps the edits if the %s fails", async (step) => {
  const requests = [{ on: step, fails: "No." }];
  const { result, running, runningBefore, editing, before } = await committed(
    { edit },
    { requests },
  );
  expect(result).toMatchObject({ outcome: "failed", edit: { state: "kept" } });
  expect(editing).not.toEqual(before);
  expect(running).toEqual(runningBefore);
});

test("puts back the edits after an abort", async () => {
  const abort = new AbortController();
  const { result, editing, before, lockIsFree } = await committed({
    signal: abort.signal,
    edit: async (elements) => {
      await edit(elements);
      abort.abort(new Error("enough"));
    },
  });
  expect(result).toMatchObject({ cause: { message: "enough" }, edit: { state: "restored" } });
  expect(editing).toEqual(before);
  expect(lockIsFree()).toBe(true);
});

test("refuses edits after the end of the callback", async () => {
  let kept: ElementEditor | undefined;
  await committed({
    edit: async (elements) => {
      kept = elements;
    },
  });
  await expect(kept?.add(agent)).rejects.toThrow();
});

test("lists the edits that are left if the lock is lost", async () => {
  const { result } = await committed(
    {
      edit: async (elements) => {
        await elements.add(agent);
        throw new Error("no");
      },
    },
    {},
    "v1.2",
    ({ device }) => device.injectFault({ on: "restore", fault: "status", status: 423 }),
  );
  expect(result).toMatchObject({
    message: expect.stringMatching(
      /^The edit failed: no\. The editing configuration still contains add session-agent hostname=sa1\.example/,
    ),
    edit: { state: "left", left: [{ action: "add" }], restoreError: { code: "locked" } },
  });
});

test("puts back the edits if the verify or the save is refused", async () => {
  for (const on of ["verify", "save"] as const) {
    const { result, editing, before } = await committed({ edit }, {}, "v1.2", ({ device }) =>
      device.injectFault({ on, fault: "status", status: 403 }),
    );
    expect(result).toMatchObject({ edit: { state: "restored" } });
    expect(result instanceof EditError).toBe(on === "verify");
    expect(editing).toEqual(before);
  }
});

test("refuses a backup name without an edit, or in v1.0", async () => {
  const { connect } = await createFaultyWorld({});
  await using sbc = await connect();
  await expect(sbc.commit({ backup: "mine" })).rejects.toMatchObject({ option: "backup" });
  await using old = await connect({ version: "v1.0" });
  await expect(old.commit({ edit, backup: "mine" })).rejects.toMatchObject({ option: "backup" });
});
