import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newHome } from "../testing/new-home.ts";
import { writePrivateFile } from "./replace-file.ts";

test("creates each missing folder for the user alone", () => {
  const home = newHome();
  const file = join(home, "a", "b", "file");
  writePrivateFile(file, "first");
  writePrivateFile(file, "second");
  expect(readFileSync(file, "utf8")).toBe("second");
  for (const folder of ["a", "a/b"]) {
    expect(statSync(join(home, folder)).mode & 0o777).toBe(0o700);
  }
});

test.runIf(existsSync("/proc"))("fails at once where no folder can be created", () => {
  const code = `
    import { writePrivateFile } from ${JSON.stringify(new URL("./replace-file.ts", import.meta.url).href)};
    writePrivateFile("/proc/home/.local/state/file", "");`;
  // In a process of its own, because a synchronous call that never returns can't be ended.
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    timeout: 10_000,
    killSignal: "SIGKILL",
    encoding: "utf8",
  });
  expect(stderr).toContain("mkdir '/proc/home'");
  expect(status).toBe(1);
});
