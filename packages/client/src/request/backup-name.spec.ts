import { expect, test } from "vitest";
import { virtualSbc } from "../testing/virtual-sbc.ts";

const names = ["", ".", "..", "../..", "/tmp/before", "..\\before"];

test.for(names)("refuses %j as a backup before anything is sent", async (name) => {
  const { sbc, device } = await virtualSbc();
  const sent = device.calls.length;
  const backupFile = { source: "backupFile", filename: name } as const;
  const refusal = (option: string) => ({ code: "invalid-option", option });
  await expect(sbc.backup({ source: "running", filename: name })).rejects.toMatchObject(
    refusal("filename"),
  );
  await expect(sbc.restore(backupFile)).rejects.toMatchObject(refusal("filename"));
  await expect(sbc.rollBack({ to: { backup: name } })).rejects.toMatchObject(refusal("to.backup"));
  await expect(sbc.commit({ edit: async () => {}, backup: name })).rejects.toMatchObject(
    refusal("backup"),
  );
  expect(device.calls.length).toBe(sent);
});

test("accepts the name of a file", async () => {
  const { sbc, device } = await virtualSbc();
  await sbc.lock();
  await sbc.backup({ source: "running", filename: "..before change.gz" });
  expect(device.ids("activateOrBackUp")).toHaveLength(1);
});
