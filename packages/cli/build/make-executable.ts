// Makes an executable for this platform of the `main.cjs` beside it. It needs Node.js only, so that a
// release runs it on each platform with nothing installed.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "postject";

/** Marks the place in Node.js that turns it into the program. */
const sentinelFuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

const isMac = process.platform === "darwin";
const name = process.platform === "win32" ? "asyncstatus.exe" : "asyncstatus";
const output = join(import.meta.dirname, name);
const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-executable-"));
try {
  const config = join(scratch, "sea-config.json");
  const blob = join(scratch, "program.blob");
  const settings = {
    main: join(import.meta.dirname, "main.cjs"),
    output: blob,
    disableExperimentalSEAWarning: true,
    // Without it, the program is parsed at each start.
    useCodeCache: true,
  };
  writeFileSync(config, JSON.stringify(settings));
  execFileSync(process.execPath, ["--experimental-sea-config", config], { stdio: "pipe" });
  copyFileSync(process.execPath, output);
  chmodSync(output, 0o755);
  // macOS kills a program that was changed after it was signed.
  if (isMac) execFileSync("codesign", ["--remove-signature", output]);
  const segment = isMac ? { machoSegmentName: "NODE_SEA" } : {};
  await inject(output, "NODE_SEA_BLOB", readFileSync(blob), { sentinelFuse, ...segment });
  if (isMac) execFileSync("codesign", ["--sign", "-", output]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
