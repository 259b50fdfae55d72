// Commits by the command-line tool and by a program of each kind of project, on each runtime.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { run } from "@asyncstatus/tools/run";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { serve } from "./device.ts";
import { context, createProject, libraries, released } from "./project.ts";
import { environmentOf, runtimes } from "./runtimes.ts";

const { scratch, runtimeFolder, version } = context;
const [typescript, commonjs, command] = await Promise.all([
  createProject("typescript", [
    ...libraries,
    ...released("@asyncstatus/spec"),
    "typescript@7.0.2",
    "@types/node@22",
  ]),
  createProject("commonjs", libraries, "commonjs"),
  createProject("command", released("asyncstatus")),
]);
const device = await serve(join(command.folder, "node_modules/.bin/asyncstatus"));
afterAll(() => device.close());

test("the types pass TypeScript 7 with nodenext resolution", async () => {
  await typescript.run("npx", ["tsc"]);
});

test("the types pass TypeScript 7 with bundler resolution", async () => {
  const options = ["--module", "esnext", "--moduleResolution", "bundler", "--noEmit"];
  await typescript.run("npx", ["tsc", ...options]);
});

test("the types pass TypeScript 5.9", async () => {
  await typescript.run("npx", ["--yes", "--package", "typescript@5.9.3", "tsc", "--noEmit"]);
});

test("esbuild bundles a program for Node.js", async () => {
  await build({
    entryPoints: [join(typescript.folder, "commit.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    outfile: join(typescript.folder, "bundle.js"),
    external: ["@asyncstatus/server"],
    // undici is CommonJS.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
});

describe.for(runtimes)("$name", (runtime) => {
  test.for<[kind: string, project: typeof commonjs, program: string, source?: string]>([
    ["an ES module", typescript, "out/commit.js", "commit.ts"],
    ["a bundle", typescript, "bundle.js"],
    ["CommonJS", commonjs, "commit.cjs"],
  ])(
    "commits from %s",
    { concurrent: runtime.isNode },
    async ([, { folder }, program, source = program]) => {
      const file = runtime.isNode ? program : source;
      const output = await run(join(runtimeFolder, runtime.program), [...runtime.args, file], {
        cwd: folder,
        env: {
          // On Node.js the program starts a device itself. The others share one, and its lock.
          DEVICE: runtime.isNode ? undefined : JSON.stringify(device),
          NODE_OPTIONS: undefined,
          NO_COLOR: "1",
        },
      });
      expect(JSON.parse(output)).toEqual({
        outcome: "succeeded",
        confidences: ["proven", "proven", "proven"],
        refused: true,
        said: "activate succeeded",
        restVersions: ["v1.2", "v1.1", "v1.0"],
      });
    },
  );
});

test("the tarball of the command-line tool needs no other package", async () => {
  const folder = join(scratch, "tarball");
  await mkdir(folder);
  const options = { cwd: folder, env: context.env };
  const [tarball = ""] = (await run("npm", ["pack", ...released("asyncstatus")], options)).split(
    "\n",
  );
  await run("tar", ["-xzf", tarball], options);
  const program = join(folder, "package/dist/main.cjs");
  const [oldest] = runtimes;
  const asyncstatus = (...args: string[]) =>
    run(join(runtimeFolder, oldest.program), [program, ...args], {
      cwd: folder,
      env: { HOME: folder, ASYNCSTATUS_PASSWORD: device.password, ASYNCSTATUS_STATUS_LAG: "0s" },
    });
  const { url, user, fingerprint256 } = device;
  const connection = ["--user", user, "--fingerprint", fingerprint256, "--json"];
  expect(await asyncstatus("--version")).toBe(`${version}\n`);
  const committed = await asyncstatus("commit", "--no-compare", "--host", url, ...connection);
  expect(JSON.parse(committed)).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  const verified = await asyncstatus("contract", "verify", url, ...connection);
  expect(JSON.parse(verified).completion).toEqual({ status: "complete" });
  expect(await asyncstatus("demo")).toContain("asyncstatus serve");
});

describe.for(runtimes.filter(({ isNode }) => isNode))("npx on $name", (runtime) => {
  const { url, user, password, fingerprint256 } = device;
  const npx = async (...args: string[]) => {
    const cwd = join(scratch, "empty");
    await mkdir(cwd, { recursive: true });
    const env = {
      ...context.env,
      ...environmentOf(runtime, runtimeFolder),
      ASYNCSTATUS_PASSWORD: password,
      XDG_STATE_HOME: cwd,
      XDG_CONFIG_HOME: cwd,
    };
    return run("npx", ["--yes", ...args], { cwd, env });
  };

  test("asyncstatus commits", async () => {
    const options = ["--host", url, "--user", user, "--fingerprint", fingerprint256, "--json"];
    const output = await npx(`asyncstatus@${version}`, "commit", "--no-compare", ...options);
    expect(JSON.parse(output)).toMatchObject({ outcome: "succeeded", confidence: "proven" });
  });

  test("@asyncstatus/contract verifies a device", async () => {
    const output = await npx(
      ...[`@asyncstatus/contract@${version}`, "verify", url],
      ...["--user", user, "--fingerprint", fingerprint256],
      ...["--password-env", "ASYNCSTATUS_PASSWORD"],
      "--allow-operations=verify,save,activate",
    );
    expect(output).toMatch(/\b\d{2,} passed, 0 failed\b/);
  });
});
