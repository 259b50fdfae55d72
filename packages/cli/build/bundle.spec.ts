import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { bundledProgram } from "../src/testing/bundled-program.ts";
import { newHome } from "../src/testing/new-home.ts";
import { environment, serveDevice } from "../src/testing/program.ts";

test("the bundle needs no package", () => {
  const folder = dirname(bundledProgram);
  const chunks = readdirSync(folder).filter((file) => file.endsWith(".cjs"));
  const required = chunks.flatMap((file) => {
    const code = readFileSync(join(folder, file), "utf8");
    return [...code.matchAll(/\brequire\(\s*[`"']([^`"']+)/g)].map(([, name = ""]) => name);
  });
  expect(required).toContain("node:https");
  const others = required.filter((name) => !name.startsWith("./") && !isBuiltin(name));
  // ajv has these in the text of programs that it can write; it doesn't write any here.
  expect(others.filter((name) => !name.startsWith("ajv/dist/runtime/"))).toEqual([]);
});

/** Runs the bundled program, and returns what it prints and its exit code. */
function run(env: NodeJS.ProcessEnv, ...argv: string[]) {
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [bundledProgram, ...argv], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test("the bundled contract verify reports a device that can't be reached", async () => {
  const env = environment(newHome(), { ASYNCSTATUS_PASSWORD: "unused" });
  const host = "https://127.0.0.1:1";
  const { code, stdout } = await run(env, "contract", "verify", host, "--user", "a", "--json");
  expect(JSON.parse(stdout).completion).toMatchObject({ status: "unreachable", code: "refused" });
  expect(code).toBe(6);
});

test("the bundled rollout checks a plan and writes a ledger", async () => {
  const home = newHome();
  const [plan, ledger] = [join(home, "plan.yaml"), join(home, "rollout.ledger")];
  writeFileSync(plan, "rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all, soak: soon }]\n");
  const bad = await run(environment(home), "rollout", "plan", plan, "--host", "192.0.2.1");
  expect(bad.stderr).toContain("plan.yaml:3:28: waves[0].soak: expected a duration, such as 30m");
  writeFileSync(plan, "rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all }]\n");
  const { env } = await serveDevice(20);
  const started = await run({ ...env }, "rollout", "start", plan, "--ledger", ledger);
  expect(started).toMatchObject({ code: 0, stdout: expect.stringContaining("1 succeeded") });
  // No warning of Node.js that SQLite is experimental.
  expect(started.stderr).not.toContain("Warning");
});

test("the bundled contract verify validates responses", async () => {
  const { device, env } = await serveDevice(20);
  const verify = ["contract", "verify", device.url, "--rest-version", "v1.2", "--json"];
  const { code, stdout } = await run(env, ...verify);
  expect(JSON.parse(stdout).completion).toEqual({ status: "complete" });
  expect(code).toBe(0);
});
