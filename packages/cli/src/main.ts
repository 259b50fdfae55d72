#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { readVersion } from "./version.ts";

const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
  // Scripts ask this often; nothing else is loaded for it.
  process.stdout.write(`${readVersion()}\n`);
} else {
  // Keeps what V8 makes of the code for the next start, in the folder for temporary files.
  enableCompileCache();
  Promise.all([import("./run.ts"), import("./process-io.ts")]).then(
    async ([{ run }, { processIo }]) => {
      process.exitCode = await run(argv, processIo());
    },
  );
}
