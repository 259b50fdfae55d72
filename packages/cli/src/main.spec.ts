import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { exitCodes } from "./run/exit-codes.ts";
import { newHome } from "./testing/new-home.ts";
import { environment, firstLine, piped, serveDevice } from "./testing/program.ts";

// The program as it is published, as a process, with pipes, as scripts have it.

test("a closed pipe ends watch and doesn't end commit", async () => {
  const { device, env } = await serveDevice(200);
  const watch = piped(env, "watch", "--interval", "50ms");
  await firstLine(watch);
  watch.stdout?.destroy();
  device.device.issue("save", { by: "ACLI" });
  expect(await once(watch, "exit")).toEqual([0, null]);

  const commit = piped(env, "commit");
  commit.stdout?.destroy();
  commit.stderr?.destroy();
  expect(await once(commit, "exit")).toEqual([0, null]);
  expect(device.device.configurationVersions()).toMatchObject({ runningVersion: 3 });
});

test("--version prints the version of the package", async () => {
  const version = piped(environment(newHome()), "--version");
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(await firstLine(version)).toBe(manifest.version);
});

test("trusts the CAs of the system", async () => {
  const { device, env, home } = await serveDevice(20);
  const { ASYNCSTATUS_FINGERPRINT: _, ...asked } = env;
  const file = join(home, "system.pem");
  writeFileSync(file, device.certificatePem);
  const status = piped({ ...asked, SSL_CERT_FILE: file }, "status");
  expect(await once(status, "exit")).toEqual([0, null]);
  const without = piped(asked, "status");
  expect(await once(without, "exit")).toEqual([exitCodes.unreachable.code, null]);
});

test.each(["status", "serve", "--version"])(
  "`%s` on an older Node.js exits with 2 and names the oldest that works",
  async (command) => {
    const home = newHome();
    const older = join(home, "older.cjs");
    writeFileSync(older, `Object.defineProperty(process.versions, "node", { value: "20.20.2" });`);
    const child = piped(environment(home, { NODE_OPTIONS: `--require=${older}` }), command);
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect(stderr).toMatch(
      /^Error: Node\.js 20\.20\.2 is too old; .* needs 22\.19 or later\. .*\n$/,
    );
    expect(code).toBe(exitCodes.usage.code);
  },
);

test("a process that is killed during its submission leaves a resume file", async () => {
  const hang = { fault: "hang", accepted: true, on: "activateOrBackUp" } as const;
  const { env, home } = await serveDevice(200, [hang]);
  const folder = join(home, ".local/state/asyncstatus/operations");
  const activate = piped(env, "activate");
  while (!existsSync(folder) || readdirSync(folder).length === 0) await setTimeout(20);
  await setTimeout(300);
  activate.kill("SIGKILL");
  await once(activate, "exit");
  const [name = ""] = readdirSync(folder);
  const resume = piped(env, "resume", join(folder, name), "--json");
  const [stdout, [code]] = await Promise.all([text(resume.stdout), once(resume, "exit")]);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ outcome: "succeeded", steps: [{ operation: "activate" }] });
  expect(["documented", "probable"]).toContain(result.confidence);
  expect(code).toBe(result.confidence === "probable" ? exitCodes.unknown.code : 0);
});
