import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startDevice } from "@asyncstatus/server";
import { expect, onTestFinished, test } from "vitest";
import { workspace } from "../package-folder.ts";
import { readGuide } from "./guide.ts";
import { createWorkplace } from "./workplace.ts";

const guide = readGuide("change");

test("plans the change", async () => {
  const device = await startDevice();
  onTestFinished(() => device.close());
  const place = createWorkplace();
  place.write("change.yaml", guide.file("change.yaml"));
  const command = guide.next("sh").trim();
  const settings = {
    ASYNCSTATUS_HOST: device.url,
    ASYNCSTATUS_USER: device.user,
    ASYNCSTATUS_PASSWORD: device.password,
    ASYNCSTATUS_FINGERPRINT: device.fingerprint256,
  };
  expect(await place.run(command, settings)).toMatchObject({ code: 0, stdout: guide.next("text") });
  expect(await place.run(`${command} --detailed-exit-code`, settings)).toMatchObject({ code: 8 });
}, 20_000);

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
