import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Io } from "../src/io.ts";
import { createWorld } from "../src/testing/world.ts";
import { messagesPage, type RejectedCommand } from "./messages-page.ts";

interface Rejected {
  readonly argv: string;
  readonly env?: Io["env"];
  readonly files?: Readonly<Record<string, string>>;
  readonly mode?: number;
}

const base = { ASYNCSTATUS_HOST: "192.0.2.1", ASYNCSTATUS_USER: "admin" };
const ready = { ...base, ASYNCSTATUS_PASSWORD: "secret" };
const yaml = (text: string) => ({ "asyncstatus.config.yaml": text });

const rejectedCommands: readonly Rejected[] = [
  { argv: "status", env: { ASYNCSTATUS_USER: "admin" } },
  { argv: "status", env: { ASYNCSTATUS_HOST: "192.0.2.1" } },
  { argv: "status" },
  { argv: "comit" },
  { argv: "status --no-such-flag" },
  { argv: "save --timeout soon", env: ready },
  { argv: "status --host https://user@192.0.2.1", env: ready },
  { argv: "status --inventory @/missing.txt", env: { ASYNCSTATUS_USER: "admin" } },
  {
    argv: "status --inventory @/hosts.yaml --host 192.0.2.1",
    env: { ASYNCSTATUS_USER: "admin" },
    files: { "hosts.yaml": "hosts: [192.0.2.2]\n" },
  },
  {
    argv: "status --inventory @/hosts.txt",
    env: { ASYNCSTATUS_USER: "admin" },
    files: { "hosts.txt": "192.0.2.2 192.0.2.3\n" },
  },
  { argv: "status --config @/missing.yaml" },
  { argv: "status --profile lab" },
  { argv: "status", files: yaml("user: admin\npassword: secret\n") },
  { argv: "status", files: yaml("usr: admin\n") },
  { argv: "status", files: yaml("user: admin\nuser: root\n") },
  { argv: "status", files: yaml("- user\n") },
  { argv: "status", files: yaml("user: [\n") },
  { argv: "status", files: yaml("passwordFile: secret\n") },
  { argv: "status", files: yaml("user: admin\n"), mode: 0o666 },
  { argv: "status --password-file @/missing" },
  { argv: "status --password-file @/secret", files: { secret: "\n" }, mode: 0o600 },
  { argv: "status --password-file @/secret", files: { secret: "secret\n" }, mode: 0o644 },
  { argv: "status --password-command false" },
  { argv: "status --password-stdin --password-file @/secret" },
  { argv: "status --password-file @/secret --password-command true" },
  { argv: "status --ca @/missing.pem", env: ready },

  { argv: "elements list" },
  { argv: "elements get host-route 192.0.2.0", env: ready },
  { argv: "request POST configuration/configElements --data @missing.xml", env: ready },
  { argv: "plan @/missing.yaml", env: ready },
  { argv: "apply @/missing.yaml", env: ready },
  {
    argv: "plan @/change.yaml",
    env: ready,
    files: { "change.yaml": "change: 1\nelements:\n  - typ: host-route\n" },
  },
  { argv: "restore", env: ready },
  { argv: "restore --from saved backup.tar.gz", env: ready },
  { argv: "resume @/missing.json" },
  { argv: "resume @/file.json", files: { "file.json": "{}\n" }, mode: 0o600 },
  { argv: "resume --latest" },
  { argv: "config trust missing" },
  { argv: "trust 192.0.2.1 --add" },
  { argv: "serve --scenario missing" },
  { argv: "serve --scenario @/missing.yaml" },
  { argv: "unlock", env: ready },
  {
    argv: "rollout plan @/plan.yaml",
    files: {
      "plan.yaml": "rollout: 1\nchange: { commit: {} }\nwaves: [{ name: all, soak: soon }]\n",
    },
  },
  {
    argv: "rollout plan @/plan.yaml",
    files: {
      "plan.yaml": "rollout: 1\nchange: { commit: {} }\nwaves: [{ name: a }, { name: b }]\n",
    },
  },
  { argv: "rollout resume" },
];

async function reject({
  argv,
  env = base,
  files = {},
  mode = 0o644,
}: Rejected): Promise<RejectedCommand> {
  const world = await createWorld();
  const folder = world.home;
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), mode);
  }
  const { code, stdout, stderr } = await world.runBare(
    { ...env, COLUMNS: "1000" },
    ...argv.replaceAll("@/", `${folder}/`).split(" "),
  );
  expect(code, `${argv}: ${stdout}${stderr}`).not.toBe(0);
  return {
    shown: `asyncstatus ${argv.replaceAll("@/", "")}`,
    output: `${stdout}${stderr}`.replaceAll(folder, "/home/admin").replaceAll(/\n\n+/g, "\n"),
  };
}

test("MESSAGES.md is up to date", async () => {
  const rejected: RejectedCommand[] = [];
  for (const one of rejectedCommands) rejected.push(await reject(one));
  await expect(messagesPage(rejected)).toMatchFileSnapshot("../MESSAGES.md");
});
