#!/usr/bin/env node
import { processIo } from "./process-io.ts";
import { runCommandLine } from "./run-command-line.ts";

// Not `await`: the published program is CommonJS, which starts faster.
void runCommandLine(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
