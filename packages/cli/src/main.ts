#!/usr/bin/env node
import { nodeRefusal } from "@asyncstatus/contract/options";
import { processIo } from "./process-io.ts";
import { exitCodes } from "./run/exit-codes.ts";
import { runCommandLine } from "./run-command-line.ts";

const refusal = nodeRefusal(process.versions.node);
if (refusal === undefined) {
  // Not `await`: the published program is CommonJS, which starts faster.
  void runCommandLine(process.argv.slice(2), processIo()).then((code) => {
    process.exitCode = code;
  });
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = exitCodes.usage.code;
}
