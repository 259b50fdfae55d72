import { expect, test } from "vitest";
import { type Assumptions, defaultAssumptions } from "../assumptions.ts";
import { Configuration } from "./configuration.ts";

const create = (assumptions: Partial<Assumptions> = {}) =>
  new Configuration({ ...defaultAssumptions, ...assumptions });

const verify = { operation: "verify" } as const;
const save = { operation: "save" } as const;
const activate = { operation: "activate" } as const;

test("a save of a change increases the current version, an activate sets the running one to it", () => {
  const configuration = create();
  expect(configuration.versions).toEqual({ currentVersion: 1, runningVersion: 1 });
  configuration.edit({});
  expect(configuration.versions).toEqual({ currentVersion: 1, runningVersion: 1 });
  configuration.execute(save);
  expect(configuration.versions).toEqual({ currentVersion: 2, runningVersion: 1 });
  configuration.execute(activate);
  expect(configuration.versions).toEqual({ currentVersion: 2, runningVersion: 2 });
});

test.each([
  { saveWithoutChange: "keepsVersion" as const, want: 1 },
  { saveWithoutChange: "movesVersion" as const, want: 2 },
])("a save without a change $saveWithoutChange: version $want", (given) => {
  const configuration = create(given);
  configuration.execute(save);
  expect(configuration.versions.currentVersion).toBe(given.want);
});

test("an activate covers several saves", () => {
  const configuration = create();
  for (let saves = 0; saves < 3; saves += 1) {
    configuration.edit({});
    configuration.execute(save);
  }
  configuration.execute(activate);
  expect(configuration.versions).toEqual({ currentVersion: 4, runningVersion: 4 });
});

test("a verify reports the fault of the editing configuration until it is fixed", () => {
  const configuration = create();
  expect(configuration.execute(verify)).toBeUndefined();
  configuration.edit({ fault: "realm core has no interface" });
  expect(configuration.execute(verify)).toBe("realm core has no interface");
  configuration.execute(save);
  expect(configuration.execute(verify)).toBe("realm core has no interface");
  configuration.edit({});
  expect(configuration.execute(verify)).toBeUndefined();
});

test("a reload drops unsaved edits", () => {
  const configuration = create({ saveWithoutChange: "keepsVersion" });
  configuration.edit({ fault: "fault" });
  configuration.reload();
  expect(configuration.execute(verify)).toBeUndefined();
  configuration.execute(save);
  expect(configuration.versions.currentVersion).toBe(1);
});

test.each([
  { restoreSource: "running" as const, want: "running" },
  { restoreSource: "saved" as const, want: "saved" },
])("a restore from $restoreSource changes only the editing configuration", (given) => {
  const configuration = create();
  configuration.edit({ fault: "running" });
  configuration.execute(save);
  configuration.execute(activate);
  configuration.edit({ fault: "saved" });
  configuration.execute(save);
  configuration.edit({ fault: "editing" });
  const { versions } = configuration;
  expect(configuration.execute({ operation: "restore", ...given })).toBeUndefined();
  expect(configuration.execute(verify)).toBe(given.want);
  expect(configuration.versions).toEqual(versions);
});

test.each([
  { backupSource: "running" as const, want: "running" },
  { backupSource: "saved" as const, want: "saved" },
  { backupSource: "editing" as const, want: "editing" },
])("a backup of $backupSource can be restored", ({ backupSource, want }) => {
  const configuration = create();
  configuration.edit({ fault: "running" });
  configuration.execute(save);
  configuration.execute(activate);
  configuration.edit({ fault: "saved" });
  configuration.execute(save);
  configuration.edit({ fault: "editing" });
  const filename = "monday";
  expect(configuration.execute({ operation: "backup", backupSource, filename })).toBeUndefined();
  configuration.edit({ fault: "later" });
  configuration.execute({ operation: "restore", restoreSource: "backupFile", filename });
  expect(configuration.execute(verify)).toBe(want);
});

test("a backup to an existing file fails and keeps the file", () => {
  const configuration = create();
  const backup = { operation: "backup", backupSource: "editing", filename: "monday" } as const;
  configuration.edit({ fault: "older" });
  configuration.execute(backup);
  configuration.edit({ fault: "newer" });
  expect(configuration.execute(backup)).toBe("The backup file exists already.");
  const { filename } = backup;
  configuration.execute({ operation: "restore", restoreSource: "backupFile", filename });
  expect(configuration.execute(verify)).toBe("older");
});

test("a restore from a missing file fails and keeps the editing configuration", () => {
  const configuration = create();
  configuration.edit({ fault: "edited" });
  const restore = { operation: "restore", restoreSource: "backupFile", filename: "none" } as const;
  expect(configuration.execute(restore)).toBe("The backup file does not exist.");
  expect(configuration.execute(verify)).toBe("edited");
});

test("a backup file has the suffix .gz, and is found with and without it", () => {
  const configuration = create();
  const backup = (filename: string) =>
    configuration.execute({ operation: "backup", backupSource: "saved", filename });
  expect(backup("monday")).toBeUndefined();
  expect(Object.keys(configuration.contents.backups)).toEqual(["monday.gz"]);
  for (const filename of ["monday", "monday.gz"]) {
    expect(backup(filename)).toBe("The backup file exists already.");
    const restore = { operation: "restore", restoreSource: "backupFile", filename } as const;
    expect(configuration.execute(restore)).toBeUndefined();
  }
});
