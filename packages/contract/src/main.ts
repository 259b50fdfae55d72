#!/usr/bin/env node
import { runProgram } from "./command/program.ts";

// Whatever happens to the output, the verification goes on to its end and releases the lock.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await runProgram(process.argv.slice(2), process);
