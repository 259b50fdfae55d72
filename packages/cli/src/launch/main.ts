#!/usr/bin/env node
// The program as it is published, made by build/bundle.ts.

import { readVersion } from "../version.ts";
import { launch } from "./launch.ts";

const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
  // Scripts ask this often; nothing else is loaded for it.
  process.stdout.write(`${readVersion()}\n`);
} else {
  launch(argv);
}
