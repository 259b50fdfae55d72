// A request that is added to spec/ reaches every package with `pnpm generate` and the code of what it does.

import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../paths.ts";
import { run } from "../run.ts";
import { addUptimeToDevice, addUptimeToSpecification } from "./add-uptime.ts";

let copy = "";

/** Copies the workspace. Its dependencies are links to the installed ones. */
async function copyWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "asyncstatus-workspace-"));
  const options = { cwd: workspace };
  const list = await run("git", ["ls-files", "-z", "-co", "--exclude-standard"], options);
  const files = list.split("\0").filter((file) => file && existsSync(join(workspace, file)));
  const packages = files.filter((file) => /\/package\.json$/.test(file)).map(dirname);
  const installed = packages.map((name) => join(name, "node_modules"));
  for (const file of [...files, ...installed.filter((name) => existsSync(join(workspace, name)))]) {
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(join(workspace, file), join(folder, file), options);
  }
  symlinkSync(join(workspace, "node_modules"), join(folder, "node_modules"));
  return folder;
}

beforeAll(async () => {
  copy = await copyWorkspace();
  addUptimeToSpecification(copy);
  await run("node", ["tools/generate/main.ts"], { cwd: copy });
  await run("node", ["tools/spec/main.ts"], { cwd: copy });
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function typecheck(folder: string): Promise<string> {
  const tsc = join(workspace, "node_modules/.bin/tsc");
  return run(tsc, [], { cwd: join(copy, folder) });
}

test("only the reference device doesn't compile before it handles the request", async () => {
  await typecheck("packages/client");
  const error = await typecheck("packages/contract").catch(String);
  expect(error.match(/^\S+: error .*$/gm)).toEqual([
    expect.stringMatching(/^\.\.\/server\/src\/handler\/execute\.ts\(/),
  ]);
});

test("everything compiles after the device handles it", async () => {
  addUptimeToDevice(copy);
  writeFileSync(join(copy, "tools/use-uptime.ts"), useUptime);
  for (const folder of ["packages/server", "packages/cli", "website", "tests/e2e", "tools"]) {
    await typecheck(folder);
  }
});

const useUptime = `
import { connect, fetchTransport } from "@asyncstatus/client";
import { verifyProvider } from "@asyncstatus/contract";
import { decode } from "@asyncstatus/model";
import { createInMemoryDevice, VirtualClock } from "@asyncstatus/server";

const clock = new VirtualClock();
const { fetch, user, password, url, device, advance } = await createInMemoryDevice({ clock, strict: true });
const credentials = { user, password };
const { checks } = await verifyProvider({ url, credentials, transport: fetchTransport({ fetch }), clock });
await using sbc = await connect({ host: "192.0.2.1", credentials, transport: fetchTransport({ fetch }), clock });
const read = async (): Promise<number> => {
  const { body } = await sbc.request({ path: "admin/uptime" });
  return decode("UptimeResponse", body).data.seconds;
};
const before = await read();
advance(60_000);
device.injectFault({ fault: "status", status: 500, on: "getUptime" });
const failure = await read().catch((error: { operationId?: string }) => error.operationId);
const check = checks.find(({ name }) => name === "getUptime 200");
console.log(JSON.stringify({ passed: (await read()) - before, failure, check: check?.result }));
`;

test("client, device, fault injection, codec and verification know the request", async () => {
  const output = await run("node", ["tools/use-uptime.ts"], { cwd: copy });
  expect(JSON.parse(output)).toEqual({ passed: 60, failure: "getUptime", check: "passed" });
});

test("the tests of the specification, the device, the contracts and the site pass", async () => {
  const env = { CI: "true" };
  for (const [folder, ...specs] of [
    ["tools", "spec-tests/examples", "spec-tests/evidence"],
    ["packages/server", "src/handler/create-handler", "src/handler/versions"],
    ["packages/contract", "src/verify/verify-provider", "test/pacts"],
    ["website", "src/rest/request-page"],
  ] as const) {
    const args = ["node_modules/vitest/vitest.mjs", "run", "--testTimeout=60000", ...specs];
    await run("node", args, { cwd: join(copy, folder), env });
  }
});

test("the site and the schema of scenarios have the request", async () => {
  await run("node", ["website/src/generate/main.ts"], { cwd: copy });
  const pages = await readdir(join(copy, "website/pages/gen"), { recursive: true });
  expect(pages.filter((page) => page.endsWith("get-uptime.md"))).toHaveLength(3);
  const schema = join(copy, "packages/server/scenarios/scenario.schema.json");
  expect(readFileSync(schema, "utf8")).toContain('"getUptime"');
});

test("a changed word doesn't compile wherever it is written", async () => {
  const generated = join(copy, "packages/model/src/gen/operations.ts");
  const text = readFileSync(generated, "utf8");
  const changed = text.replaceAll(/(backupSource: .*)"editing"/g, '$1"draft"');
  writeFileSync(generated, changed);
  const errors = await Promise.all(
    ["packages/cli", "packages/contract"].map((folder) => typecheck(folder).catch(String)),
  );
  for (const file of [
    "client/src/sbc.ts",
    "server/src/handler/read-async-request.ts",
    "src/commands/backup.ts",
    "test/interactions/submissions.ts",
  ]) {
    expect(errors.join("\n")).toMatch(new RegExp(`${file}\\(\\d+,\\d+\\): error`));
  }
});
