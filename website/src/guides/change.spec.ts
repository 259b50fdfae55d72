import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace, settingsOf, type Workplace } from "./workplace.ts";

const guide = readGuide("change");

const quick = { backup: 20, restore: 20, verify: 20, save: 20, activate: 20 };

/** Applies the change on another device, and confirms it from another terminal. */
async function confirm(place: Workplace, apply: string, command: string): Promise<void> {
  const device = await startDevice({ durations: quick });
  onTestFinished(() => device.close());
  const settings = settingsOf(device);
  const applying = place.run(apply, settings);
  // Until the change is running, there is nothing to confirm.
  await expect
    .poll(async () => (await place.run(command, settings)).code, { timeout: 30_000 })
    .toBe(0);
  const { code, stdout } = await applying;
  expect(stdout).toContain("; confirmed\n");
  expect(code).toBe(0);
}

test("plans, applies, confirms and rolls back the change", async () => {
  const device = await startDevice({ durations: quick });
  onTestFinished(() => device.close());
  const place = createWorkplace();
  place.write("change.yaml", guide.file("change.yaml"));
  const command = guide.next("sh").trim();
  const settings = settingsOf(device);
  const planned = await place.run(command, settings);
  expect(planned.stdout.replaceAll(device.url, "192.0.2.1")).toBe(guide.next("text"));
  expect(planned.code).toBe(0);
  expect(await place.run(`${command} --detailed-exit-code`, settings)).toMatchObject({ code: 8 });

  const apply = guide.next("sh").trim();
  const applied = await place.run(apply, settings);
  expect(applied.code).toBe(0);
  expect(applied.stdout.endsWith(guide.next("text"))).toBe(true);
  const again = await place.run(apply, settings);
  expect(
    again.stdout.endsWith("the change is in the running configuration; nothing was sent\n"),
  ).toBe(true);
  await confirm(place, guide.next("sh").trim(), guide.next("sh").trim());
  const isOnDevice = () => device.device.findElements({ type: "session-agent" }, "running").length;
  expect(isOnDevice()).toBe(2);
  expect(await place.run(guide.next("sh"), settings)).toMatchObject({ code: 0 });
  expect(isOnDevice()).toBe(1);
}, 60_000);

test("the tables have the keys of the schema", () => {
  const file = join(workspace, "packages/client/change.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8"));
  const keysOf = (heading: string) => guide.rows(heading).map(([key = ""]) => key);
  const inCode = (key: string) => `\`${key}\``;
  expect(keysOf("The file")).toEqual(Object.keys(schema.properties).map(inCode));
  expect(keysOf("An element")).toEqual(Object.keys(schema.$defs.element.properties).map(inCode));
});

test("every code block is tested", () => {
  expect(guide.untested()).toEqual([]);
});
