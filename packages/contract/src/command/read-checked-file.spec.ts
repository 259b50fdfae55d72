import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asForeign } from "../testing/foreign-file.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkAccess, checkFile, readCheckedFile } from "./read-checked-file.ts";
import { UsageError } from "./usage-error.ts";

function write(text: string | Uint8Array, mode = 0o600): string {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const user = 1000;
const root = 0;
const other = 1001;

test.each([
  { uid: user, mode: 0o600, isSecret: true },
  { uid: user, mode: 0o644, isSecret: false },
  { uid: root, mode: 0o644, isSecret: false },
  { uid: user, mode: 0o640, isSecret: true, says: "the group of file can read it" },
  { uid: root, mode: 0o440, isSecret: true, says: "the group of file can read it" },
])("accepts %j", ({ uid, mode, isSecret, says }) => {
  expect(checkAccess("file", { uid, mode }, user, isSecret)).toBe(says);
});

test.each([
  { uid: other, mode: 0o600, isSecret: false, says: "file belongs to another user (UID 1001)" },
  { uid: user, mode: 0o660, isSecret: false, says: "other users can change file" },
  { uid: user, mode: 0o602, isSecret: false, says: "other users can change file" },
  { uid: root, mode: 0o666, isSecret: true, says: "other users can change file" },
  { uid: user, mode: 0o604, isSecret: true, says: "every user can read file" },
  { uid: root, mode: 0o444, isSecret: true, says: "every user can read file" },
])("refuses %j", ({ uid, mode, isSecret, says }) => {
  expect(() => checkAccess("file", { uid, mode }, user, isSecret)).toThrow(says);
});

test("reads a file, and returns undefined if there is none", () => {
  expect(readCheckedFile(write("text"), "settings")).toEqual({ text: "text" });
  expect(readCheckedFile("/nowhere/file", "settings")).toBeUndefined();
});

test("names the first line that isn't UTF-8, and quotes nothing", () => {
  const file = write(Buffer.from([0x61, 0xc3, 0xa9, 0x0a, 0x62, 0xff, 0xfe, 0x0a, 0x63]));
  const problem = new UsageError(`${file}:2: not valid UTF-8`, "Save the file as UTF-8.");
  expect(() => readCheckedFile(file, "data")).toThrow(problem);
});

test("checks a file that another program opens", () => {
  const file = write("text");
  expect(() => checkFile(file)).not.toThrow();
  expect(() => checkFile("/nowhere/file")).not.toThrow();
  expect(() => checkFile(file, asForeign(file))).toThrow("belongs to another user");
  expect(() => checkFile(join(file, "inner"))).toThrow(
    new UsageError(`${join(file, "inner")}: can't be read: not a directory`),
  );
});

test("refuses a file that another user owns", () => {
  const file = write("text");
  const reader = asForeign(file);
  expect(() => readCheckedFile(file, "settings", reader)).toThrow("belongs to another user");
  expect(readCheckedFile(file, "scenario", reader)).toEqual({ text: "text" });
});

test.each(["the file", "a folder"])("refuses %s if it is a link that another user owns", (what) => {
  const home = temporaryFolder();
  mkdirSync(join(home, "folder"));
  writeFileSync(join(home, "folder", "file"), "text");
  const [link, target, file] =
    what === "the file"
      ? [join(home, "link"), join(home, "folder", "file"), join(home, "link")]
      : [join(home, "link"), join(home, "folder"), join(home, "link", "file")];
  symlinkSync(target, link);
  expect(readCheckedFile(file, "settings")).toEqual({ text: "text" });
  expect(() => readCheckedFile(file, "settings", asForeign(link))).toThrow(
    `${link} belongs to another user`,
  );
});

test("reads a secret that Kubernetes mounts, and warns of its group", () => {
  const mount = temporaryFolder();
  mkdirSync(join(mount, "..2026_01_01"));
  const target = join(mount, "..2026_01_01", "password");
  writeFileSync(target, "secret");
  chmodSync(target, 0o440);
  symlinkSync("..2026_01_01", join(mount, "..data"));
  symlinkSync("..data/password", join(mount, "password"));
  const file = join(mount, "password");
  expect(readCheckedFile(file, "password")).toEqual({
    text: "secret",
    warning: `the group of ${file} can read it`,
  });
});

test("refuses links that never end", () => {
  const home = temporaryFolder();
  symlinkSync("b", join(home, "a"));
  symlinkSync("a", join(home, "b"));
  expect(() => readCheckedFile(join(home, "a"), "settings")).toThrow(
    "can't be read: too many symbolic links",
  );
});

test.each([
  ["a pipe", (home: string) => execFileSync("mkfifo", ["-m", "600", join(home, "x")])],
  ["a folder", (home: string) => mkdirSync(join(home, "x"))],
  ["/dev/zero", (home: string) => symlinkSync("/dev/zero", join(home, "x"))],
] as const)("refuses %s at once", (_, make) => {
  const home = temporaryFolder();
  make(home);
  for (const kind of ["settings", "pins", "password", "resume", "note", "scenario"] as const) {
    expect(() => readCheckedFile(join(home, "x"), kind)).toThrow("not a regular file");
  }
});

test("reads up to the limit of its kind", () => {
  const limit = 256 * 1024;
  expect(readCheckedFile(write(Buffer.alloc(limit, "a")), "settings")?.text).toHaveLength(limit);
  expect(() => readCheckedFile(write(Buffer.alloc(limit + 1)), "settings")).toThrow(
    "larger than 256 KB",
  );
});
