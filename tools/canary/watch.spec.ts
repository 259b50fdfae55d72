// Each way out of a process and each encoding of a secret is found.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeLeaks, type Leak } from "./describe-leaks.ts";

/** Returns the leaks of a program that has a secret in its environment. */
function leaksOf(program: string, secret: string): Leak[] {
  const folder = mkdtempSync(join(tmpdir(), "asyncstatus-canary-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const report = join(folder, "report");
  const watch = new URL("./watch.mjs", import.meta.url).href;
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    CANARY_REPORT: report,
    SECRET: secret,
    FOLDER: folder,
  };
  const args = ["--import", watch, "--input-type=module", "--eval", program];
  const { status } = spawnSync(process.execPath, args, { env });
  expect(status).toBe(0);
  if (!existsSync(report)) return [];
  const lines = readFileSync(report, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Leak);
}

const secret = "const secret = 'the password is ' + process.env.SECRET;";
const into = "process.env.FOLDER + '/out'";
const fs =
  'import fs, { promises, writeFileSync, appendFileSync, createWriteStream } from "node:fs";';
const child = 'import { spawn, spawnSync, execFile } from "node:child_process";';
const stream = 'import { Writable } from "node:stream";';
const password = "my canary-in-the-mine!";

test.each([
  ["shown", "console.log(secret)"],
  ["shown", "console.error(secret)"],
  ["shown", "process.stdout.write(Buffer.from(secret))"],
  ["shown", `${stream} new Writable({ write: (_, __, done) => done() }).write(secret)`],
  ["file", `${fs} writeFileSync(${into}, secret)`],
  ["file", `${fs} fs.writeFile(${into}, secret, () => {})`],
  ["file", `${fs} appendFileSync(${into}, secret)`],
  ["file", `${fs} await promises.writeFile(${into}, secret)`],
  [
    "file",
    `import { writeFile } from "node:fs/promises"; await writeFile(${into}, Buffer.from(secret))`,
  ],
  ["shown", `${fs} createWriteStream(${into}).end(secret)`],
  ["process list", `${child} spawn("true", [secret])`],
  ["process list", `${child} spawnSync("true", ["--password", secret])`],
  ["process list", `${child} execFile("true", [secret])`],
])("finds a leak of kind %s: %s", (channel, statement) => {
  const leaks = leaksOf(`${statement.replace(/^(import .*; )?/, `$1${secret} `)}`, password);
  expect(leaks.map((leak) => leak.channel)).toContain(channel);
  expect(describeLeaks(leaks)).not.toContain("canary-in-the-mine");
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const token = "0123456789abcdef".repeat(4);

test.each([
  ["as it is", "password", password],
  ["in capitals", "password", password.toUpperCase()],
  ["as Basic credentials", "password", `Basic ${base64(`admin:${password}`)}`],
  ["as credentials of a longer user name", "password", `Basic ${base64(`admin1:${password}`)}`],
  ["as credentials of an even longer one", "password", `Basic ${base64(`admin12:${password}`)}`],
  ["as Base64 for URLs", "password", Buffer.from(`admin:${password}`).toString("base64url")],
  ["as hexadecimal digits", "password", Buffer.from(password).toString("hex")],
  ["in a URL", "password", `token=${encodeURIComponent(password)}`],
  [
    "percent-encoded as a whole",
    "password",
    Buffer.from(password).toString("hex").replace(/../g, "%$&"),
  ],
  ["in JSON", "password", JSON.stringify({ password })],
  ["as a token", "token", token],
  ["in a header", "token", `Bearer ${token}`],
  ["as a token in JSON", "token", JSON.stringify({ token })],
  ["as a token in a form", "token", `token=${token}&x=1`],
])("finds a secret %s", (_, what, text) => {
  expect(leaksOf("console.log(process.env.SECRET)", text).map((leak) => leak.what)).toContain(what);
});

test("ignores other text and the file that gives a program its password", () => {
  const harmless = [
    "console.log('the canary sang in the mine')",
    "console.log('92:F8:34:00:38:C7:11:DD:04:09:10:F3:94:6A:8B:05:19:5E:73:1E:27:18:A5:A2:3A:F7')",
    "fs.writeFileSync(process.env.FOLDER + '/password', process.env.SECRET + '\\n')",
  ];
  expect(leaksOf(`${fs} ${harmless.join(";")}`, password)).toEqual([]);
  expect(describeLeaks([])).toBe(
    "No leak: no secret in a file, in output or in the arguments of a process.",
  );
});
