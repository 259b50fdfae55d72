import { expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../assumptions.ts";
import { Configuration } from "./configuration.ts";

const create = (assumptions: Partial<Assumptions> = {}) =>
  new Configuration({ ...defaultAssumptions, ...assumptions });

const verify = { operation: "verify" } as const;
const save = { operation: "save" } as const;
const activate = { operation: "activate" } as const;

test("a save of a change moves the saved version by one, an activate takes the running one there", () => {
  const configuration = create();
  expect(configuration.versions).toEqual({ currentVersion: 1, runningVersion: 1 });
  configuration.edit({});
  expect(configuration.versions).toEqual({ currentVersion: 1, runningVersion: 1 });
  configuration.carryOut(save);
  expect(configuration.versions).toEqual({ currentVersion: 2, runningVersion: 1 });
  configuration.carryOut(activate);
  expect(configuration.versions).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test.each([
  { saveWithoutChange: "keepsVersion" as const, want: 1 },
  { saveWithoutChange: "movesVersion" as const, want: 2 },
])("where a save without a change $saveWithoutChange, it makes version $want", (given) => {
  const configuration = create(given);
  configuration.carryOut(save);
  expect(configuration.versions.currentVersion).toBe(given.want);
});

test("an activate takes several saves at once", () => {
  const configuration = create();
  for (let saves = 0; saves < 3; saves += 1) {
    configuration.edit({});
    configuration.carryOut(save);
  }
  configuration.carryOut(activate);
  expect(configuration.versions).toEqual({ currentVersion: 4, runningVersion: 4 });
});

test("a verify reports the fault of the configuration that is edited, until it is mended", () => {
  const configuration = create();
  expect(configuration.carryOut(verify)).toBeUndefined();
  configuration.edit({ fault: "realm core has no interface" });
  expect(configuration.carryOut(verify)).toBe("realm core has no interface");
  configuration.carryOut(save);
  expect(configuration.carryOut(verify)).toBe("realm core has no interface");
  configuration.edit({});
  expect(configuration.carryOut(verify)).toBeUndefined();
});

test("what was not saved is dropped by a reload", () => {
  const configuration = create();
  configuration.edit({ fault: "fault" });
  configuration.reload();
  expect(configuration.carryOut(verify)).toBeUndefined();
  configuration.carryOut(save);
  expect(configuration.versions.currentVersion).toBe(1);
});

test.each([
  { restoreSource: "running" as const, want: "running" },
  { restoreSource: "saved" as const, want: "saved" },
])("a restore from $restoreSource is edited again, and changes nothing else", (given) => {
  const configuration = create();
  configuration.edit({ fault: "running" });
  configuration.carryOut(save);
  configuration.carryOut(activate);
  configuration.edit({ fault: "saved" });
  configuration.carryOut(save);
  configuration.edit({ fault: "editing" });
  const { versions } = configuration;
  expect(configuration.carryOut({ operation: "restore", ...given })).toBeUndefined();
  expect(configuration.carryOut(verify)).toBe(given.want);
  expect(configuration.versions).toEqual(versions);
});

test.each([
  { backupSource: "running" as const, want: "running" },
  { backupSource: "saved" as const, want: "saved" },
  { backupSource: "editing" as const, want: "editing" },
])("a backup of $backupSource can be restored", ({ backupSource, want }) => {
  const configuration = create();
  configuration.edit({ fault: "running" });
  configuration.carryOut(save);
  configuration.carryOut(activate);
  configuration.edit({ fault: "saved" });
  configuration.carryOut(save);
  configuration.edit({ fault: "editing" });
  const filename = "monday";
  expect(configuration.carryOut({ operation: "backup", backupSource, filename })).toBeUndefined();
  configuration.edit({ fault: "later" });
  configuration.carryOut({ operation: "restore", restoreSource: "backupFile", filename });
  expect(configuration.carryOut(verify)).toBe(want);
});

test("a backup under a name that exists fails and keeps the older file", () => {
  const configuration = create();
  const backup = { operation: "backup", backupSource: "editing", filename: "monday" } as const;
  configuration.edit({ fault: "older" });
  configuration.carryOut(backup);
  configuration.edit({ fault: "newer" });
  expect(configuration.carryOut(backup)).toBe("The backup file exists already.");
  const { filename } = backup;
  configuration.carryOut({ operation: "restore", restoreSource: "backupFile", filename });
  expect(configuration.carryOut(verify)).toBe("older");
});

test("a restore from a file that does not exist fails and keeps what is edited", () => {
  const configuration = create();
  configuration.edit({ fault: "edited" });
  const restore = { operation: "restore", restoreSource: "backupFile", filename: "none" } as const;
  expect(configuration.carryOut(restore)).toBe("The backup file does not exist.");
  expect(configuration.carryOut(verify)).toBe("edited");
});
