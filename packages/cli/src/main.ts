#!/usr/bin/env node
// The program as it is in the workspace. What is published begins in launch/main.ts.

import { start } from "./program.ts";

await start(process.argv.slice(2));
