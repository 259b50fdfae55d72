// The programs in a guide run on the oldest Node.js that the guide names, with the packages as they are released.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "@asyncstatus/tools/run";
import { afterAll, expect, test } from "vitest";
import { serve } from "./device.ts";
import { context, createProject, fileOf, libraries, released } from "./project.ts";
import { runtimes } from "./runtimes.ts";

const guide = await readFile(fileOf("../../website/pages/guides/first-activation.md"), "utf8");
const project = await createProject("guides", [...libraries, ...released("asyncstatus")]);
const device = await serve(join(project.folder, "node_modules/.bin/asyncstatus"));
afterAll(() => device.close());

const sentences = {
  "activate.ts": /With Node\.js (?<version>\d+) or later, run `npm install @asyncstatus\/client`/,
  "activate.mjs": /You need Node\.js (?<version>[\d.]+) or later/,
};

test.each(Object.entries(sentences))("%s runs on the Node.js in the guide", async (file, named) => {
  const version = named.exec(guide)?.groups?.version;
  const oldest = runtimes.find(({ name }) => name === `Node ${version}`);
  if (!oldest) throw new Error(`The guide names Node.js ${version}, which isn't a runtime here.`);
  const [, code = ""] = guide.split(` [${file}]\n`)[1]?.match(/^(.*?)^```$/ms) ?? [];
  await writeFile(join(project.folder, file), code);
  const { url, user, password, fingerprint256 } = device;
  const output = await run(join(context.runtimeFolder, oldest.program), [file], {
    cwd: project.folder,
    env: {
      ASYNCSTATUS_HOST: url,
      ASYNCSTATUS_USER: user,
      ASYNCSTATUS_PASSWORD: password,
      SBC_FINGERPRINT: fingerprint256,
    },
  });
  expect(output.split("\n")[0]).toBe("succeeded");
});
